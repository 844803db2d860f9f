"""The way to a service: of a person, of everyone, and one by one."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor, Role
from alongside.bridges.models import Bridge
from alongside.bridges.operations import aim_bridge, begin_bridge, move_bridge, plan_visit_together
from alongside.bridges.queries import (
    OnTheWay,
    all_ways,
    bridges_of,
    moves_of,
    read,
    visits_for,
    ways_of,
)
from alongside.bridges.rules import Standing, State, next_states
from alongside.contacts.models import Contact
from alongside.enrolments.queries import courses_of
from alongside.kernel.errors import DomainError
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.plans.models import Goal, GoalStatus
from alongside.services.models import Service
from alongside.services.queries import MOST, services_for
from alongside.web.about import tabs_about
from alongside.web.bridges.counting import counted
from alongside.web.bridges.forms import AimForm, BeginForm, MoveForm, VisitForm
from alongside.web.bridges.words import STANDINGS, STATES, lines_of_many, move_line, way_line
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.looks import show_people
from alongside.web.pages import May, gate, page
from alongside.web.unsent import uuid_of
from alongside.web.viewer import viewer_of

R = TypeVar("R", Service, Goal, Contact)
_STATES = {one.value for one in State}
_STANDINGS = {one.value for one in Standing}


@page("bridge.read")
def bridges(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Where a person goes, and is on the way to."""
    viewer = viewer_of(request)
    person, may = gate(request, Person, person_id, policy="bridge.read")
    profile = profile_of(viewer.agency_id)
    moves = may("bridge.move")
    ways = ways_of(viewer, person, profile.bridges.days)
    course = next(iter(courses_of(viewer, person)), None)
    context = {
        "person": person,
        "ways": [way_line(one, profile, viewer.today, moves=moves) for one in ways],
        "may": may,
        "tabs": tabs_about(course, May(viewer, course), "bridges") if course is not None else [],
    }
    return render(request, "bridges/bridges.html", context)


