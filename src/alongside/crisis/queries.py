"""Reading what to do when it gets bad."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from alongside.access.actor import Actor
from alongside.access.denials import closed
from alongside.crisis.models import CrisisPlan
from alongside.network.models import NetworkMember
from alongside.organisation.models import Worker
from alongside.people.models import Person


@dataclass(frozen=True)
class Called:
    """Somebody who is called in a crisis, as they are written down today; `may_speak` is yes, ask, no or unasked."""

    id: UUID
    name: str
    relation: str
    phone: str
    may_speak: str


def latest(viewer: Actor, person: Person) -> QuerySet[CrisisPlan]:
    """The crisis plans of a person, the one that counts first: there is more than one after two records became one."""
    rows: QuerySet[CrisisPlan] = CrisisPlan.objects.under(viewer, person)
    return rows.order_by("-agreed_on", "-recorded_at", "-pk")


def plan_of(viewer: Actor, person: Person) -> CrisisPlan | None:
    """The crisis plan of a person; None while there is none. One query."""
    return latest(viewer, person).select_related("worker", "looked_by").first()


def called(viewer: Actor, plan: CrisisPlan) -> list[Called]:
    """Who is called, in order, as far as they are still around and not closed to the viewer. One query, or none.

    Who reads the plan reads whom it names, also on call, where the rest of the network stays closed.
    """
    if not plan.calls:
        return []
    rows = NetworkMember.objects.unscoped().standing().filter(person_id=plan.person_id, pk__in=plan.calls)
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=viewer.today))
    shut = closed(viewer, NetworkMember)
    return _in_order_of(plan.calls, rows if shut is None else rows.exclude(pk__in=shut))


def _in_order_of(calls: Iterable[str], members: Iterable[NetworkMember]) -> list[Called]:
    """The people around someone whom a plan names, in its order."""
    known = {str(one.pk): one for one in members}
    return [
        Called(
            id=one.pk,
            name=one.name or one.relation,
            relation=one.relation if one.name else "",
            phone=one.phone,
            may_speak=one.may_speak,
        )
        for key in calls
        if (one := known.get(key)) is not None
    ]


@dataclass(frozen=True)
class Before:
    """How a plan read before, until a day: `worker` had written it, `looked_by` looked at it again."""

    plan: Any
    worker: str
    looked_by: str
    until: date


def earlier(viewer: Actor, person: Person) -> list[Before]:
    """How a person's crisis plans read before, the latest first; none while the first still stands. Three queries."""
    plans = list(latest(viewer, person))
    rows = list(
        CrisisPlan.history.filter(id__in=[one.pk for one in plans]).order_by("-history_date", "-history_id")
    )
    workers = {key for row in rows for key in (row.worker_id, row.looked_by_id)}
    names = dict(Worker.objects.filter(pk__in=workers).values_list("pk", "name"))
    found = []
    newer: dict[UUID, date] = {}
    for row in rows:
        changed_on = localdate(row.history_date)
        # The plan that is read is no earlier one; of another, left from two records that became one, every version is.
        if row.id != plans[0].pk or row.id in newer:
            until = newer.get(row.id, changed_on)
            found.append(Before(row, names.get(row.worker_id, ""), names.get(row.looked_by_id, ""), until))
        newer[row.id] = changed_on
    return found
