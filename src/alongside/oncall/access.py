"""The roster decides when on-call access is open, where a team keeps one (`organisation.queries.actor_for`)."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from alongside.oncall import rules
from alongside.oncall.models import Shift
from alongside.organisation.models import Worker
from alongside.organisation.profile import load_profile, with_overrides
from alongside.organisation.queries import narrows_on_call


@narrows_on_call
def open_by_roster(worker: Worker, team_ids: frozenset[UUID], now: datetime) -> frozenset[UUID]:
    """Of the teams in which they hold the on-call role, those for which it is open at `now`. One query.

    Args:
        worker: with their agency, which says how long before and after a shift it is open.
    """
    agency = worker.agency
    hours = with_overrides(load_profile(agency.profile_key), agency.profile_overrides).on_call
    before, after = timedelta(minutes=hours.open_before_minutes), timedelta(hours=hours.open_after_hours)
    rows = Shift.objects.filter(
        team_id__in=team_ids,
        taken_off_at__isnull=True,
        starts_at__lte=now + before,
        ends_at__gt=now - max(rules.KEPT_AFTER, after),
    ).values_list("starts_at", "ends_at", "team_id", "worker_id")
    taken = [rules.Taken(*row) for row in rows]
    return rules.open_for(worker.pk, team_ids, taken, now=now, before=before, after=after)
