"""What is kept of acts that take two people."""

from __future__ import annotations

from alongside.approvals.models import Approval
from alongside.kernel.data_classes import Purpose, classify

classify(
    Approval,
    open="kind subject_label subject_id state asked_at expires_at decided_at used_at",
    personal="person_id",
    special="why said",
    kept_for=Purpose.DUTY,
)
