"""What the rooms above may want to know about who walks with whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class CourseBegan:
    """A course was opened and has its case manager."""

    enrolment_id: UUID
    on: date


@dataclass(frozen=True)
class CaseManagerChanged:
    """From `on`, `to_id` walks with the person; `from_id` is None when nobody did."""

    enrolment_id: UUID
    from_id: UUID | None
    to_id: UUID
    on: date
