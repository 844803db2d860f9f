"""What the timeline tells of looks at needs."""

from __future__ import annotations

from datetime import time

from alongside.assessments.models import Assessment
from alongside.people.telling import Kind, tells

tells(
    Kind(
        "needs.looked_at",
        shows="needs",
        rows=lambda asked: Assessment.objects.with_struck().under(asked.viewer, *asked.courses),
        day="assessed_on",
        clock=time(0, 0, 8),
        text="note",
        worker="worker__name",
        holder="enrolment_id",
    )
)
