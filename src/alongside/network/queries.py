"""Reading who is around a person and what other plans there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from alongside.access.actor import Actor
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


def around(viewer: Actor, person: Person, *, today: date | None = None) -> list[Member]:
    """Who is around someone, their own people first, by name. One query.

    Args:
        today: leave out who has left before this day.
    """
    rows: QuerySet[Any] = NetworkMember.objects.under(viewer, person)
    if today is not None:
        rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today))
    names = [field for field in Member.__dataclass_fields__ if field != "id"]
    found = [Member(*row) for row in rows.order_by("name", "pk").values_list("pk", *names)]
    return sorted(found, key=lambda one: one.kind != MemberKind.PRIVATE)


def other_plans(viewer: Actor, person: Person, *, today: date | None = None) -> list[Plan]:
    """The other plans, what comes next in them first. One query.

    Args:
        today: leave out those that were over before this day.
    """
    rows: QuerySet[Any] = OtherPlan.objects.under(viewer, person)
    if today is not None:
        rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today))
    names = [field for field in Plan.__dataclass_fields__ if field != "id"]
    ordered = rows.order_by(F("next_on").asc(nulls_last=True), "kind", "pk")
    return [Plan(*row) for row in ordered.values_list("pk", *names)]
