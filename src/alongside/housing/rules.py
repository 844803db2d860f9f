"""The rules of where someone has lived. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from alongside.enrolments.errors import DayToCome
from alongside.housing.errors import StayEndsBeforeStart, StaysOverlap
from alongside.kernel.periods import Period


@dataclass(frozen=True)
class Span:
    """A stay by its days alone; `[starts_on, ends_on)`, an open end is None."""

    id: UUID | None
    starts_on: date
    ends_on: date | None


def fit(others: Sequence[Span], new: Span, *, today: date) -> list[Span]:
    """The stay that has to end so that `new` fits in: the one that was open ends where an open `new` begins.

    Raises:
        DayToCome, StayEndsBeforeStart, StaysOverlap: see `stands_apart`.
    """
    ended = [
        replace(other, ends_on=new.starts_on)
        for other in others
        if other.ends_on is None and new.ends_on is None and other.starts_on <= new.starts_on
    ]
    after = {other.id: other for other in (*others, *ended)}
    stands_apart(list(after.values()), new, today=today)
    return ended


def stands_apart(others: Sequence[Span], stay: Span, *, today: date) -> None:
    """Check that a stay has happened and shares no day with another: someone lives in one place at a time.

    Raises:
        DayToCome: it begins or ends later than today.
        StayEndsBeforeStart: its last day lies before its first.
        StaysOverlap: another stay lies in the same time.
    """
    if stay.starts_on > today:
        raise DayToCome(field="starts_on")
    if stay.ends_on is not None and stay.ends_on > today:
        raise DayToCome(field="ends_on")
    if stay.ends_on is not None and stay.ends_on < stay.starts_on:
        raise StayEndsBeforeStart(field="ends_on")
    mine = Period(stay.starts_on, stay.ends_on)
    for other in others:
        if Period(other.starts_on, other.ends_on).overlaps(mine):
            raise StaysOverlap(field="starts_on", day=other.starts_on)
