"""The rules of the review. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.kernel.periods import months_later
from alongside.reviews.errors import HeldOutsidePeriod, MovedOutsideBounds, NextOutsideBounds

LEEWAY_DAYS = 14
"""How much later than the interval a next review may be planned: room for holidays and illness. Our own choice."""


def next_due(held_on: date, *, months: int) -> date:
    """The day `months` calendar months later; in a shorter month its last day.

    "Hver tredje måned evalueres indsatsmålene" (S2). The interval comes from the practice profile.
    """
    return months_later(held_on, months)


@dataclass(frozen=True)
class Bounds:
    """The days that may be chosen, both included."""

    earliest: date
    latest: date

    def hold(self, day: date) -> bool:
        """Whether `day` may be chosen."""
        return self.earliest <= day <= self.latest


def next_bounds(held_on: date, *, months: int) -> Bounds:
    """When the next review may be: from the day after, up to the interval and `LEEWAY_DAYS`."""
    return Bounds(held_on + timedelta(days=1), next_due(held_on, months=months) + timedelta(days=LEEWAY_DAYS))


def require_next(day: date, held_on: date, *, months: int) -> date:
    """The next review's day, if the method allows it.

    Raises:
        NextOutsideBounds: see `next_bounds`.
    """
    bounds = next_bounds(held_on, months=months)
    if not bounds.hold(day):
        raise NextOutsideBounds(field="next_due_on", earliest=bounds.earliest, latest=bounds.latest)
    return day


def require_move(day: date, due_on: date, *, today: date, months: int) -> date:
    """The day a coming review is moved to: from today, up to one interval later than it was due.

    Raises:
        MovedOutsideBounds: it lies outside.
    """
    bounds = Bounds(today, max(next_due(due_on, months=months), today))
    if not bounds.hold(day):
        raise MovedOutsideBounds(field="due_on", earliest=bounds.earliest, latest=bounds.latest)
    return day


def require_held(day: date, *, period_from: date, today: date) -> date:
    """The day the review was held, if it can be right.

    Raises:
        HeldOutsidePeriod: it lies before the period the review is about, or is still to come.
    """
    if not period_from <= day <= today:
        raise HeldOutsidePeriod(field="held_on", earliest=period_from, latest=today)
    return day


class Standing(StrEnum):
    """How near a review is."""

    LATER = "later"
    COMING = "coming"
    TODAY = "today"
    OVERDUE = "overdue"


def standing(due_on: date, *, today: date, announce_days: int) -> Standing:
    """How near a review is; it shows itself `announce_days` before it is due."""
    if due_on < today:
        return Standing.OVERDUE
    if due_on == today:
        return Standing.TODAY
    return Standing.COMING if due_on - today <= timedelta(days=announce_days) else Standing.LATER


class After(StrEnum):
    """What both decide about a goal when it has been judged."""

    GO_ON = "go_on"
    CHANGE = "change"
    REACHED = "reached"
    REST = "rest"


def status_after(after: str) -> str | None:
    """The status a goal gets when the review is finished; None when it stays as it is."""
    return {After.REACHED: "reached", After.REST: "resting"}.get(After(after))


def something_was_said(texts: Iterable[str]) -> bool:
    """Whether any of these judgements and words is there at all."""
    return any(text.strip() for text in texts)
