"""What the authority sent about my people, told on Today: that it came, and nothing of what stands in it."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from alongside.access.actor import Actor
from alongside.attention.queries import Mine, branch, tells
from alongside.interop.models import Delivery, Direction


@tells
def from_the_authority(viewer: Actor, mine: Mine) -> QuerySet[Any]:
    """Orders and reports that changed something. The receipts themselves are read by intake alone."""
    received = Delivery.objects.unscoped().filter(
        person_id__in=mine.persons,
        direction=Direction.RECEIVED,
        taken=True,
        recorded_at__gt=mine.since,
        recorded_at__lte=mine.until,
    )
    return branch(
        received,
        F("kind"),
        at="recorded_at",
        person="person",
        record="referral_id",
        by=F("sender"),
    )
