"""Identifiers: UUID version 7, made by the server or by the phone; sortable by time, opaque in addresses."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A new UUIDv7."""
    return uuid7()


def made_at(key: UUID) -> datetime | None:
    """When a UUIDv7 was made, to the millisecond; None of another kind. Whoever sends a key may have invented it."""
    if key.version != 7:
        return None
    try:
        return datetime.fromtimestamp((key.int >> 80) / 1000, tz=UTC)
    except (ValueError, OverflowError):  # beyond the last year a datetime knows
        return None
