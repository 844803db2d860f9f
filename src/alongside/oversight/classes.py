"""What is kept about looking."""

from __future__ import annotations

from alongside.kernel.data_classes import Purpose, classify
from alongside.oversight.models import UrgentAccess

classify(
    UrgentAccess,
    personal="reason_code opened_at ends_at judgement judged_at",
    special="why words",
    kept_for=Purpose.SECURITY,
)
