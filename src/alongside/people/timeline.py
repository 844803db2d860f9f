"""What the timeline tells of a person themselves: their words, and what one had to know."""

from __future__ import annotations

from alongside.people.models import Flag, Quote
from alongside.people.telling import LAST_MINUTE, Kind, tells

tells(
    Kind(
        "quote.said",
        shows="words",
        rows=lambda asked: Quote.objects.with_struck().under(asked.viewer, asked.person),
        day="said_on",
        key="place",
        words="text",
    ),
    Kind(
        "flag.said",
        shows="words",
        rows=lambda asked: Flag.objects.with_struck().under(asked.viewer, asked.person),
        day="said_on",
        text="text",
        worker="worker__name",
        holder="person_id",
    ),
    Kind(
        "flag.taken_down",
        shows="words",
        rows=lambda asked: (
            Flag.objects.with_struck().under(asked.viewer, asked.person).filter(ended_on__isnull=False)
        ),
        day="ended_on",
        clock=LAST_MINUTE,
        text="text",
        holder="person_id",
    ),
)
