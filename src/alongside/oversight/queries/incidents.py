"""The register of breaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from alongside.access.actor import Actor
from alongside.audit.models import Entry
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.oversight.models import Affected, Incident


@dataclass(frozen=True)
class Concerned:
    """Somebody an incident concerns, how often they were seen, and who walks with them and can tell them."""

    person_id: UUID
    name: str
    looks: int
    first_at: datetime
    last_at: datetime
    walks: tuple[str, ...]


def incidents_of(agency_id: UUID, *, open_only: bool = False) -> list[Incident]:
    """The register, the latest first. One query."""
    found = Incident.objects.filter(agency_id=agency_id).annotate(concerned=Count("affected"))
    if open_only:
        found = found.filter(closed_at__isnull=True)
    return list(found.select_related("written_by", "closed_by", "decided_by").order_by("-noticed_at"))


def concerned(viewer: Actor, incident: Incident) -> list[Concerned]:
    """The people an incident concerns, by name. Two queries."""
    found = list(
        Affected.objects.visible_to(viewer)
        .filter(incident=incident)
        .select_related("person")
        .order_by("person__given_name", "person__family_name", "pk")
    )
    walks = _who_walks({one.person_id for one in found})
    return [
        Concerned(
            one.person_id,
            one.person.full_name,
            one.looks,
            one.first_at,
            one.last_at,
            tuple(walks.get(one.person_id, ())),
        )
        for one in found
    ]


def _who_walks(person_ids: Collection[UUID]) -> dict[UUID, list[str]]:
    rows = Assignment.objects.unscoped().filter(
        enrolment__person_id__in=list(person_ids), ends_on__isnull=True, kind=AssignmentKind.PRIMARY
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for person_id, name in rows.values_list("enrolment__person_id", "worker__name"):
        found[person_id].append(name)
    return found


def denied_lately(agency_id: UUID, since: datetime) -> list[tuple[UUID | None, int]]:
    """Who asked most often for what they may not see: user and how often, the ten with most. One query."""
    rows = Entry.objects.filter(agency_id=agency_id, action="denied", at__gt=since)
    counted = rows.values("user_id").annotate(times=Count("pk")).order_by("-times", "user_id")
    return list(counted.values_list("user_id", "times")[:10])
