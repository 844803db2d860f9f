"""What is kept about looking."""

from __future__ import annotations

from alongside.kernel.data_classes import Purpose, classify
from alongside.oversight.models import (
    Affected,
    AskedRight,
    Incident,
    LogReview,
    ReviewedLook,
    RightsReview,
    Searched,
    Told,
    UrgentAccess,
)

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
classify(
    Incident,
    open="is_drill noticed_at tells_authority tells_people decided_at closed_at",
    special="title what reason words",
    kept_for=Purpose.DUTY,
)
classify(Searched, personal="since until pages found", kept_for=Purpose.DUTY)
classify(Affected, personal="looks first_at last_at", kept_for=Purpose.DUTY)
classify(Told, open="to at", special="what", kept_for=Purpose.DUTY)
