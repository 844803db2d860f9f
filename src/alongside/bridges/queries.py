"""Reading who is on the way to which service, and where they stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import JSONObject
from django.utils.timezone import localtime

from alongside.access.actor import Actor
from alongside.access.denials import closed
from alongside.access.policy import WALKS_WITH, WALKS_WITH_OR_LEADS, reach
from alongside.bridges import rules
from alongside.bridges.models import Bridge, BridgeMove
from alongside.bridges.rules import Stand, Standing, State, Visit
from alongside.contacts.models import Contact, ContactStatus
from alongside.contacts.queries import FACE_TO_FACE
from alongside.kernel.gathering import Rows
from alongside.people.models import Person
from alongside.services.models import Service

VISITS_BACK = timedelta(days=60)
"""How far back a visit is offered as the one together."""
COLUMNS = ("m_latest", "m_service", "m_provider", "m_goal")
"""What `with_latest` adds, and `read` reads."""


@dataclass(frozen=True)
class OnTheWay:
    """A person's way to a service.

    Attributes:
        bridge: its row.
        service, provider, goal: their names; no goal is empty.
        state, why, words, note: what the latest move says; `at` is where that leaves them.
        still: for how many days nothing happened, when that is long enough to tell the case manager; else None.
        visit_id: the contact that is the visit together, when the latest move names one.
    """

    bridge: Bridge
    service: str
    provider: str
    goal: str
    state: State
    at: Stand
    why: str
    words: str
    note: str
    still: int | None
    visit_id: UUID | None

    @property
    def next_states(self) -> tuple[State, ...]:
        """What can be written down next."""
        return rules.next_states(self.state, ahead=self.at.at is Standing.PLANNED)


def with_latest(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Bridges with their latest move and what became of its visit, as columns; those without any move are left out."""
    moves = (
        BridgeMove.objects.unscoped()
        .standing()
        .filter(bridge=OuterRef("pk"))
        .order_by("-moved_on", "-recorded_at", "-pk")
    )
    latest = JSONObject(
        state="state",
        moved_on="moved_on",
        why="why",
        words="words",
        note="note",
        contact="contact_id",
        visit=_visited(),
    )
    found: QuerySet[Any] = rows.annotate(
        m_state=Subquery(moves.values("state")[:1]),
        m_latest=Subquery(moves.values(packed=latest)[:1]),
        m_service=F("service__name"),
        m_provider=F("service__provider__name"),
        m_goal=F("goal__title"),
    ).filter(m_state__isnull=False)
    return found


def as_column(rows: QuerySet[Any]) -> Rows:
    """Rows of `with_latest` as one column of another query; `read` reads them when they are unpacked."""
    return Rows(rows, "id", "person_id", "service_id", **{name: name for name in COLUMNS})


def ways_of_each(viewer: Actor) -> Rows:
    """The ways of `person`, as far as the viewer may see them, as a column of a query about courses."""
    rows = Bridge.objects.unscoped().filter(person=OuterRef("person"))
    if (shut := closed(viewer, Bridge)) is not None:
        rows = rows.exclude(pk__in=shut)
    return as_column(with_latest(rows))


def read(row: Any, today: date, days: Mapping[str, int]) -> OnTheWay:
    """A row of `with_latest`, judged.

    Args:
        days: of the profile: after how many days of standing still the case manager is told.
    """
    latest = _object(row.m_latest)
    state, moved_on = State(latest["state"]), date.fromisoformat(latest["moved_on"])
    at = _stand(state, moved_on, has_visit=bool(latest["contact"]), visited=latest["visit"])
    return OnTheWay(
        bridge=row,
        service=row.m_service,
        provider=row.m_provider,
        goal=row.m_goal or "",
        state=state,
        at=at,
        why=latest["why"],
        words=latest["words"],
        note=latest["note"],
        still=rules.still_for(at, today, days),
        visit_id=UUID(str(latest["contact"])) if latest["contact"] else None,
    )


def bridges_of(viewer: Actor, person: Person) -> QuerySet[Any]:
    """The bridges of a person, as far as the viewer sees them, by the name of the service."""
    rows: QuerySet[Any] = Bridge.objects.under(viewer, person)
    return with_latest(rows).order_by("service__name", "pk")


def ways_of(viewer: Actor, person: Person, days: Mapping[str, int]) -> list[OnTheWay]:
    """The same, judged: what stands still first, then what moves, then who goes there, then what stopped. One query."""
    return in_order(read(row, viewer.today, days) for row in bridges_of(viewer, person))


def ways_to(viewer: Actor, service: Service, days: Mapping[str, int]) -> list[OnTheWay]:
    """Who is on the way to a service, of those whom the viewer sees. One query."""
    rows = Bridge.objects.visible_to(viewer).filter(service=service).select_related("person")
    return in_order(read(row, viewer.today, days) for row in with_latest(rows).order_by("pk"))


