"""What the rooms above may want to know about contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class VisitMissed:
    """We tried to meet and did not (not when we called it off ourselves)."""

    enrolment_id: UUID
    contact_id: UUID
    at: datetime
