"""Periods are half-open: `[from, to)`, an open end is None."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """Days from `start`, up to but not including `end`.

    Raises:
        ValueError: `end` is before `start`.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    def contains(self, day: date) -> bool:
        """Whether `day` lies in the period."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """Whether the two share at least one day."""
        return (self.end is None or other.start < self.end) and (other.end is None or self.start < other.end)


def months_later(day: date, months: int) -> date:
    """The day so many calendar months later; in a shorter month its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