def all_ways(viewer: Actor, days: Mapping[str, int], *, of_me: bool) -> list[OnTheWay]:
    """Who is on the way where, of those whom the viewer sees, or walks with (`of_me`). One query.

    Those who stopped are left out.
    """
    rows = Bridge.objects.visible_to(viewer).select_related("person")
    if of_me:
        walked_with = Person.objects.unscoped().filter(reach(Person, viewer, WALKS_WITH))
        rows = rows.filter(person__in=walked_with.values("pk"))
    found = with_latest(rows).exclude(m_state=State.STOPPED.value).order_by("pk")
    return in_order(read(row, viewer.today, days) for row in found)


def longest_still(ways: Iterable[OnTheWay]) -> OnTheWay | None:
    """The way on which nothing has happened for longest, of those that are told; None when all move.

    A planned visit that has passed is left out: that nothing is written about it is told wherever contacts are.
    """
    still = (one for one in in_order(ways) if one.still is not None)
    return next((one for one in still if one.at.at is not Standing.PLANNED), None)


def in_order(ways: Iterable[OnTheWay]) -> list[OnTheWay]:
    """What stands still first and longest, then by how far it is; those who stopped last."""
    places = {one: place for place, one in enumerate(rules.Standing)}
    return sorted(
        ways, key=lambda way: (way.still is None, -(way.still or 0), places[way.at.at], way.at.since)
    )


@dataclass(frozen=True)
class Moved:
    """Something that happened on the way, and where that left them."""

    move: BridgeMove
    at: Standing


def moves_of(viewer: Actor, bridge: Bridge) -> list[Moved]:
    """What happened on the way, the latest first, also what was entered in error. One query."""
    rows = BridgeMove.objects.with_struck().under(viewer, bridge.person).filter(bridge=bridge)
    rows = rows.select_related("worker").annotate(m_visit=_visited())
    return [
        Moved(
            row,
            _stand(
                State(row.state), row.moved_on, has_visit=row.contact_id is not None, visited=row.m_visit
            ).at,
        )
        for row in rows.order_by("-moved_on", "-recorded_at", "-pk")
    ]


def visits_for(viewer: Actor, person: Person) -> list[Contact]:
    """Visits of a person that can be the one together: planned ones, and those held in the last two months."""
    rows = Contact.objects.visible_to(viewer).filter(
        enrolment__person=person,
        kind__in=FACE_TO_FACE,
        person_present=True,
        status__in=(ContactStatus.PLANNED, ContactStatus.HELD),
        occurred_at__gte=viewer.now - VISITS_BACK,
    )
    return list(rows.order_by("-occurred_at")[:20])


def whom_one_moves(viewer: Actor, ways: Iterable[OnTheWay]) -> frozenset[UUID]:
    """The people of these ways whom the viewer walks with or leads, so that they may move them along. One query."""
    people = {way.bridge.person_id for way in ways}
    rows = Person.objects.visible_to(viewer).filter(reach(Person, viewer, WALKS_WITH_OR_LEADS), pk__in=people)
    return frozenset(rows.values_list("pk", flat=True))


def there_together() -> Case:
    """Whether a move says that they were there together, as a column of a query about moves."""
    held = (
        Contact.objects.unscoped()
        .standing()
        .filter(
            pk=OuterRef("contact_id"), status=ContactStatus.HELD, person_present=True, kind__in=FACE_TO_FACE
        )
    )
    visit = When(Q(state=State.TOGETHER.value) & (Q(contact__isnull=True) | Exists(held)), then=True)
    return Case(visit, default=False, output_field=BooleanField())


def _visited() -> Subquery:
    """What became of the contact of a move; nothing when it has none, or one that was entered in error."""
    visit = Contact.objects.unscoped().standing().filter(pk=OuterRef("contact_id"))
    packed = JSONObject(status="status", kind="kind", there="person_present", at="occurred_at")
    return Subquery(visit.values(packed=packed)[:1])


def _stand(state: State, moved_on: date, *, has_visit: bool, visited: Any) -> Stand:
    """Where a move leaves them: a visit is one together when we met face to face and they were there."""
    if not has_visit:
        return rules.stand(state, moved_on)
    visit = _object(visited)
    if not visit:
        return rules.stand(state, moved_on, visit=Visit.NOT_HELD)
    at = datetime.fromisoformat(visit["at"])
    day = localtime(at if at.tzinfo else at.replace(tzinfo=UTC)).date()
    if visit["status"] == ContactStatus.PLANNED:
        return rules.stand(state, moved_on, visit=Visit.AHEAD, visit_on=day)
    there = visit["status"] == ContactStatus.HELD and visit["there"] and visit["kind"] in FACE_TO_FACE
    return rules.stand(state, moved_on, visit=Visit.HELD if there else Visit.NOT_HELD, visit_on=day)


def _object(packed: Any) -> dict[str, Any]:
    """A packed row: SQLite hands one that was packed within another as text."""
    found: dict[str, Any] = (json.loads(packed) if isinstance(packed, str) else packed) or {}
    return found
