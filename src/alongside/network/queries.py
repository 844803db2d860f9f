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
from alongside.network.models import MemberKind, NetworkMember, OtherPlan
from alongside.people.models import Person


@dataclass(frozen=True)
class Member:
    """Someone around a person; `may_speak` is yes, ask, no or unasked."""

    id: UUID
    kind: str
    name: str
    relation: str
    organisation: str
    phone: str
    may_speak: str
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
