"""Reading the trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.audit.models import Entry


@dataclass(frozen=True)
class Opening:
    """Someone opened a page about a person."""

    user_id: UUID | None
    page: str
    at: datetime


def openings(agency_id: UUID, person_id: UUID, *, limit: int) -> list[Opening]:
    """Who opened pages about a person, latest first. One query.

    It names no content, and needs no viewer: the page that asks has passed the gate.
    """
    entries = Entry.objects.filter(agency_id=agency_id, person_id=person_id, action="read")
    found = entries.order_by("-at", "-place").values_list("user_id", "operation", "at")
    return [Opening(*entry) for entry in found[:limit]]
