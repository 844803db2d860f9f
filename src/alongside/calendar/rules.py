"""The rules of the calendar. Pure: no Django, no clock. Moments are aware."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from alongside.calendar.errors import EndsBeforeItBegins, TooLong

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


LONGEST_APPOINTMENT = timedelta(days=366)


def check_length(starts_at: datetime, ends_at: datetime) -> None:
    """An appointment takes some time, and a year at most (a long leave).

    Raises:
        EndsBeforeItBegins, TooLong
    """
    if ends_at <= starts_at:
        raise EndsBeforeItBegins(field="ends_at")
    if ends_at - starts_at > LONGEST_APPOINTMENT:
        raise TooLong(field="ends_at")


@dataclass(frozen=True)
class OutsideEvent:
    """One occurrence read from a calendar file.

    Attributes:
        uid: its identity in the file.
        occurrence: which occurrence of a repeated one it is; empty for one that does not repeat.
        sequence: counts the revisions of it; a lower one is older.
        cancelled: it does not take place. Without an occurrence, none of that `uid` does.
    """

    uid: str
    occurrence: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    title: str
    place: str
    cancelled: bool = False
