"""What the timeline tells of the crisis plan: the day on which it was agreed, and on which it was last looked at."""

from __future__ import annotations

from django.db.models.functions import TruncDate

from alongside.crisis.models import CrisisPlan, CriticalEvent
from alongside.people.telling import LAST_MINUTE, Kind, tells

tells(
    Kind(
        "crisis_plan.agreed",
        shows="plan",
        rows=lambda asked: CrisisPlan.objects.with_struck().under(asked.viewer, asked.person),
        day="agreed_on",
        clock=LAST_MINUTE,
        text="agreed_with",
        worker="worker__name",
        holder="person_id",
    ),
    Kind(
        "crisis_plan.looked_at",
        shows="plan",
        rows=lambda asked: (
            CrisisPlan.objects.with_struck().under(asked.viewer, asked.person).filter(looked_on__isnull=False)
        ),
        day="looked_on",
        clock=LAST_MINUTE,
        worker="looked_by__name",
        holder="person_id",
    ),
    Kind(
        "critical_event.happened",
        shows="course",
        rows=lambda asked: CriticalEvent.objects.with_struck().under(asked.viewer, asked.person),
        day=TruncDate("happened_at"),
        clock=LAST_MINUTE,
        key="kind",
        worker="worker__name",
        holder="person_id",
    ),
    Kind(
        "critical_event.followed_up",
        shows="course",
        rows=lambda asked: (
            CriticalEvent.objects.with_struck()
            .under(asked.viewer, asked.person)
            .filter(followed_up_at__isnull=False)
        ),
        day=TruncDate("followed_up_at"),
        clock=LAST_MINUTE,
        key="kind",
        worker="followed_up_by__name",
        holder="person_id",
    ),
)
