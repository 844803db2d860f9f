"""What lies between two appointments of a day: how long, whether the way fits, or that they overlap.

Nothing here knows a map. How long the way takes, and a visit whose length nobody said, are estimates of the practice
profile, and whoever shows them says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Way(StrEnum):
    """The way from one appointment to the next."""

    NONE = "none"
    """No way to go: the same place, or a call."""
    UNKNOWN = "unknown"
    """Nobody said where one of them is."""
    FITS = "fits"
    TIGHT = "tight"


@dataclass(frozen=True)
class Stop:
    """An appointment on the line of a day.

    Attributes:
        length_known: False when `ends_at` is an estimate because nobody said how long.
        place: where, in words that are equal when the place is the same; empty when nobody said.
        stays_put: a call or a message, made from wherever one is.
    """

    starts_at: datetime
    ends_at: datetime
    length_known: bool = True
    place: str = ""
    stays_put: bool = False


@dataclass(frozen=True)
class Gap:
    """What lies before an appointment.

    Attributes:
        minutes: between the end of the one before and the start of this one; below zero they overlap.
        sure: whether the end of the one before is known rather than estimated.
    """

    minutes: int
    way: Way
    sure: bool

    @property
    def overlaps(self) -> bool:
        """Whether both would be at the same time."""
        return self.minutes < 0


def gaps(stops: Sequence[Stop], *, way_minutes: int) -> list[Gap | None]:
    """What lies before each of these, None before the first. They are in order of time.

    Args:
        way_minutes: how long the way between two places usually takes.
    """
    found: list[Gap | None] = []
    before: Stop | None = None
    for stop in stops:
        found.append(None if before is None else _gap(before, stop, way_minutes))
        if before is None or stop.ends_at >= before.ends_at:
            before = stop
    return found


def _gap(before: Stop, stop: Stop, way_minutes: int) -> Gap:
    minutes = round((stop.starts_at - before.ends_at) / timedelta(minutes=1))
    return Gap(minutes, _way(before, stop, minutes, way_minutes), before.length_known)


def _way(before: Stop, stop: Stop, minutes: int, way_minutes: int) -> Way:
    if before.stays_put or stop.stays_put or (before.place and before.place == stop.place):
        return Way.NONE
    if not (before.place and stop.place):
        return Way.UNKNOWN
    return Way.FITS if minutes >= way_minutes else Way.TIGHT
