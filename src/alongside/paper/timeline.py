"""What the timeline tells of letters that went out."""

from __future__ import annotations

from django.db.models.functions import TruncDate

from alongside.paper.models import Letter
from alongside.people.telling import LAST_MINUTE, Kind, tells

tells(
    Kind(
        "letter.sent",
        shows="talked",
        rows=lambda asked: Letter.objects.under(asked.viewer, *asked.courses),
        day=TruncDate("written_at"),
        clock=LAST_MINUTE,
        key="recipient",
        text="subject",
        worker="worker__name",
    )
)
