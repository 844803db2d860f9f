"""Where things stand in a day: which quarter of an hour, how many quarters, and which lane beside others.

Pure: no Django, no clock. A place follows the clock on the wall. On the night when an hour comes twice, what happens in
the first and in the second of them stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Generic, TypeVar

QUARTER = 15
QUARTERS = 24 * 60 // QUARTER
LEAST = 2
"""Quarters: what is shorter still needs room for its words."""
OFFICE = (8, 17)
"""Hours that are always drawn; earlier and later ones when something stands there."""
LANES = (1, 2, 3, 4, 6, 12)
"""Into how many lanes a column can be divided (a grid of twelve)."""
T = TypeVar("T")


@dataclass(frozen=True)
class Span(Generic[T]):
    """Something with a beginning and an end."""

    what: T
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Place(Generic[T]):
    """Where it stands: from a quarter of the day, for so many quarters, in one of so many lanes (the first is 1)."""

    what: T
    quarter: int
    quarters: int
    lane: int = 1
    lanes: int = 1


def days_of(span: Span[T], zone: tzinfo) -> Iterator[date]:
    """The days it touches, where the work is done."""
    day = span.starts_at.astimezone(zone).date()
    last = (span.ends_at - timedelta(microseconds=1)).astimezone(zone).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def places(spans: Iterable[Span[T]], day: date, zone: tzinfo) -> list[Place[T]]:
    """Where everything stands that touches `day`, earliest first. Nothing covers anything else."""
    rows = sorted(
        (_quarters(span, day, zone), number, span)
        for number, span in enumerate(spans)
        if day in days_of(span, zone)
    )
    found: list[Place[T]] = []
    cluster: list[tuple[int, int, T]] = []
    reach = 0
    for (quarter, quarters), _number, span in rows:
        if cluster and quarter >= reach:
            found += _in_lanes(cluster)
            cluster, reach = [], 0
        cluster.append((quarter, quarters, span.what))
        reach = max(reach, quarter + quarters)
    return found + _in_lanes(cluster)


def hours(columns: Iterable[Sequence[Place[T]]]) -> range:
    """The hours to draw: those of an office, and what is needed for what stands earlier or later."""
    first, last = OFFICE
    for place in (place for column in columns for place in column):
        first = min(first, place.quarter * QUARTER // 60)
        last = max(last, -(-(place.quarter + place.quarters) * QUARTER // 60))
    return range(first, last)


def _quarters(span: Span[T], day: date, zone: tzinfo) -> tuple[int, int]:
    start, end = span.starts_at.astimezone(zone), span.ends_at.astimezone(zone)
    first = _minute(start) if start.date() == day else 0
    last = _minute(end) if end.date() == day else 24 * 60
    if last <= first:
        # The clocks went back while it lasted.
        last = min(first + int((span.ends_at - span.starts_at) / timedelta(minutes=1)), 24 * 60)
    quarter = min(first // QUARTER, QUARTERS - LEAST)
    return quarter, min(max(-(-last // QUARTER) - quarter, LEAST), QUARTERS - quarter)


def _minute(at: datetime) -> int:
    return at.hour * 60 + at.minute


def _in_lanes(cluster: Sequence[tuple[int, int, T]]) -> list[Place[T]]:
    free_from: list[int] = []
    lanes = []
    for quarter, quarters, _what in cluster:
        lane = next((number for number, free in enumerate(free_from) if free <= quarter), len(free_from))
        if lane == len(free_from):
            free_from.append(0)
        free_from[lane] = quarter + quarters
        lanes.append(lane)
    wanted = next((number for number in LANES if number >= len(free_from)), LANES[-1])
    return [
        Place(what, quarter, quarters, lane=min(lane, wanted - 1) + 1, lanes=wanted)
        for (quarter, quarters, what), lane in zip(cluster, lanes, strict=True)
    ]
