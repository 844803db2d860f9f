"""What is kept of corrections."""

from __future__ import annotations

from alongside.corrections.models import Remark
from alongside.kernel.data_classes import Purpose, classify

classify(
    Remark,
    open="kind label record_id from_version",
    personal="how said_on lifted_at",
    special="words lifted_words",
    kept_for=Purpose.DUTY,
)
