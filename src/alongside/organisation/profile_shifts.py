"""The round-the-clock cover in a practice profile: its hours, and that they can be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from alongside.organisation.choices import OnCallShift
from alongside.organisation.profile_reading import ProfileError

DAYS = ("every", "working", "free")


@dataclass(frozen=True, slots=True)
class OnCall:
    """How the round-the-clock cover works, where a team keeps a roster."""

    open_before_minutes: int
    """So long before a shift on-call access opens."""
    open_after_hours: int
    """So long after a shift it stays open, for writing down the night."""
    day_turns_at: str
    """The time of day (HH:MM) at which one round of the clock ends and the next begins."""


def require_shifts(on_call: OnCall, shifts: Iterable[OnCallShift], origin: str) -> None:
    """The hours can be read, and no shift is empty.

    Raises:
        ProfileError: they cannot, or one is.
    """
    for name in ("open_before_minutes", "open_after_hours"):
        if getattr(on_call, name) < 0:
            raise ProfileError(f"{origin}: on_call.{name}: nothing or more")
    _require_clock(on_call.day_turns_at, f"{origin}: on_call.day_turns_at")
    for shift in shifts:
        at = f"{origin}: on_call_shifts.{shift.key}"
        if shift.days not in DAYS:
            raise ProfileError(f"{at}.days: one of {', '.join(DAYS)}, not {shift.days!r}")
        _require_clock(shift.begins, f"{at}.begins")
        _require_clock(shift.ends, f"{at}.ends")
        if time.fromisoformat(shift.begins) == time.fromisoformat(shift.ends):
            raise ProfileError(f"{at}.ends: a shift that begins and ends at the same time is empty")


def _require_clock(text: str, at: str) -> None:
    try:
        time.fromisoformat(text)
    except ValueError:
        raise ProfileError(f"{at}: expected a time like 16:00, found {text!r}") from None
