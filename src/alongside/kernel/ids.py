"""Identifiers: UUID version 7, made by the server or by the phone; sortable by time, opaque in addresses."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A new UUIDv7."""
    return uuid7()
