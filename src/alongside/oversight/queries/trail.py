"""Whether the trail was checked, and when it was last signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.audit.models import Anchor, Entry


@dataclass(frozen=True)
class TrailState:
    """The last check of the trail and what it said, and the last signed root. None when there was none."""

    checked_at: datetime | None
    holds: bool | None
    signed_at: datetime | None


def trail_state(agency_id: UUID) -> TrailState:
    """Two queries. It says what the last check found; the check itself reads every line."""
    checked = Entry.objects.filter(agency_id=agency_id, action="trail_check").order_by("-place").first()
    anchor = Anchor.objects.filter(agency_id=agency_id).order_by("-number").first()
    return TrailState(
        checked.at if checked else None,
        bool(checked.detail.get("holds")) if checked else None,
        anchor.made_at if anchor else None,
    )
