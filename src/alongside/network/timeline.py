"""What the timeline tells of the plans of others."""

from __future__ import annotations

from datetime import time

from alongside.network.models import OtherPlan
from alongside.people.telling import Kind, tells

tells(
    Kind(
        "other_plan.began",
        shows="plan",
        rows=lambda asked: OtherPlan.objects.with_struck().under(asked.viewer, asked.person),
        day="starts_on",
        clock=time(0, 0, 12),
        key="kind",
        text="note",
        worker="organisation",
    ),
    Kind(
        "other_plan.ended",
        shows="plan",
        rows=lambda asked: (
            OtherPlan.objects.with_struck()
            .under(asked.viewer, asked.person)
            .filter(ends_on__lte=asked.viewer.today)
        ),
        day="ends_on",
        clock=time(0, 0, 12),
        key="kind",
        worker="organisation",
    ),
)
