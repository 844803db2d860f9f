"""What the timeline tells of who may see what. Only those who may read it there find it here."""

from __future__ import annotations

from alongside.people.telling import LAST_MINUTE, Kind, tells
from alongside.restrictions.models import Mark, Restriction

tells(
    Kind(
        "restriction.said",
        shows="bounds",
        rows=lambda asked: Restriction.objects.under(asked.viewer, asked.person),
        day="said_on",
        key="category",
        text="reason",
        worker="worker__name",
    ),
    Kind(
        "restriction.lifted",
        shows="bounds",
        rows=lambda asked: Restriction.objects.under(asked.viewer, asked.person).filter(
            lifted_on__isnull=False
        ),
        day="lifted_on",
        clock=LAST_MINUTE,
        key="category",
        text="lift_reason",
        worker="worker__name",
    ),
    Kind(
        "mark.set",
        shows="bounds",
        rows=lambda asked: Mark.objects.under(asked.viewer, asked.person),
        day="said_on",
        key="kind",
        text="note",
        worker="worker__name",
    ),
    Kind(
        "mark.ended",
        shows="bounds",
        rows=lambda asked: Mark.objects.under(asked.viewer, asked.person).filter(ended_on__isnull=False),
        day="ended_on",
        clock=LAST_MINUTE,
        key="kind",
        text="end_reason",
        worker="worker__name",
    ),
)
