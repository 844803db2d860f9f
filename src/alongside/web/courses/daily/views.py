"""Daily life: what is so, how it changed, and the step that is being done about it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from alongside.daily.models import Matter
from alongside.daily.operations import change_matter, end_matter, make_step, write_matter
from alongside.daily.queries import matters_of
from alongside.enrolments.queries import courses_of
from alongside.plans.models import Goal
from alongside.plans.queries import active_goals
from alongside.web.courses.course import Course, open_course
from alongside.web.courses.daily.forms import EndForm, MatterForm, StepOfForm
from alongside.web.courses.daily.words import groups, matter_line
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.pages import gate, page
from alongside.web.together import Read, fields
from alongside.web.viewer import viewer_of

FIELDS = ("kind", "text", "told_by", "said_on")


@page("course.read")
def daily(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """What is so in somebody's daily life, by what it is about."""
    course = open_course(request, enrolment_id)
    now, over = groups(matters_of(course.viewer, course.person), course.profile, course.viewer.today)
    return course.render(
        "courses/daily.html", here="daily", groups=now, over=over, writes=course.may("matter.write")
    )


@page("matter.write")
def matter_new(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Write down one thing that is so; `?kind=` says what it is about."""
    course = open_course(request, enrolment_id, policy="matter.write")
    slot = DraftSlot(request, form="matter", subject_id=enrolment_id)
    if answer := slot.answer():
        return answer
    initial = {"kind": request.GET.get("kind", ""), "said_on": course.viewer.today}
    form = MatterForm.from_slot(slot, profile=course.profile, fresh=True, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            write_matter(by=course.viewer, person=course.person, key=slot.key, **form.cleaned_data)
            return slot.done(after(request, "daily", enrolment_id, said=_("Written down.")))
    return course.render("courses/daily_form.html", here="daily", form=form, slot=slot)


@page("matter.change")
def matter_change(request: HttpRequest, enrolment_id: UUID, matter_id: UUID) -> HttpResponse:
    """How it is now, or that it is over."""
    course = open_course(request, enrolment_id, policy="matter.change")
    matter = _one_of(course, matter_id)
    ending = "end" in request.POST
    slot = DraftSlot(request, form="matter", subject_id=matter_id, elsewhere=ending)
    if answer := slot.answer():
        return answer
    read = Read(matter, fields(*FIELDS))
    form = MatterForm.from_slot(slot, profile=course.profile, kept=matter.kind, initial=read.initial)
    form.meets(read)
    end = EndForm(request.POST if ending else None, initial={"ended_on": course.viewer.today})
    if ending and end.is_valid():
        with end.shows():
            end_matter(by=course.viewer, matter=matter, **end.cleaned_data)
            return slot.done(after(request, "daily", enrolment_id, said=_("It is over, and stays readable.")))
    if request.method == "POST" and not ending and form.is_valid():
        with form.shows():
            change_matter(by=course.viewer, matter=matter, **form.cleaned_data)
            return slot.done(after(request, "daily", enrolment_id, said=_("Written down.")))
    return course.render(
        "courses/daily_form.html", here="daily", form=form, slot=slot, matter=matter, end=end
    )


@page("matter.make_step")
def matter_step(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Put what is to be done about it into the plan of the person's latest course."""
    found, _may = gate(request, Matter, matter_id, policy="matter.make_step", related=("person",))
    course = open_course(request, _latest_course(request, found), policy="matter.make_step")
    matter = _one_of(course, matter_id)
    goals = active_goals(course.viewer, course.enrolment, with_sub_goals=False)
    slot = DraftSlot(request, form="matter_step", subject_id=matter_id)
    if answer := slot.answer():
        return answer
    form = StepOfForm.from_slot(slot, goals=goals)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        goal = _goal(course, typed["goal"])
        with form.shows():
            make_step(
                by=course.viewer,
                matter=matter,
                goal=goal,
                title=typed["title"],
                due_on=typed["due_on"],
                key=slot.key,
            )
            said = _("The step is in the plan.")
            return slot.done(after(request, "daily", course.enrolment.pk, said=said))
    return course.render(
        "courses/daily_step.html",
        here="daily",
        form=form,
        slot=slot,
        matter=matter_line(matter, course.profile, course.viewer.today),
        goals=goals,
    )


@page("matter.read")
def matter(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """A matter by itself: to the page where it is changed, in the person's latest course."""
    found, _may = gate(request, Matter, matter_id, related=("person",))
    return redirect("matter_change", _latest_course(request, found), found.pk)


def _latest_course(request: HttpRequest, matter: Matter) -> UUID:
    course = next(iter(courses_of(viewer_of(request), matter.person)), None)
    if course is None:
        raise Http404
    course_id: UUID = course.pk
    return course_id


def _one_of(course: Course, matter_id: UUID) -> Any:
    found = (
        Matter.objects.visible_to(course.viewer)
        .filter(pk=matter_id, person_id=course.person.pk)
        .select_related("person", "step", "worker")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _goal(course: Course, goal_id: str) -> Any:
    found = (
        Goal.objects.visible_to(course.viewer).filter(pk=goal_id, plan__enrolment=course.enrolment).first()
    )
    if found is None:
        raise Http404
    return found
