"""The crisis plan: read in ten seconds, written with the person, printed on a page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.crisis.models import CrisisPlan
from alongside.crisis.operations import TEXTS, keep_crisis_plan, rewrite_crisis_plan, write_crisis_plan
from alongside.crisis.queries import called, earlier, plan_of
from alongside.enrolments.queries import courses_of
from alongside.network.queries import around_now
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.reviews.rules import next_due
from alongside.web.about import tabs_about
from alongside.web.courses.course import open_course
from alongside.web.crisis.forms import CALLS, CrisisPlanForm, KeepForm, call_at
from alongside.web.crisis.sheet import crisis_sheet
from alongside.web.crisis.words import crisis_url, earlier_lines, plan_lines
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.pages import May, gate, page
from alongside.web.paper.forms import SheetForm
from alongside.web.paper.making import wish_of
from alongside.web.paper.views import document
from alongside.web.together import Read, fields
from alongside.web.viewer import viewer_of


@page("crisis_plan.read")
def crisis_plan(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The plan as it holds now, and a way to say that it still does."""
    viewer = viewer_of(request)
    keeps = request.method == "POST"
    person, may = gate(
        request, Person, person_id, policy="crisis_plan.write" if keeps else "crisis_plan.read"
    )
    plan = plan_of(viewer, person)
    form = None
    if plan is not None and may("crisis_plan.write"):
        again = next_due(viewer.today, months=profile_of(viewer.agency_id).crisis.plan_review_months)
        form = KeepForm(
            request.POST if keeps else None, initial={"review_on": again, "version": plan.version}
        )
    if keeps and plan is not None and form is not None and form.is_valid():
        with form.shows():
            keep_crisis_plan(by=viewer, plan=plan, **form.cleaned_data)
            return after(request, "crisis_plan", person.pk, said=_("Looked at again, it still holds."))
    course = next(iter(courses_of(viewer, person)), None) if may("person.open") else None
    may_course = May(viewer, course)
    return render(
        request,
        "crisis/plan.html",
        {
            "person": person,
            "plan": plan_lines(plan, called(viewer, plan), viewer.today) if plan is not None else None,
            "form": form,
            "may": may,
            "course": course,
            "prints": course is not None and may_course("paper.print"),
            "tabs": tabs_about(course, may_course, "crisis_plan") if course is not None else [],
        },
    )


@page("crisis_plan.write")
def crisis_plan_write(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write the plan with the person, for the first time or anew."""
    viewer = viewer_of(request)
    person, _may = gate(request, Person, person_id, policy="crisis_plan.write")
    slot = DraftSlot(request, form="crisis_plan", subject_id=person.pk)
    if answer := slot.answer():
        return answer
    plan = plan_of(viewer, person)
    around = list(around_now(viewer, person, viewer.today))
    again = next_due(viewer.today, months=profile_of(viewer.agency_id).crisis.plan_review_months)
    initial = {"agreed_on": viewer.today, "agreed_with": person.first_name, "review_on": again}
    if plan is None:
        form = CrisisPlanForm.from_slot(slot, around=around, initial=initial)
    else:
        read = _read(plan, frozenset(str(one.pk) for one in around))
        form = CrisisPlanForm.from_slot(slot, around=around, initial={**initial, **read.initial}).meets(read)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            said = form.said()
            version = said.pop("version")
            if plan is None:
                write_crisis_plan(by=viewer, person=person, key=slot.key, **said)
            else:
                rewrite_crisis_plan(by=viewer, plan=plan, version=version, **said)
            words = _("Kept. Whoever is on call reads it too.")
            return slot.done(after(request, "crisis_plan", person.pk, said=words))
    return render(
        request,
        "crisis/write.html",
        {"person": person, "form": form, "slot": slot, "plan": plan, "back": crisis_url(person.pk)},
    )


@page("crisis_plan.read")
def crisis_plan_versions(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """How the plan read before."""
    viewer = viewer_of(request)
    person, _may = gate(request, Person, person_id, policy="crisis_plan.read")
    found = earlier_lines(earlier(viewer, person), viewer.today)
    return render(request, "crisis/versions.html", {"person": person, "earlier": found})


@page("paper.print")
def paper_crisis(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The crisis plan on paper: one page, for the wallet or the fridge."""
    course = open_course(request, enrolment_id, policy="paper.print")
    form = SheetForm(request.POST or None, course=course, wish=wish_of(course))
    return document(course, form, crisis_sheet, kind="crisis")


def _read(plan: CrisisPlan, around: frozenset[str]) -> Read:
    """The plan as the form shows it; the days and who is there are asked anew each time."""
    places = {name: call_at(place, around) for place, name in enumerate(CALLS)}
    return Read(plan, {**fields(*TEXTS), **places})
