"""What comes back: days counted from a first day, and the recurrence rules of calendar files (RFC 5545).

Days here have no time and moments no zone: a visit at ten o'clock stays at ten when the clocks change, so the zone is
put on afterwards, by whoever knows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, date, datetime, time
from itertools import islice

from dateutil.easter import easter as _easter
from dateutil.rrule import FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule, rrulestr

_WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
_LAST_WEEK = 28
"""A weekday after this day of the month is not there every month, and the last one is."""


_CYCLE = 400
"""Years after which the Gregorian calendar repeats itself."""


class UnboundedRule(ValueError):
    """A recurrence rule that cannot be read, or would go on without end."""


def weekly(start: date, *, every: int) -> Iterator[date]:
    """`start` and the same weekday every so many weeks, as far as the calendar reaches."""
    return _days(rrule(WEEKLY, interval=every, dtstart=datetime.combine(start, time())))


def monthly_on_weekday(start: date) -> Iterator[date]:
    """The weekday of `start` in the same week of each month: the second Tuesday, the last Friday.

    A fifth weekday means the last one, so that every month has it.
    """
    place = -1 if start.day > _LAST_WEEK else (start.day - 1) // 7 + 1
    weekday = _WEEKDAYS[start.weekday()](place)
    return _days(rrule(MONTHLY, byweekday=weekday, dtstart=datetime.combine(start, time())))


def easter(year: int) -> date:
    """Easter Sunday of the western churches."""
    found: date = _easter(year)
    return found


def moments(rule: str, start: datetime, *, until: datetime, most: int) -> list[datetime]:
    """The moments of a recurrence rule, `start` among them when the rule says so, up to `until`.

    Args:
        rule: the value of an RRULE without its UNTIL ("FREQ=WEEKLY;BYDAY=TU"); `until` takes its place.
        start, until: without a zone, as a clock on the wall shows.
        most: how many at most.

    Raises:
        UnboundedRule: the rule cannot be read, repeats more often than daily, or has more than `most` moments.
    """
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";") if part)
    if parts.get("FREQ") not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise UnboundedRule(rule)
    interval = parts.get("INTERVAL", "1")
    if not interval.isdigit() or not 1 <= int(interval) <= 1000 or "UNTIL" in parts:
        raise UnboundedRule(rule)
    if {"BYHOUR", "BYMINUTE", "BYSECOND"} & parts.keys():
        raise UnboundedRule(rule)
    try:
        # Counted by us: the library takes an end or a number.
        wanted = min(int(parts.pop("COUNT", most + 1)), most + 1)
        text = ";".join(f"{name}={value}" for name, value in parts.items())
        later = _years_to_the_end(until)
        found = rrulestr(f"RRULE:{text}", dtstart=_shifted(start, later)).replace(
            until=_shifted(until, later)
        )
        moments = [_shifted(moment, -later) for moment in islice(found, wanted)]
    except (ValueError, TypeError, OverflowError, AttributeError) as error:
        raise UnboundedRule(rule) from error
    if len(moments) > most:
        raise UnboundedRule(rule)
    return moments


def _years_to_the_end(until: datetime) -> int:
    """How many years later the calendar is the same, weekdays and leap years alike, and nearest to its end.

    A rule that never comes true is looked for until the year 9999; from there the search is short.
    """
    return (MAXYEAR - until.year) // _CYCLE * _CYCLE


def _shifted(moment: datetime, years: int) -> datetime:
    return moment.replace(year=moment.year + years)


def _days(found: Iterator[datetime]) -> Iterator[date]:
    return (moment.date() for moment in found)
