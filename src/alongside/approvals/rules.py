"""The rules of acts that take two people. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from alongside.approvals.errors import (
    ApprovalExpired,
    ApprovalNeeded,
    AskedByYou,
    DecidedAlready,
    NoTooShort,
    WhyTooShort,
)

LEAST_WHY = 15
"""Letters of a reason: fewer say nothing to the one who decides."""
LEAST_NO = 3


def why_of(typed: str) -> str:
    """The reason somebody typed, without space around it.

    Raises:
        WhyTooShort
    """
    why = " ".join(typed.split())
    if len(why) < LEAST_WHY:
        raise WhyTooShort(field="why", least=LEAST_WHY)
    return why


def no_of(typed: str) -> str:
    """The words of a refusal.

    Raises:
        NoTooShort
    """
    said = " ".join(typed.split())
    if len(said) < LEAST_NO:
        raise NoTooShort(field="said")
    return said


def require_open(state: str, expires_at: datetime, now: datetime) -> None:
    """A request can be decided while it waits.

    Raises:
        DecidedAlready, ApprovalExpired
    """
    if state != "asked":
        raise DecidedAlready
    if expires_at <= now:
        raise ApprovalExpired


def require_another(asked_by: UUID, decides: UUID | None) -> None:
    """The one who decides is another than the one who asked (four eyes).

    Raises:
        AskedByYou
    """
    if decides is None or decides == asked_by:
        raise AskedByYou


def usable(found: Iterable[tuple[str, datetime, UUID | None]], now: datetime) -> int:
    """Which of these (state, expiry, decided by), latest first, can be made use of: its place.

    Raises:
        ApprovalExpired: there was a yes, and its time has run out.
        ApprovalNeeded: there is none.
    """
    late = False
    for place, (state, expires_at, decided_by) in enumerate(found):
        if state != "granted" or decided_by is None:
            continue
        if expires_at > now:
            return place
        late = True
    raise ApprovalExpired if late else ApprovalNeeded
