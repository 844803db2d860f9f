"""What the clock reminds this room of."""

from __future__ import annotations

from datetime import datetime, timedelta

from alongside.contacts.series_operations import extend_what_is_due
from alongside.kernel.clock import duty
from alongside.organisation.models import Agency


@duty("visits.extend", every=timedelta(hours=6))
def extend_repeated_visits(now: datetime) -> None:
    """Make the visits of every series that have come into sight."""
    for agency_id in Agency.objects.values_list("pk", flat=True):
        extend_what_is_due(agency_id, now)
