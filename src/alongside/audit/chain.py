"""What the hash of a line is made of."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from alongside.audit.models import Entry

_write = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def row_hash(entry: Entry, *, place: int | None = None) -> str:
    """SHA-256 of everything a line holds, the hash of the line before included; 64 hex digits.

    Args:
        place: take this place for the line's own, to find out where a line that was moved came from.

    The purpose stands at the end, and only where there is one, so that lines written before purposes were keep
    their hash. A list of eleven values and one of twelve never read the same.
    """
    content: list[Any] = [
        str(entry.agency_id),
        entry.place if place is None else place,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        str(entry.user_id or ""),
        entry.action,
        entry.operation,
        entry.label,
        str(entry.record_id or ""),
        str(entry.person_id or ""),
        entry.detail,
        entry.previous_hash,
    ]
    if entry.purpose:
        content.append(str(entry.purpose))
    return hashlib.sha256(_write(content).encode()).hexdigest()
