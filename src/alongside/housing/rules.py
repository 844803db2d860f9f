"""The rules of where someone has lived. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from alongside.enrolments.errors import DayToCome
from alongside.housing.errors import (
    EndNeedsBoth,
    NextDayHasPassed,
    OverBeforeNoticed,
    StayEndsBeforeStart,
    StaysOverlap,
)
from alongside.kernel.periods import Period, months_later
from alongside.organisation.choices import NightLimit, RefundClock


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


@dataclass(frozen=True)
class DueThreat:
    """A day on which something has to happen for somebody to keep their home; `kind` is a key of the profile."""

    kind: str
    on: date
    what: str


def check_threat(
    *,
    noticed_on: date,
    next_on: date | None,
    next_is_new: bool,
    resolved_on: date | None,
    outcome: str,
    today: date,
) -> None:
    """Check the days of a threat to a home.

    Raises:
        DayToCome: it was noticed or was over later than today.
        NextDayHasPassed: a newly chosen next day lies behind us.
        EndNeedsBoth: a day without an outcome, or the reverse.
        OverBeforeNoticed: its end lies before its beginning.
    """
    if noticed_on > today:
        raise DayToCome(field="noticed_on")
    if next_is_new and next_on is not None and next_on < today:
        raise NextDayHasPassed(field="next_on")
    if (resolved_on is None) != (not outcome):
        raise EndNeedsBoth(field="resolved_on" if outcome else "outcome")
    if resolved_on is not None and resolved_on > today:
        raise DayToCome(field="resolved_on")
    if resolved_on is not None and resolved_on < noticed_on:
        raise OverBeforeNoticed(field="resolved_on")


NIGHT = timedelta(days=1)


@dataclass(frozen=True)
class Clock:
    """How far a refund has run on a day.

    Attributes:
        starts_on, ends_on: the period it is counted in, `[starts_on, ends_on)`.
        used, limit, left: nights in a shelter in it, how many are refunded, how many are left; for a clock that
            counts time: days gone, days in all, days left.
        reached_on: the first night, or day, that is not refunded any more; for nights what the record says if the
            person stays where they are. None when the period ends before.
    """

    starts_on: date
    ends_on: date
    used: int
    limit: int
    left: int
    reached_on: date | None


def nights(stays: Iterable[Span], *, today: date) -> list[date]:
    """The nights slept in stays, each once, in order; a night is named by the day it begins on.

    Somebody who comes on the 1st and leaves on the 3rd slept two nights, the 1st and the 2nd. A stay without an end
    runs to today; tonight has not been slept. Stays in any order, also overlapping.
    """
    slept: set[date] = set()
    for stay in stays:
        until = today if stay.ends_on is None else min(stay.ends_on, today)
        slept.update(stay.starts_on + NIGHT * at for at in range(max((until - stay.starts_on).days, 0)))
    return sorted(slept)


def limit_on(limits: Sequence[NightLimit], day: date) -> int:
    """How many nights are refunded by the limit that holds on a day; 0 before the first."""
    return next((one.nights for one in reversed(limits) if one.valid_from <= day), 0)


def clock(rule: RefundClock, stays: Sequence[Span], *, today: date) -> Clock | None:
    """How far a refund has run today; None when none runs.

    Args:
        stays: the person's stays in shelters (SEL § 110), and no others.

    Sources: for nights Social- og Boligstyrelsen, "Omstilling af hjemløshedsområdet" (120 days in a running year from
    the first admission after 1 October 2023, 90 after 1 April 2026; set back to none a year after that admission);
    for time SEL § 176 a stk. 1 and 3 (two years from the first discharge, not counted anew after another admission).
    What they leave open is decided in docs/decisions and said on the page (`RefundClock.silent`).
    """
    if today < rule.valid_from:
        return None
    slept = [night for night in nights(stays, today=today) if night >= rule.valid_from]
    here = any(stay.ends_on is None and stay.starts_on <= today for stay in stays)
    counted = _clock_of_nights if rule.counts == "nights" else _clock_of_time
    return counted(rule, slept, here=here, today=today)


def _clock_of_nights(rule: RefundClock, slept: Sequence[date], *, here: bool, today: date) -> Clock | None:
    # Tonight opens a period too, for somebody who is in a shelter today.
    starts = _first_of_period(rule, [*slept, today] if here else slept, today=today)
    if starts is None:
        return None
    ends = months_later(starts, rule.months)
    counted = {night for night in slept if night >= starts}
    limit = limit_on(rule.limits, today)
    return Clock(
        starts_on=starts,
        ends_on=ends,
        used=len(counted),
        limit=limit,
        left=max(limit - len(counted), 0),
        reached_on=_night_too_many(rule.limits, counted, starts, ends, here=here, today=today),
    )


def _night_too_many(
    limits: Sequence[NightLimit], counted: set[date], starts: date, ends: date, *, here: bool, today: date
) -> date | None:
    """The first night of the period that nobody refunds: as many lie before it as its limit allows."""
    before = 0
    for at in range((ends - starts).days):
        night = starts + NIGHT * at
        if before >= limit_on(limits, night):
            return night
        before += night in counted or (here and night >= today)
    return None


def _clock_of_time(rule: RefundClock, slept: Sequence[date], *, here: bool, today: date) -> Clock | None:
    # Whoever is in a shelter today slept there until yesterday and has not left.
    asleep = {*slept, today} if here else set(slept)
    left_on = [night + NIGHT for night in slept if night + NIGHT not in asleep]
    starts = _first_of_period(rule, left_on, today=today)
    if starts is None:
        return None
    ends = months_later(starts, rule.months)
    return Clock(starts, ends, (today - starts).days, (ends - starts).days, (ends - today).days, ends)


def _first_of_period(rule: RefundClock, days: Sequence[date], *, today: date) -> date | None:
    """The day that opened the period running today: one opens with the first day after the last is over."""
    starts: date | None = None
    for day in days:
        if starts is None or day >= months_later(starts, rule.months):
            starts = day
    return starts if starts is not None and today < months_later(starts, rule.months) else None
