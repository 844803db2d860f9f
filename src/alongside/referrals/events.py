"""What the rooms above may want to know about a referral."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class OrderReceived:
    """An order came, or more of one that had come before."""

    referral_id: UUID
