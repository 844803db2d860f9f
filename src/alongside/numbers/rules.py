"""What is counted and what may be read out. Pure: facts in, figures out.

Where a rule is our own choice, it says so.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median, quantiles
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
W = TypeVar("W", bound=Hashable)

SMALLEST = 5
"""Time is shown of so many workers together, or not at all; and fewer people than this have no median."""
PAUSE = timedelta(minutes=2)
"""Whoever gives no sign for longer was not writing; our own choice. Drafts are kept two seconds after typing."""
KEPT_YEARS = 2
"""Sums of the years before last year are deleted."""


class Window(StrEnum):
    """The time that is looked at, in whole months."""

    QUARTER = "3"
    HALF_YEAR = "6"
    YEAR = "12"
    THIS_YEAR = "this-year"
    LAST_YEAR = "last-year"


def months(window: Window, today: date) -> tuple[date, ...]:
    """The first days of the months of a window, in order.

    Three, six or twelve finished months with the running one after them; this year so far; or the year before.
    """
    if window is Window.LAST_YEAR:
        return tuple(date(today.year - 1, month, 1) for month in range(1, 13))
    if window is Window.THIS_YEAR:
        return tuple(date(today.year, month, 1) for month in range(1, today.month + 1))
    running = today.replace(day=1)
    return tuple(_months_after(running, back) for back in range(-int(window), 1))


def after(month: date) -> date:
    """The first day of the month after."""
    return _months_after(month, 1)


def kept_from(today: date) -> date:
    """The first day whose sums are kept."""
    return date(today.year - KEPT_YEARS + 1, 1, 1)


def _months_after(month: date, count: int) -> date:
    years, place = divmod(month.month - 1 + count, 12)
    return date(month.year + years, place + 1, 1)


def stretch(*, since: datetime | None, at: datetime, counted_until: datetime | None) -> timedelta:
    """How much of the time between two signs of writing counts.

    Args:
        since: the sign before, or the opening of the form; None when neither is known.
        counted_until: up to when this worker's writing was counted already, in whatever form.

    A pause longer than `PAUSE` counts nothing at all: how much of it was thinking, nobody knows.
    """
    if since is None or not timedelta(0) < at - since <= PAUSE:
        return timedelta(0)
    start = since if counted_until is None else max(since, counted_until)
    return max(at - start, timedelta(0))


@dataclass(frozen=True, slots=True)
class Span:
    """Days `[starts_on, ends_on)`; open end: None."""

    starts_on: date
    ends_on: date | None = None

    def covers(self, other: Span) -> bool:
        """Whether every day of `other`, which has an end, lies in it."""
        assert other.ends_on is not None
        return self.starts_on <= other.starts_on and (self.ends_on is None or self.ends_on >= other.ends_on)

    def touches(self, other: Span) -> bool:
        """Whether they share a day."""
        return (self.ends_on is None or self.ends_on > other.starts_on) and (
            other.ends_on is None or other.ends_on > self.starts_on
        )

    @property
    def days(self) -> int:
        """How many days, of a span that has an end."""
        assert self.ends_on is not None
        return (self.ends_on - self.starts_on).days


def so_far(month: date, today: date) -> Span:
    """The days of a month, of the running one those until today."""
    return Span(month, min(after(month), today + timedelta(days=1)))


def counts_in(days: Span, *, walked: Collection[Span], rested: Iterable[Span]) -> bool:
    """Whether somebody counts in a month: we walked with them on every day of it, and the course did not rest.

    Whoever came or left in the middle could not have been met as often as agreed.
    """
    return any(span.covers(days) for span in walked) and not any(span.touches(days) for span in rested)


@dataclass(frozen=True, slots=True)
class Spread:
    """How numbers about people lie: the middle one, the middle half, the least and the most."""

    of: int
    least: float
    lower: float
    middle: float
    upper: float
    most: float


def spread(values: Sequence[float]) -> Spread | None:
    """The spread of the values; None of fewer than `SMALLEST`, where a middle says nothing.

    The middle half is bounded by the quartiles, both ends counted in (statistics.quantiles, inclusive).
    """
    if len(values) < SMALLEST:
        return None
    lower, middle, upper = quantiles(values, n=4, method="inclusive")
    return Spread(len(values), min(values), lower, middle, upper, max(values))


def agreed(days: int, rhythms: Sequence[int]) -> float | None:
    """How many meetings the agreed rhythms come to in so many days, for the person in the middle; None of nobody.

    Args:
        rhythms: at most so many days between meetings, for each person.
    """
    return median(days / rhythm for rhythm in rhythms) if rhythms else None


@dataclass(frozen=True, slots=True)
class Together:
    """Amounts that may be read out: by part, and `rest` of the parts that are too small to stand alone."""

    parts: Mapping[str, int]
    rest: int

    @property
    def whole(self) -> int:
        """All of it."""
        return sum(self.parts.values()) + self.rest


def together(amounts: Mapping[str, Mapping[W, int]], *, open_lines: Collection[W]) -> Together | None:
    """What of the workers' amounts, by part, the lead may read; None when nothing of them may be read.

    A part is read out when at least `SMALLEST` workers have something in it, and the same is true of those of them
    who keep their own line to themselves (or all have opened it): otherwise the amount of a few could be worked out by
    taking the open lines away. Parts that are too small are read out together, with more parts when they are still
    too small. Sums of such parts are safe, whatever months and parts are added.

    Args:
        amounts: by part, by worker.
        open_lines: the workers whose lines the lead sees.
    """
    filled = {
        part: found for part, by in amounts.items() if (found := {one: n for one, n in by.items() if n})
    }
    alone = {part for part, by in filled.items() if _enough(by, open_lines)}
    merged = [part for part in filled if part not in alone]
    standing = sorted(alone, key=lambda part: (-sum(filled[part].values()), part))
    while merged and not _enough({one for part in merged for one in filled[part]}, open_lines):
        if not standing:
            return None
        merged.append(standing.pop())
    return Together(
        {part: sum(filled[part].values()) for part in filled if part in standing},
        sum(sum(filled[part].values()) for part in merged),
    )


def _enough(workers: Collection[W], open_lines: Collection[W]) -> bool:
    keep_theirs = sum(one not in open_lines for one in workers)
    return len(workers) >= SMALLEST and not 0 < keep_theirs < SMALLEST
