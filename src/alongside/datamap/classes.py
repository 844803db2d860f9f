"""What the register of processing holds: words about the agency, not about people."""

from __future__ import annotations

from alongside.datamap.models import Register
from alongside.kernel.data_classes import Purpose, classify

classify(
    Register,
    open="controller purposes subjects recipients transfers keeping safeguards",
    personal="officer",
    kept_for=Purpose.DUTY,
)
