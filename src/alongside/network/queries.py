"""Reading who is around a person and what other plans there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from alongside.access.actor import Actor
from alongside.consents.models import Consent
from alongside.consents.rules import Answer
from alongside.network import rules
from alongside.network.models import MapTie, MemberKind, NetworkMap, NetworkMember, OtherPlan
from alongside.people.models import Person


@dataclass(frozen=True)
class Member:
    """Someone around a person; `may_speak` is yes, ask, no or unasked, `closeness` a ring of the map or empty."""

    id: UUID
    kind: str
    name: str
    relation: str
    organisation: str
    phone: str
    may_speak: str
    closeness: str
    note: str
    ended_on: date | None


@dataclass(frozen=True)
class Plan:
    """A plan that somebody else leads; `kind` is a key of the profile's plan kinds."""

    id: UUID
    kind: str
    organisation: str
    worker_name: str
    phone: str
    starts_on: date | None
    ends_on: date | None
    next_on: date | None
    next_text: str
    note: str


MEMBER = tuple(Member.__dataclass_fields__)
PLAN = tuple(Plan.__dataclass_fields__)


def around(viewer: Actor, person: Person) -> list[Member]:
    """Everyone who is or was around someone, their own people first, by name. One query."""
    return members(NetworkMember.objects.under(viewer, person).order_by("name", "pk"))


def other_plans(viewer: Actor, person: Person) -> list[Plan]:
    """Every other plan, running or over, what comes next first. One query."""
    return plans(_next_first(OtherPlan.objects.under(viewer, person)))


def around_now(viewer: Actor, person: Person, today: date) -> QuerySet[NetworkMember]:
    """Who is around someone today, by name."""
    rows: QuerySet[NetworkMember] = NetworkMember.objects.under(viewer, person)
    return rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today)).order_by("name", "pk")


@dataclass(frozen=True)
class Placed:
    """Somebody on a map, as they are written down today; `ring` is where they stood on it."""

    id: UUID
    name: str
    kind: str
    ring: str


def maps_of(viewer: Actor, person: Person) -> list[NetworkMap]:
    """The maps that were drawn with a person, the latest first. One query."""
    rows = NetworkMap.objects.under(viewer, person).select_related("worker")
    return list(rows.order_by("-drawn_on", "-recorded_at", "-pk"))


def placed_on(viewer: Actor, drawn: NetworkMap) -> list[Placed]:
    """Who stood on a map, the nearest first, as far as they are not closed to the viewer. One query."""
    ties = MapTie.objects.under(viewer, drawn.person).filter(
        map=drawn, member__in=NetworkMember.objects.unscoped().standing()
    )
    return by_ring(
        Placed(tie.member_id, tie.member.name or tie.member.relation, tie.member.kind, tie.closeness)
        for tie in ties.select_related("member")
    )


def placed_now(members: Iterable[Member], today: date) -> list[Placed]:
    """Who stands on the map today, the nearest first. No query."""
    return by_ring(
        Placed(one.id, one.name or one.relation, one.kind, one.closeness)
        for one in members
        if one.closeness and (one.ended_on is None or one.ended_on > today)
    )


def by_ring(placed: Iterable[Placed]) -> list[Placed]:
    """The nearest first, then by name."""
    return sorted(placed, key=lambda one: (rules.RINGS.index(one.ring), one.name))


def plans_now(viewer: Actor, person: Person, today: date) -> QuerySet[OtherPlan]:
    """The other plans that are not over today, what comes next first."""
    rows: QuerySet[OtherPlan] = OtherPlan.objects.under(viewer, person)
    return _next_first(rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today)))


def members(rows: Iterable[NetworkMember]) -> list[Member]:
    """Records as they are read, their own people first."""
    found = [Member(**{name: getattr(row, name) for name in MEMBER}) for row in rows]
    return sorted(found, key=lambda one: one.kind != MemberKind.PRIVATE)


def plans(rows: Iterable[OtherPlan]) -> list[Plan]:
    """Records as they are read."""
    return [Plan(**{name: getattr(row, name) for name in PLAN}) for row in rows]


def _next_first(rows: QuerySet[OtherPlan]) -> QuerySet[OtherPlan]:
    return rows.order_by(F("next_on").asc(nulls_last=True), "kind", "pk")


def refused(person_id: UUID, member_id: UUID, today: date) -> bool:
    """Whether a no to speaking with them at all was written down as such and stands. One query."""
    rows = Consent._base_manager.filter(
        person_id=person_id, member_id=member_id, answer=Answer.NO, categories="", withdrawn_at__isnull=True
    )
    return any(row.as_said().holds_on(today) for row in rows)
