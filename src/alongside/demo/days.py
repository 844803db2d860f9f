"""Days of a course: months, working days and when reviews fall due and are held."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alongside.demo.scripts import Script

REVIEW_MONTHS = 3
"""Seed 002: "Hver tredje måned evalueres indsatsmålene"."""


@dataclass(frozen=True, slots=True)
class ReviewDay:
    due: date
    held: date | None


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def working_day(day: date) -> date:
    """`day`, or the Monday after a weekend."""
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() > 4 else 0)


def at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute))


def review_days(
    start: date,
    end: date | None,
    closed_between: tuple[date, date] | None,
    today: date,
    rng: Random,
    script: Script | None,
) -> tuple[ReviewDay, ...]:
    """Due and held days of a course's reviews up to the next one, which is not held.

    A review is due three months after the start, the last held review or the reopening, and mostly held in the
    days before; one in eleven is late. A scripted course has its next review on a given day, and the earlier
    ones three months apart before it.
    """
    if script and end is None:
        return _before_a_given_day(start, today + timedelta(days=script.next_review))
    days = []
    due = add_months(start, REVIEW_MONTHS)
    while True:
        if closed_between and closed_between[0] <= due < closed_between[1]:
            due = add_months(closed_between[1], REVIEW_MONTHS)
        if end is not None and due >= end:
            break
        held = working_day(
            due + timedelta(days=rng.randint(-11, -3) if rng.random() < 0.91 else rng.randint(2, 20))
        )
        if closed_between and (
            due < closed_between[0] <= held or closed_between[0] <= held < closed_between[1]
        ):
            due = add_months(closed_between[1], REVIEW_MONTHS)
            continue
        if end is not None and held >= end:
            break
        if held >= today:
            days.append(ReviewDay(due, None))
            break
        days.append(ReviewDay(due, held))
        due = add_months(held, REVIEW_MONTHS)
    return tuple(days)


def _before_a_given_day(start: date, due: date) -> tuple[ReviewDay, ...]:
    days = [ReviewDay(due, None)]
    back = 1
    while True:
        held = add_months(due, -REVIEW_MONTHS * back)
        if held < add_months(start, REVIEW_MONTHS - 1):
            return tuple(reversed(days))
        days.append(ReviewDay(held, held))
        back += 1
