"""What is kept of looking for somebody."""

from __future__ import annotations

from alongside.kernel.data_classes import classify
from alongside.outreach.models import FoundAt, Outreach

classify(
    Outreach,
    personal="first_missed_at closed_at ended next_on",
    special="next_try",
    protected="next_where said",
)
classify(FoundAt, personal="told_by said_on ended_on", protected="place best_times")
