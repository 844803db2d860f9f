"""The rules of contacts. Pure: no Django, no clock.

Moments are aware; days are days where the work is done.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice, pairwise, takewhile
from uuid import UUID

from alongside.contacts.errors import (
    ContactInFuture,
    GoalOfAnotherCourse,
    MinutesOutOfBounds,
    MovementUnknown,
    NoteMissing,
    NoVisitLeft,
    PlannedInPast,
    SeriesOutOfBounds,
    TouchedTwice,
)
from alongside.enrolments.errors import BeforeCourse, CourseClosed
from alongside.kernel.periods import Period
from alongside.kernel.recurrence import monthly_on_weekday, weekly

LEEWAY = timedelta(minutes=5)
"""How far a clock may be ahead before "it happened" is taken for a slip."""
LATE_AFTER = timedelta(hours=24)
MINUTES = (1, 24 * 60)
MOST_TIMES = 100
HORIZON = timedelta(weeks=8)
"""How far ahead the visits of a series stand in the calendar. Our own choice: two rounds of the longest rhythm."""
EXTEND_EVERY = timedelta(weeks=1)
"""A series is extended when it falls this short of the horizon, so that it is not written every day."""
_WEEKS = {"weekly": 1, "fortnightly": 2}
MOVEMENTS = ("back", "same", "forward")


@dataclass(frozen=True)
class Touch:
    """A goal, or one of its sub-goals, that was worked on; `movement` is back, same or forward."""

    goal: UUID
    movement: str
    sub_goal: UUID | None = None


def require_happened(occurred_at: datetime, *, now: datetime) -> None:
    """What is written about has happened.

    Raises:
        ContactInFuture: it lies more than five minutes ahead.
    """
    if occurred_at > now + LEEWAY:
        raise ContactInFuture(field="occurred_at")


def require_ahead(occurred_at: datetime, *, now: datetime) -> None:
    """What is planned has not happened.

    Raises:
        PlannedInPast
    """
    if occurred_at < now - LEEWAY:
        raise PlannedInPast(field="occurred_at")


def require_in_course(course: Period, day: date) -> None:
    """A contact lies within the course. A pause is fine: we also visit on a ward and in prison (seed 004).

    Raises:
        BeforeCourse: the course had not begun.
        CourseClosed: it had ended.
    """
    if day < course.start:
        raise BeforeCourse(field="occurred_at", day=course.start)
    if not course.contains(day):
        raise CourseClosed(field="occurred_at")


def check_minutes(minutes: int | None) -> None:
    """The length lies between a minute and a day, when it is known.

    Raises:
        MinutesOutOfBounds
    """
    least, most = MINUTES
    if minutes is not None and not least <= minutes <= most:
        raise MinutesOutOfBounds(field="minutes", least=least, most=most)


def require_note(text: str) -> None:
    """A contact that was held is written about: "Der er notatpligt" (seed 002).

    Raises:
        NoteMissing
    """
    if not text.strip():
        raise NoteMissing(field="text")


def check_touches(touches: Sequence[Touch], goals: Mapping[UUID, Collection[UUID]]) -> None:
    """A contact touches goals of its own course, each once (seed 002: judged each time they are worked on).

    Args:
        goals: the goals of the course, each with its sub-goals.

    Raises:
        GoalOfAnotherCourse, MovementUnknown, TouchedTwice
    """
    for touch in touches:
        if touch.goal not in goals or (
            touch.sub_goal is not None and touch.sub_goal not in goals[touch.goal]
        ):
            raise GoalOfAnotherCourse
        if touch.movement not in MOVEMENTS:
            raise MovementUnknown
    if len({(touch.goal, touch.sub_goal) for touch in touches}) < len(touches):
        raise TouchedTwice


def is_late(occurred_at: datetime, written_at: datetime) -> bool:
    """Whether a note was written so long after that both times are shown."""
    return written_at - occurred_at > LATE_AFTER


def series_days(
    rhythm: str, start: date, *, until: date | None, times: int | None, holidays: Container[date] | None
) -> Iterator[date]:
    """The days of a series, without end when nothing ends it. Its number counts visits that take place.

    Args:
        rhythm: weekly, fortnightly or monthly (the same weekday of the month).
        until: the first day without a visit.
        holidays: days that are skipped, asked with `in`; None when no day is.
    """
    days = monthly_on_weekday(start) if rhythm == "monthly" else weekly(start, every=_WEEKS[rhythm])
    if until is not None:
        days = takewhile(lambda day: day < until, days)
    if holidays is not None:
        days = (day for day in days if day not in holidays)
    return islice(days, times)


def check_series(*, start: date, until: date | None, times: int | None) -> None:
    """A series has at least one visit and at most a hundred of them when they are counted.

    Raises:
        NoVisitLeft, SeriesOutOfBounds
    """
    if until is not None and until <= start:
        raise NoVisitLeft(field="until")
    if times is not None and not 1 <= times <= MOST_TIMES:
        raise SeriesOutOfBounds(field="times", most=MOST_TIMES)


def longest_gap(met_on: Iterable[date], *, start: date, end: date) -> int:
    """The longest time without meeting in `[start, end)`, in days, the edges counted as if we had met there."""
    days = [start, *sorted(day for day in met_on if start <= day < end), end]
    return max((after - before).days for before, after in pairwise(days))


def is_named(name: str, others_present: str) -> bool:
    """Whether somebody is among those who were there, as whole words and whatever the case."""
    return (
        bool(name)
        and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", others_present, re.IGNORECASE) is not None
    )
