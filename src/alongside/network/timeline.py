"""What the timeline tells of the plans of others, and of the network as the person drew it."""

from __future__ import annotations

from datetime import time

from alongside.network.models import NetworkMap, OtherPlan
from alongside.people.telling import LAST_MINUTE, Kind, tells

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
    Kind(
        "network.drawn",
        shows="words",
        rows=lambda asked: NetworkMap.objects.with_struck().under(asked.viewer, asked.person),
        day="drawn_on",
        clock=LAST_MINUTE,
        worker="worker__name",
    ),
)
