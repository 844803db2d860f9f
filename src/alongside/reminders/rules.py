"""When a reminder goes out. Pure: no clock, no database."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

LAST_CALL = timedelta(minutes=30)
"""A reminder that has not left so long before the appointment helps nobody any more; our own choice."""
FIRST_PAUSE = timedelta(minutes=2)
MOST_TRIES = 6
"""After these, with pauses of 2, 4, 8 … minutes between them, it is given up."""


def is_quiet(at: datetime, *, quiet_from: time, quiet_until: time, zone: ZoneInfo) -> bool:
    """Whether nobody is written to at that moment. Equal times mean that there are no quiet hours."""
    clock = at.astimezone(zone).time()
    if quiet_from <= quiet_until:
        return quiet_from <= clock < quiet_until
    return clock >= quiet_from or clock < quiet_until


def send_at(
    appointment: datetime, *, hours_before: int, quiet_from: time, quiet_until: time, zone: ZoneInfo
) -> datetime:
    """When to remind of an appointment: so many hours before, or the evening before that when it would be quiet.

    Args:
        appointment, with its zone. Hours are hours that pass, also over a night in which clocks are changed.
        quiet_from, quiet_until: the hours of the day, in `zone`, in which nothing goes out.

    Returns:
        the moment, never in the quiet hours: an hour before they begin when it would be in them.
    """
    at = (appointment.astimezone(UTC) - timedelta(hours=hours_before)).astimezone(zone)
    if not is_quiet(at, quiet_from=quiet_from, quiet_until=quiet_until, zone=zone):
        return at
    day = at.date()
    if quiet_from > quiet_until and at.time() < quiet_until:
        day -= timedelta(days=1)
    before = datetime.combine(day, quiet_from, tzinfo=zone)
    return (before.astimezone(UTC) - timedelta(hours=1)).astimezone(zone)


def agreed_after(agreed_at: datetime, reminder_at: datetime) -> bool:
    """Whether an appointment was made, or moved, when it was too late to remind of it: they have just agreed on it."""
    return agreed_at > reminder_at


def too_late(now: datetime, appointment: datetime) -> bool:
    """Whether a reminder would come so late that it is left out."""
    return now > appointment - LAST_CALL


def next_try(now: datetime, tries: int) -> datetime | None:
    """When to try again after `tries` that failed; None when it is given up."""
    if tries >= MOST_TRIES:
        return None
    pause: timedelta = FIRST_PAUSE * 2 ** (tries - 1)
    return now + pause
