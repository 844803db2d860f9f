"""Goals, sub-goals and steps: add, change, put in order, tick."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.network.models import NetworkMember
from alongside.plans.beginning import is_asked_for
from alongside.plans.models import Goal, Step, SubGoal
from alongside.plans.operations import (
    add_goal,
    add_step,
    add_sub_goal,
    change_goal,
    change_step,
    change_sub_goal,
    move_goal,
)
from alongside.plans.reading import whole
from alongside.web.courses.course import Course, open_course, open_course_of
from alongside.web.courses.plan import asking, forms
from alongside.web.drafts import DraftSlot
from alongside.web.forms import HouseForm, after
from alongside.web.pages import page
from alongside.web.together import Read, fields
from alongside.web.unsent import uuid_of

GOAL_PATH, PART_PATH = "plan__enrolment", "goal__plan__enrolment"


@page("goal.add")
def goal_new(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Add a goal."""
    course = open_course(request, enrolment_id, policy="goal.add")
    slot = DraftSlot(request, form="goal", subject_id=enrolment_id)
    if answer := slot.answer():
        return answer
    form = forms.GoalForm.from_slot(
        slot, name=course.name, areas=course.profile.life_dimensions, initial=_about_a_tie(request, course)
    )
    if request.method == "POST" and form.is_valid():
        typed = _without(form.cleaned_data, "version")
        with form.shows():
            goal = add_goal(by=course.viewer, enrolment=course.enrolment, key=slot.key, **typed)
            said = _kept(_("The goal is in the plan."), form, asking.GOAL, course)
            return slot.done(_back(request, course, said, goal.pk))
    return course.render(
        "courses/goal_form.html", here="plan", form=form, slot=slot, **_asks(form, asking.GOAL, course)
    )


def _about_a_tie(request: HttpRequest, course: Course) -> dict[str, str]:
    """A goal that begins at somebody around the person (`tie`): building a tie is work like any other."""
    tie = uuid_of(request.GET.get("tie"))
    if tie is None:
        return {}
    member = NetworkMember.objects.under(course.viewer, course.person).filter(pk=tie).first()
    if member is None:
        return {}
    name = member.name or member.relation
    area = "network" if course.profile.life_dimensions.get("network") else ""
    return {"title": gettext("The tie with %(name)s") % {"name": name}, "dimension": area}


