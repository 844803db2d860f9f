"""What was opened urgently, by whom, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from alongside.access.actor import Actor
from alongside.audit.models import Entry
from alongside.oversight.models import UrgentAccess

SHARE_OF = timedelta(days=182)
"""The share of urgent openings is that of the last half-year."""
AIM = 0.01
"""Under one in a hundred: with more, the ties do not fit the work (Hospital Italiano, MEDINFO 2015)."""
MISS = "urgent_miss"
"""The action in the trail of a search in vain."""


@dataclass(frozen=True)
class Share:
    """How many looks at people's pages there were, and how many of them by urgent access."""

    looks: int
    urgent: int
    since: datetime

    @property
    def per_cent(self) -> float | None:
        """Urgent looks in per cent of all; None when nobody looked."""
        return 100 * self.urgent / self.looks if self.looks else None

    @property
    def within_aim(self) -> bool:
        """Whether the share is under the aim."""
        return self.urgent < AIM * self.looks or not self.urgent


def misses(by: Actor, *, since: datetime) -> int:
    """How often somebody searched in vain for whom to open urgently. One query."""
    return Entry.objects.filter(agency_id=by.agency_id, user_id=by.user_id, at__gt=since, action=MISS).count()


def share_of_urgent(agency_id: UUID, now: datetime) -> Share:
    """The share of looks at people's pages that were made by urgent access, in the last half-year. Two queries."""
    since = now - SHARE_OF
    looks = Entry.objects.filter(
        agency_id=agency_id, action="read", person_id__isnull=False, at__gt=since, at__lte=now
    )
    opened = UrgentAccess.objects.unscoped().filter(agency_id=agency_id, ends_at__gt=since)
    within = opened.filter(
        person_id=OuterRef("person_id"),
        worker__user_id=OuterRef("user_id"),
        opened_at__lte=OuterRef("at"),
        ends_at__gt=OuterRef("at"),
    )
    urgent = looks.filter(Exists(within), person_id__in=opened.values("person_id"))
    return Share(looks.count(), urgent.count(), since)


def open_for(viewer: Actor, person_id: UUID) -> list[UrgentAccess]:
    """What is open urgently on one person right now, whoever opened it. One query."""
    seen = UrgentAccess.objects.visible_to(viewer).filter(
        person_id=person_id, opened_at__lte=viewer.now, ends_at__gt=viewer.now
    )
    return list(seen.select_related("worker").order_by("opened_at"))


def to_judge(viewer: Actor) -> list[UrgentAccess]:
    """What waits for a review by the viewer, oldest first. One query."""
    seen = UrgentAccess.objects.visible_to(viewer).filter(judgement="", agency_id=viewer.agency_id)
    return list(
        seen.select_related("worker", "person").exclude(worker_id=viewer.worker_id).order_by("opened_at")
    )


@dataclass(frozen=True)
class Looked:
    """What somebody opened while a record was open to them."""

    page: str
    at: datetime


def looked_at(access: UrgentAccess, most: int = 200) -> list[Looked]:
    """The pages and writes about the person, by whoever opened the record, while it was open. One query."""
    entries = Entry.objects.filter(
        agency_id=access.agency_id,
        person_id=access.person_id,
        user_id=access.worker.user_id,
        at__gte=access.opened_at,
        at__lte=access.ends_at,
    ).exclude(operation__startswith="urgent.")
    return [Looked(*one) for one in entries.order_by("at", "place").values_list("operation", "at")[:most]]


def judged_lately(viewer: Actor, most: int = 40) -> list[UrgentAccess]:
    """What was judged last, among what the viewer reaches. One query."""
    seen = UrgentAccess.objects.visible_to(viewer).exclude(judgement="").filter(agency_id=viewer.agency_id)
    return list(seen.select_related("worker", "person", "judged_by").order_by("-judged_at")[:most])
