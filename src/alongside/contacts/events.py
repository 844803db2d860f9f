"""What the rooms above may want to know about contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class ContactHeld:
    """A note about a contact was signed; `worker_id` wrote it, `others_present` says who else was there.

    `person_present`: whether the person themself was; `kind` is that of the contact.
    """

    enrolment_id: UUID
    worker_id: UUID | None
    worker: str
    others_present: str
    on: date
    today: date
    kind: str
    person_present: bool


@dataclass(frozen=True)
class VisitMissed:
    """We tried to meet and did not (not when we called it off ourselves)."""

    enrolment_id: UUID
    contact_id: UUID
    at: datetime


@dataclass(frozen=True)
class MeetingHeld:
    """A meeting with others took place, with the person or without; the note about it was signed."""

    enrolment_id: UUID
    contact_id: UUID
    on: date


@dataclass(frozen=True)
class ContactPutRight:
    """What was written about a contact of this course was corrected, struck through or taken up again."""

    enrolment_id: UUID
