"""Walking with a person to a service, a move at a time."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.bridges import errors, rules
from alongside.bridges.models import Bridge, BridgeMove
from alongside.bridges.rules import State
from alongside.contacts.models import Contact, ContactKind, ContactStatus
from alongside.contacts.operations import plan_contact
from alongside.contacts.queries import FACE_TO_FACE
from alongside.enrolments.models import Enrolment
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.plans.models import Goal
from alongside.restrictions.standing import says_what_is_closed
from alongside.services.models import Service


@operation("bridge.begin", on="person")
def begin_bridge(
    *,
    by: Actor,
    person: Person,
    service: Service,
    state: State = State.WISH,
    moved_on: date,
    words: str = "",
    note: str = "",
    goal: Goal | None = None,
    key: UUID | None = None,
) -> Bridge:
    """Write down that a person wishes for a service, or how far they already are on the way there.

    Args:
        words: what the person says about it.
        goal: what they want from it, when that stands in their plan.

    Raises:
        OnTheWayAlready: there is a bridge from this person to this service.
        TakesNobody: the service is closed, or another agency's.
        NotTheirGoal: the goal is another person's.
        NotFromHere, NotYet: see `rules.check_move`.
    """
    if service.agency_id != by.agency_id or not service.open:
        raise errors.TakesNobody(field="service")
    _check_goal(person.pk, goal)
    _check(by, None, to=state, on=moved_on, why="")
    # The person is held, so that two forms at once do not begin two ways to one place.
    list(Person.objects.select_for_update().filter(pk=person.pk).values_list("pk"))
    moves = BridgeMove.objects.standing().filter(bridge__person=person, bridge__service=service)
    if moves.exists():
        raise errors.OnTheWayAlready(field="service")
    # One whose every move was entered in error begins anew.
    bridge = Bridge.objects.filter(person=person, service=service).first() or Bridge(
        person=person, service=service
    )
    bridge.goal = goal
    bridge.save()
    _add(by, bridge, state=state, moved_on=moved_on, words=words, note=note)
    return bridge


@operation("bridge.move", on="bridge")
def move_bridge(
    *,
    by: Actor,
    bridge: Bridge,
    to: State,
    moved_on: date,
    why: str = "",
    words: str = "",
    note: str = "",
    contact: Contact | None = None,
    key: UUID | None = None,
) -> BridgeMove:
    """Write down what happened on the way.

    Args:
        why: a key of the profile's reasons, for a no and for stopping.
        contact: the visit together, planned or held; only when they go there together.

    Raises:
        NotFromHere, NotYet, BeforeTheLast, ReasonMissing: see `rules.check_move`.
        NotTheirVisit: the contact is another person's, did not come about, or was without them.
    """
    _check(by, _latest(bridge), to=to, on=moved_on, why=why)
    if contact is not None and not _is_their_visit(bridge, contact, to):
        raise errors.NotTheirVisit(field="contact")
    return _add(
        by,
        bridge,
        state=to,
        moved_on=moved_on,
        why=why if to in rules.GIVES_A_REASON else "",
        words=words,
        note=note,
        contact=contact,
    )


@operation("bridge.visit", on="bridge")
def plan_visit_together(
    *,
    by: Actor,
    bridge: Bridge,
    occurred_at: datetime,
    minutes: int | None = None,
    key: UUID | None = None,
) -> BridgeMove:
    """Plan to go there together: an ordinary visit in the calendar, at the service.

    Raises:
        NoCourse: no course of the person is running.
        PlannedInPast, BeforeCourse, CourseClosed, MinutesOutOfBounds: see `plan_contact`.
        NotFromHere: see `rules.check_move`.
    """
    course = Enrolment.objects.filter(person_id=bridge.person_id, ends_on__isnull=True).standing().first()
    if course is None:
        raise errors.NoCourse
    _check(by, _latest(bridge), to=State.TOGETHER, on=by.today, why="")
    contact = plan_contact(
        by=by,
        enrolment=course,
        kind=ContactKind.VISIT,
        occurred_at=occurred_at,
        place_text=_place(by, bridge),
        minutes=minutes,
    )
    return _add(by, bridge, state=State.TOGETHER, moved_on=by.today, contact=contact)


@operation("bridge.aim", on="bridge")
def aim_bridge(*, by: Actor, bridge: Bridge, goal: Goal | None) -> Bridge:
    """Say which goal of the plan the service is for, or that it is for none.

    Raises:
        NotTheirGoal
    """
    _check_goal(bridge.person_id, goal)
    bridge.goal = goal
    bridge.save()
    return bridge


def _place(by: Actor, bridge: Bridge) -> str:
    """The service as the place of a visit; not where a closed part of the record would be told by it."""
    shut = says_what_is_closed(bridge.person_id, "service_kinds", bridge.service.kind, by.today)
    return "" if shut else bridge.service.name


def _latest(bridge: Bridge) -> BridgeMove | None:
    found: BridgeMove | None = (
        BridgeMove.objects.filter(bridge=bridge)
        .standing()
        .select_related("contact")
        .order_by("-moved_on", "-recorded_at", "-pk")
        .first()
    )
    return found


def _check(by: Actor, last: BridgeMove | None, *, to: State, on: date, why: str) -> None:
    profile = profile_of(by.agency_id)
    reasons = profile.bridge_refusals if to is State.REFUSED else profile.bridge_stops
    rules.check_move(
        last=State(last.state) if last else None,
        last_on=last.moved_on if last else None,
        to=to,
        on=on,
        today=by.today,
        why=why,
        reasons={one.key for one in reasons},
        ahead=last is not None and last.contact is not None and last.contact.status == ContactStatus.PLANNED,
    )


def _is_their_visit(bridge: Bridge, contact: Contact, to: State) -> bool:
    return (
        to is State.TOGETHER
        and contact.enrolment.person_id == bridge.person_id
        and contact.status in (ContactStatus.PLANNED, ContactStatus.HELD)
        and contact.kind in FACE_TO_FACE
        and contact.person_present
        and Contact.objects.filter(pk=contact.pk).standing().exists()
    )


def _check_goal(person_id: UUID, goal: Goal | None) -> None:
    if goal is not None and goal.plan.enrolment.person_id != person_id:
        raise errors.NotTheirGoal(field="goal")


def _add(
    by: Actor,
    bridge: Bridge,
    *,
    state: State,
    moved_on: date,
    why: str = "",
    words: str = "",
    note: str = "",
    contact: Contact | None = None,
) -> BridgeMove:
    move = BridgeMove(
        bridge=bridge,
        state=state.value,
        moved_on=moved_on,
        why=why,
        words=words.strip(),
        note=note.strip(),
        contact=contact,
        worker_id=by.worker_id,
    )
    move.save()
    return move
