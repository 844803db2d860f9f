"""The rules of the calendar. Pure: no Django, no clock. Moments are aware."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo

ASSUMED_MINUTES = {"visit": 45, "meeting": 60, "phone": 15, "message": 15}
"""How much of the day a contact takes when nobody said how long; by kind. Our own estimate, and shown as one."""
LONGEST = timedelta(days=1)
"""A contact lasts a day at most (`contacts.rules.MINUTES`), so a day before a window is early enough to look."""


def length(kind: str, minutes: int | None) -> timedelta:
    """How long a contact takes, or is taken to take."""
    return timedelta(minutes=minutes if minutes is not None else ASSUMED_MINUTES.get(kind, 45))


def overlaps(starts_at: datetime, ends_at: datetime, start: datetime, end: datetime) -> bool:
    """Whether `[starts_at, ends_at)` touches `[start, end)`."""
    return starts_at < end and ends_at > start


def midnight(day: date, zone: tzinfo) -> datetime:
    """When a day begins where the work is done. The next midnight is 23, 24 or 25 hours away."""
    return datetime.combine(day, time(), tzinfo=zone)
