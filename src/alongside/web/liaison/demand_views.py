"""Writing down what a plan of somebody else asks of the person."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.access.actor import Actor
from alongside.enrolments.models import Enrolment
from alongside.enrolments.queries import courses_of
from alongside.liaison.models import Demand, Touches
from alongside.liaison.operations import add_demand, change_demand
from alongside.network.models import OtherPlan
from alongside.organisation.queries import profile_of
from alongside.plans.models import Goal, GoalStatus
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.liaison.forms import DemandForm
from alongside.web.pages import gate, page
from alongside.web.together import Read, fields
from alongside.web.viewer import viewer_of


@page("demand.add")
def demand_new(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Something the plan asks."""
    viewer = viewer_of(request)
    plan, _may = gate(request, OtherPlan, plan_id, policy="demand.add", related=("person",))
    course = _course_of(viewer, plan)
    slot = DraftSlot(request, form="demand", subject_id=plan.pk)
    if answer := slot.answer():
        return answer
    form = DemandForm.from_slot(slot, goals=_goals(viewer, course, ()), fresh=True)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            add_demand(by=viewer, plan=plan, key=slot.key, **form.said())
            said = _("Written down.")
            return slot.done(after(request, "network", course.pk, said=said, fragment=f"p-{plan.pk}"))
    return _shown(request, course, plan, form, slot)


@page("demand.change")
def demand_change(request: HttpRequest, demand_id: UUID) -> HttpResponse:
    """Put a demand right, say who helps with it, or that it is met."""
    viewer = viewer_of(request)
    demand, _may = gate(request, Demand, demand_id, policy="demand.change", related=("plan__person",))
    course = _course_of(viewer, demand.plan)
    slot = DraftSlot(request, form="demand", subject_id=demand.pk)
    if answer := slot.answer():
        return answer
    touched = Touches.objects.visible_to(viewer).filter(demand=demand).values_list("goal_id", flat=True)
    chosen = list(touched)
    read = Read(demand, fields("text", "due_on", "support", "ended_on"))
    form = DemandForm.from_slot(
        slot,
        goals=_goals(viewer, course, chosen),
        initial={**read.initial, "goals": [str(one) for one in chosen]},
    ).meets(read)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            change_demand(by=viewer, demand=demand, **form.said())
            said = _("Put right.")
            return slot.done(after(request, "network", course.pk, said=said, fragment=f"p-{demand.plan_id}"))
    return _shown(request, course, demand.plan, form, slot, demand)


def _course_of(viewer: Actor, plan: OtherPlan) -> Enrolment:
    course = next(iter(courses_of(viewer, plan.person)), None)
    if course is None:
        raise Http404
    return course


def _goals(viewer: Actor, course: Enrolment, touched: Collection[UUID]) -> list[tuple[str, str]]:
    """The goals of the course that are worked on, and any that were chosen before."""
    rows = Goal.objects.visible_to(viewer).filter(plan__enrolment__person=course.person_id)
    return [
        (str(one.pk), one.title)
        for one in rows.select_related("plan").order_by("place", "pk")
        if one.pk in touched or (one.status == GoalStatus.ACTIVE and one.plan.enrolment_id == course.pk)
    ]


def _shown(
    request: HttpRequest,
    course: Enrolment,
    plan: OtherPlan,
    form: DemandForm,
    slot: DraftSlot,
    record: Demand | None = None,
) -> HttpResponse:
    viewer = viewer_of(request)
    kind = profile_of(viewer.agency_id).plan_kinds.label(plan.kind, viewer.language)
    context: dict[str, Any] = {
        "enrolment": course,
        "person": plan.person,
        "name": plan.person.first_name,
        "title": _("%(plan)s: what it asks") % {"plan": kind},
        "form": form,
        "slot": slot,
        "record": record,
        "remark_kind": "demand" if record else "",
    }
    return render(request, "courses/network_form.html", context)
