"""What is kept about looking."""

from __future__ import annotations

from alongside.kernel.data_classes import Purpose, classify
from alongside.oversight.models import AskedRight, LogReview, ReviewedLook, RightsReview, UrgentAccess

classify(
    UrgentAccess,
    personal="reason_code opened_at ends_at judgement judged_at",
    special="why words",
    kept_for=Purpose.SECURITY,
)
classify(
    LogReview,
    open="since until seed entries looks",
    personal="signed_at",
    special="words",
    kept_for=Purpose.SECURITY,
)
classify(
    ReviewedLook,
    open="drawn number place",
    personal="person_id day opens pages signs verdict judged_at",
    special="words",
    kept_for=Purpose.SECURITY,
)
classify(RightsReview, open="begun_on due_on closed_on", kept_for=Purpose.SECURITY)
classify(AskedRight, personal="answer answered_at suspended", kept_for=Purpose.SECURITY)
