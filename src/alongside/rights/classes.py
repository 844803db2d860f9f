"""What is kept of requests."""

from __future__ import annotations

from alongside.kernel.data_classes import Purpose, classify
from alongside.rights.models import AccessRequest, ErasureRequest, Export, Withheld

classify(
    AccessRequest, open="how", personal="asked_on due_on answered_on", special="words", kept_for=Purpose.DUTY
)
classify(Withheld, open="label record_id", special="why", kept_for=Purpose.DUTY)
classify(
    Export,
    open="language large names asked_at job_id made_at expires_at sha256 size log_lines taken_at",
    personal="user_id",
    special="sealed",
    kept_for=Purpose.DUTY,
)
classify(
    ErasureRequest,
    open="how",
    personal="asked_on due_on outcome decided_on told_on",
    special="words ground",
    kept_for=Purpose.DUTY,
)