@page("bridge.begin")
def bridge_new(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Somewhere the person wants to go, or goes already."""
    viewer = viewer_of(request)
    person, _may = gate(request, Person, person_id, policy="bridge.begin")
    slot = DraftSlot(request, form="bridge", subject_id=person.pk)
    if answer := slot.answer():
        return answer
    wanted = (slot.data or request.GET).get("service", "")
    services, goals = _offered(viewer, uuid_of(wanted)), _goals(viewer, person)
    initial = {"moved_on": viewer.today, "service": wanted, "state": State.WISH}
    form = BeginForm.from_slot(slot, services=services, goals=goals, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        service, goal = said.pop("service"), said.pop("goal")
        with form.shows():
            kept = begin_bridge(
                by=viewer,
                person=person,
                service=_one(services, service),
                goal=_one(goals, goal) if goal else None,
                state=State(said.pop("state")),
                key=slot.key,
                **said,
            )
            words = _("Kept. You are told when nothing happens for long.")
            return slot.done(after(request, "bridge", kept.pk, said=words))
    context = {
        "person": person,
        "form": form,
        "slot": slot,
        "services": services,
        "more": len(services) >= MOST,
        "most": MOST,
    }
    return render(request, "bridges/new.html", context, status=422 if form.errors else 200)


@page("bridge.read")
def bridge(request: HttpRequest, bridge_id: UUID) -> HttpResponse:
    """One way: where it stands, what can come next, and what happened."""
    viewer = viewer_of(request)
    found, may, profile, way = _open(request, bridge_id, "bridge.read")
    moves = may("bridge.move")
    context = {
        "person": found.person,
        "way": way_line(way, profile, viewer.today, moves=moves) if way else None,
        "service": found.service,
        "visit": VisitForm() if moves else None,
        "aim": AimForm(goals=_goals(viewer, found.person), initial={"goal": found.goal_id})
        if moves
        else None,
        "moves": [move_line(one, profile, viewer.today) for one in moves_of(viewer, found)],
        "may": may,
    }
    return render(request, "bridges/bridge.html", context)


@page("bridge.move")
@require_POST
def bridge_tap(request: HttpRequest, bridge_id: UUID) -> HttpResponse:
    """One tap: it happened today."""
    viewer = viewer_of(request)
    found, _may, _profile, _way = _open(request, bridge_id, "bridge.move")
    to = request.POST.get("to", "")
    if to not in _STATES:
        raise Http404
    try:
        move_bridge(
            by=viewer, bridge=found, to=State(to), moved_on=viewer.today, key=uuid_of(request.POST.get("key"))
        )
    except DomainError as refused:
        messages.error(request, refused.text)
        return _back(request, found)
    return _back(request, found, said=_("Written: %(what)s.") % {"what": STATES[State(to)]})


def _back(request: HttpRequest, found: Bridge, *, said: str = "") -> HttpResponse:
    """Back to the list in which it was tapped."""
    route, key, fragment = {
        "today": ("today", None, f"person-{found.person_id}"),
        "person": ("person", found.person_id, "ways"),
        "bridges": ("bridges", found.person_id, ""),
        "service": ("service", found.service_id, "ways"),
        "on_the_way": ("on_the_way", None, "ways"),
    }.get(request.POST.get("back", ""), ("bridge", found.pk, ""))
    return after(request, route, *([key] if key else []), said=said, fragment=fragment)


@page("bridge.move")
def bridge_move(request: HttpRequest, bridge_id: UUID) -> HttpResponse:
    """What happened, on a day, with a reason, their words, or the visit together."""
    viewer = viewer_of(request)
    found, _may, profile, way = _open(request, bridge_id, "bridge.move")
    slot = DraftSlot(request, form="bridge_move", subject_id=found.pk)
    if answer := slot.answer():
        return answer
    visits = visits_for(viewer, found.person)
    asked = request.GET.get("to", "")
    form = MoveForm.from_slot(
        slot,
        state=way.state if way else State.STOPPED,
        states=way.next_states if way else next_states(State.STOPPED),
        profile=profile,
        visits=visits,
        today=viewer.today,
        initial={"moved_on": viewer.today, "to": asked},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.shows():
            move_bridge(
                by=viewer,
                bridge=found,
                to=State(said["to"]),
                moved_on=said["moved_on"],
                why=said["why"],
                words=said["words"],
                note=said["note"],
                contact=_one(visits, said["contact"]) if said["contact"] else None,
                key=slot.key,
            )
            return slot.done(after(request, "bridge", found.pk, said=_("Kept.")))
    context = {"person": found.person, "service": found.service, "bridge": found, "form": form, "slot": slot}
    return render(request, "bridges/move.html", context, status=422 if form.errors else 200)


@page("bridge.visit")
@require_POST
def bridge_visit(request: HttpRequest, bridge_id: UUID) -> HttpResponse:
    """Plan to go there together."""
    viewer = viewer_of(request)
    found, may, profile, way = _open(request, bridge_id, "bridge.visit")
    form = VisitForm(request.POST)
    if form.is_valid():
        with form.shows():
            plan_visit_together(by=viewer, bridge=found, **form.cleaned_data)
            return after(request, "bridge", found.pk, said=_("It stands in the calendar."))
    context = {
        "person": found.person,
        "way": way_line(way, profile, viewer.today, moves=True) if way else None,
        "service": found.service,
        "visit": form,
        "aim": AimForm(goals=_goals(viewer, found.person), initial={"goal": found.goal_id}),
        "moves": [move_line(one, profile, viewer.today) for one in moves_of(viewer, found)],
        "may": may,
    }
    return render(request, "bridges/bridge.html", context, status=422)


@page("bridge.aim")
@require_POST
def bridge_aim(request: HttpRequest, bridge_id: UUID) -> HttpResponse:
    """Say which goal it is for."""
    viewer = viewer_of(request)
    found, _may, _profile, _way = _open(request, bridge_id, "bridge.aim")
    goals = _goals(viewer, found.person)
    form = AimForm(request.POST, goals=goals)
    if form.is_valid():
        chosen = form.cleaned_data["goal"]
        aim_bridge(by=viewer, bridge=found, goal=_one(goals, chosen) if chosen else None)
    return after(request, "bridge", found.pk, said=_("Kept."))


@page("service.read")
def on_the_way(request: HttpRequest) -> HttpResponse:
    """Everyone on the way somewhere, of those whom the viewer sees; what stands still first.

    A case manager begins with whom they walk with; a lead with everyone, counted by service.
    """
    viewer = viewer_of(request)
    profile = profile_of(viewer.agency_id)
    leads = viewer.has(Role.TEAM_LEAD)
    of_me = request.GET.get("whose") == "mine" or (not leads and request.GET.get("whose") != "all")
    ways = all_ways(viewer, profile.bridges.days, of_me=of_me)
    service, at = uuid_of(request.GET.get("service")), request.GET.get("at", "")
    shown = [
        one
        for one in ways
        if (service is None or one.bridge.service_id == service) and (at not in _STANDINGS or one.at.at == at)
    ]
    show_people(request, "on_the_way", [one.bridge for one in shown[:MOST]])
    context = {
        "ways": lines_of_many(viewer, profile, shown[:MOST]),
        "more": len(shown) > MOST,
        "most": MOST,
        "of_me": of_me,
        "narrowed": service is not None or at in _STANDINGS,
        "at": STANDINGS[Standing(at)] if at in _STANDINGS else "",
        "table": counted(ways) if not of_me else None,
    }
    return render(request, "bridges/on_the_way.html", context)


def _open(request: HttpRequest, bridge_id: UUID, policy: str) -> tuple[Bridge, May, Profile, OnTheWay | None]:
    """The bridge behind the gate, and where it stands; None when all that was written was an error."""
    found, may = gate(
        request, Bridge, bridge_id, policy=policy, related=("person", "service__provider", "goal")
    )
    viewer = viewer_of(request)
    profile = profile_of(viewer.agency_id)
    rows = bridges_of(viewer, found.person).filter(pk=found.pk)
    way = next((read(one, viewer.today, profile.bridges.days) for one in rows), None)
    return found, may, profile, way


def _offered(viewer: Actor, wanted: UUID | None) -> list[Service]:
    """The first services of the directory by name, and the one that was chosen, wherever it stands."""
    found = services_for(viewer)
    first = list(found[:MOST])
    if wanted is not None and all(one.pk != wanted for one in first):
        first = [*found.filter(pk=wanted), *first]
    return first


def _goals(viewer: Actor, person: Person) -> list[Goal]:
    """The goals that are worked on, the most important first."""
    rows = Goal.objects.visible_to(viewer).filter(plan__enrolment__person=person, status=GoalStatus.ACTIVE)
    return list(rows.select_related("plan__enrolment").order_by("place", "pk"))


def _one(offered: list[R], key: str) -> R:
    """The one that was chosen, of those that were offered: the form let no other key through."""
    return next(one for one in offered if str(one.pk) == str(key))
