"""What the rooms above may want to know about a course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class CourseEnded:
    """A course was closed; `on` is its first day without us."""

    enrolment_id: UUID
    on: date


@dataclass(frozen=True)
class CourseReopened:
    """A closed course goes on from `on`; `worker_id` is the case manager from then, None when not yet known."""

    enrolment_id: UUID
    on: date
    worker_id: UUID | None = None
    reason: str = ""