@page("goal.change")
def goal(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Change a goal's words, or how it stands."""
    record, course = open_course_of(request, Goal, goal_id, policy="goal.change", path=GOAL_PATH)
    slot = DraftSlot(request, form="goal", subject_id=goal_id)
    if answer := slot.answer():
        return answer
    read = Read(record, fields("title", "person_view", "worker_view", "dimension", "status", "status_on"))
    form = forms.GoalChangeForm.from_slot(
        slot,
        name=course.name,
        areas=course.profile.life_dimensions,
        stays=record.commissioned is not None and is_asked_for(record.commissioned),
        initial=read.initial,
    ).meets(read)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            change_goal(by=course.viewer, goal=record, **_with_day(form.cleaned_data))
            said = _kept(_("The goal is changed."), form, asking.GOAL, course, goal_id)
            return slot.done(_back(request, course, said, goal_id))
    return course.render(
        "courses/goal_form.html",
        here="plan",
        form=form,
        slot=slot,
        goal=record,
        **_asks(form, asking.GOAL, course, goal_id),
    )


@page("goal.move")
@require_POST
def goal_move(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Move a goal up or down in the person's order; the page jumps back to it."""
    record, course = open_course_of(request, Goal, goal_id, policy="goal.move", path=GOAL_PATH)
    step = -1 if request.POST.get("way") == "up" else 1
    move_goal(by=course.viewer, goal=record, place=record.place + step)
    return _back(request, course, "", goal_id)


@page("step.change")
@require_POST
def goal_steps(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Keep which steps of a goal are ticked. Only steps that were on the page are touched."""
    _record, course = open_course_of(request, Goal, goal_id, policy="step.change", path=GOAL_PATH)
    shown, ticked = set(request.POST.getlist("shown")), set(request.POST.getlist("done"))
    steps = Step.objects.visible_to(course.viewer).filter(goal_id=goal_id).select_related(PART_PATH)
    for step in steps:
        key = str(step.pk)
        if key in shown and (key in ticked) != (step.done_on is not None):
            change_step(by=course.viewer, step=step, done_on=course.viewer.today if key in ticked else None)
    return _back(request, course, _("The steps are kept."), goal_id)


@page("sub_goal.add")
def sub_goal_new(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Add a sub-goal."""
    record, course = open_course_of(request, Goal, goal_id, policy="sub_goal.add", path=GOAL_PATH)
    slot = DraftSlot(request, form="sub_goal", subject_id=goal_id)
    if answer := slot.answer():
        return answer
    form = forms.SubGoalForm.from_slot(slot, name=course.name)
    if request.method == "POST" and form.is_valid():
        typed = _without(form.cleaned_data, "version")
        with form.shows():
            add_sub_goal(by=course.viewer, goal=record, key=slot.key, **typed)
            said = _kept(_("The sub-goal is in the plan."), form, asking.SUB_GOAL, course)
            return slot.done(_back(request, course, said, goal_id))
    return course.render(
        "courses/sub_goal_form.html",
        here="plan",
        form=form,
        slot=slot,
        goal=record,
        **_asks(form, asking.SUB_GOAL, course),
    )


@page("sub_goal.change")
def sub_goal(request: HttpRequest, sub_goal_id: UUID) -> HttpResponse:
    """Change a sub-goal's words, measure, or how it stands."""
    record, course = open_course_of(request, SubGoal, sub_goal_id, policy="sub_goal.change", path=PART_PATH)
    slot = DraftSlot(request, form="sub_goal", subject_id=sub_goal_id)
    if answer := slot.answer():
        return answer
    names = ("title", "indicator", "baseline", "target", "due_on", "whose_wish", "status", "status_on")
    read = Read(record, fields(*names))
    form = forms.SubGoalChangeForm.from_slot(slot, name=course.name, initial=read.initial).meets(read)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            change_sub_goal(by=course.viewer, sub_goal=record, **_with_day(form.cleaned_data))
            said = _kept(_("The sub-goal is changed."), form, asking.SUB_GOAL, course)
            return slot.done(_back(request, course, said, record.goal_id))
    return course.render(
        "courses/sub_goal_form.html",
        here="plan",
        form=form,
        slot=slot,
        goal=record.goal,
        sub_goal=record,
        **_asks(form, asking.SUB_GOAL, course),
    )


@page("step.add")
def step_new(request: HttpRequest, goal_id: UUID) -> HttpResponse:
    """Add a step; `?part=` names the sub-goal it belongs to."""
    record, course = open_course_of(request, Goal, goal_id, policy="step.add", path=GOAL_PATH)
    slot = DraftSlot(request, form="step", subject_id=goal_id)
    if answer := slot.answer():
        return answer
    form = forms.StepForm.from_slot(
        slot,
        name=course.name,
        worker=course.worker_name,
        sub_goals=_parts(course, goal_id),
        initial={"sub_goal": request.GET.get("part", ""), "owner": "together"},
    )
    if request.method == "POST" and form.is_valid():
        typed = _without(form.cleaned_data, "version") | {"sub_goal": _part(course, form.cleaned_data)}
        with form.shows():
            add_step(by=course.viewer, goal=record, key=slot.key, **typed)
            said = _kept(_("The step is in the plan."), form, asking.STEP, course)
            return slot.done(_back(request, course, said, goal_id))
    return course.render(
        "courses/step_form.html",
        here="plan",
        form=form,
        goal=record,
        slot=slot,
        **_asks(form, asking.STEP, course),
    )


@page("step.change")
def step(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """Change a step, say when it was done, or that it is no longer needed."""
    record, course = open_course_of(request, Step, step_id, policy="step.change", path=PART_PATH)
    slot = DraftSlot(request, form="step", subject_id=step_id)
    if answer := slot.answer():
        return answer
    read = Read(
        record,
        fields("title", "owner", "owner_name", "due_on", "done_on")
        | {"sub_goal": "sub_goal_id", "dropped": lambda row: row.dropped_on is not None},
    )
    form = forms.StepChangeForm.from_slot(
        slot,
        name=course.name,
        worker=course.worker_name,
        sub_goals=_parts(course, record.goal_id, keep=record.sub_goal_id),
        initial=read.initial,
    ).meets(read)
    if request.method == "POST" and form.is_valid():
        typed = _without(form.cleaned_data, "dropped") | {"sub_goal": _part(course, form.cleaned_data)}
        gone = form.cleaned_data["dropped"]
        with form.shows():
            change_step(
                by=course.viewer,
                step=record,
                dropped_on=(record.dropped_on or course.viewer.today) if gone else None,
                **typed,
            )
            said = _kept(_("The step is changed."), form, asking.STEP, course)
            return slot.done(_back(request, course, said, record.goal_id))
    return course.render(
        "courses/step_form.html",
        here="plan",
        form=form,
        slot=slot,
        goal=record.goal,
        step=record,
        **_asks(form, asking.STEP, course),
    )


def _asks(form: HouseForm, kind: str, course: Course, goal_id: UUID | None = None) -> dict[str, Any]:
    """What the form needs to ask its question: for a goal that is there, `goal_id` tells what measures it."""
    count = SubGoal.objects.visible_to(course.viewer).filter(goal_id=goal_id).count() if goal_id else 0
    asked = asking.asked_in(form, kind, course.viewer, sub_goals=count)
    return {"asked": asked, "asks_kind": kind, "asks_measured": count > 0}


def _kept(said: Any, form: HouseForm, kind: str, course: Course, goal_id: UUID | None = None) -> str:
    return asking.kept_and_asked(said, _asks(form, kind, course, goal_id)["asked"])


def _parts(course: Course, goal_id: UUID, *, keep: UUID | None = None) -> list[tuple[str, str]]:
    """The sub-goals a step can lie under: those worked on, and the one it lies under already."""
    plan = whole(course.viewer, course.enrolment)
    found = next((card for card in plan.goals if card.id == goal_id), None) if plan else None
    return [
        (str(sub.id), sub.title) for sub in (found.sub_goals if found else ()) if sub.active or sub.id == keep
    ]


def _part(course: Course, typed: dict[str, Any]) -> SubGoal | None:
    key = typed.get("sub_goal")
    found: SubGoal | None = SubGoal.objects.visible_to(course.viewer).get(pk=key) if key else None
    return found


def _with_day(typed: dict[str, Any]) -> dict[str, Any]:
    """What was typed, for an operation that takes today when no day is given."""
    return {name: value for name, value in typed.items() if name != "status_on" or value is not None}


def _without(typed: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in typed.items() if name not in names}


def _back(request: HttpRequest, course: Course, said: Any, goal_id: UUID) -> HttpResponse:
    return after(request, "plan", course.enrolment.pk, said=said, fragment=f"goal-{goal_id}")
