"""The rules of the roster. Pure: no Django, no clock. Moments are aware.

Hours are those of the clock on the wall; whatever is compared is compared as moments. In the nights when the clocks
change a shift is an hour longer or shorter, and the next one begins at the moment at which the last one ends.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from uuid import UUID

from alongside.oncall import errors

LONGEST = timedelta(days=7)
KEPT_AFTER = timedelta(days=7)
"""So long after its last shift a roster still decides; then it counts as given up, and the role alone opens again."""
SATURDAY = 5


@dataclass(frozen=True)
class Hours:
    """A shift as the practice profile names it. `days`: every, working or free."""

    key: str
    days: str
    begins: time
    ends: time


@dataclass(frozen=True, order=True)
class Span:
    """A time from a moment until another one."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, order=True)
class Slot(Span):
    """A shift that somebody should take: `key` names its hours, `day` is the one on which it begins."""

    key: str
    day: date


def moment(day: date, clock: time, zone: tzinfo) -> datetime:
    """A time of the clock on the wall as a moment (UTC).

    A time that comes twice, in the night in autumn, is the first of the two; one that does not come at all, in the
    night in spring, is as long after midnight as it would have been.
    """
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def slots(
    hours: Iterable[Hours], *, first: date, days: int, free: Container[date], zone: tzinfo
) -> list[Slot]:
    """The shifts that begin on these days, in order of time.

    Args:
        free: public holidays; Saturday and Sunday are free too.
        days: how many, from `first` on.
    """
    found = []
    for day in (first + timedelta(days=number) for number in range(days)):
        is_free = day.weekday() >= SATURDAY or day in free
        for one in hours:
            if one.days == "every" or (one.days == "free") == is_free:
                last = day if one.ends > one.begins else day + timedelta(days=1)
                starts_at, ends_at = moment(day, one.begins, zone), moment(last, one.ends, zone)
                if starts_at < ends_at:
                    found.append(Slot(starts_at, ends_at, one.key, day))
    return sorted(found)


def uncovered(wanted: Span, covers: Iterable[Span]) -> list[Span]:
    """The parts of a time in which nobody is on call, in order."""
    free, at = [], wanted.starts_at
    for cover in sorted(covers):
        if cover.ends_at <= at:
            continue
        if cover.starts_at >= wanted.ends_at:
            break
        if cover.starts_at > at:
            free.append(Span(at, cover.starts_at))
        at = cover.ends_at
    if at < wanted.ends_at:
        free.append(Span(at, wanted.ends_at))
    return free


def check_shift(starts_at: datetime, ends_at: datetime, *, now: datetime) -> None:
    """A shift takes some time, a week at most, and is not over yet.

    Raises:
        EndsBeforeItBegins, ShiftTooLong, ShiftIsOver
    """
    if ends_at <= starts_at:
        raise errors.EndsBeforeItBegins(field="ends_at")
    if ends_at - starts_at > LONGEST:
        raise errors.ShiftTooLong(field="ends_at")
    if ends_at <= now:
        raise errors.ShiftIsOver(field="ends_at")


@dataclass(frozen=True)
class Taken(Span):
    """A shift that somebody has, for a team."""

    team_id: UUID
    worker_id: UUID


def open_for(
    worker_id: UUID,
    team_ids: Collection[UUID],
    taken: Sequence[Taken],
    *,
    now: datetime,
    before: timedelta,
    after: timedelta,
) -> frozenset[UUID]:
    """For which teams somebody with the on-call role has on-call access at `now`.

    A team that keeps no roster is open as ever. One that does is open around their own shifts. A roster is kept from
    its first shift on, so that whoever is on call tonight is not shut out by a roster that begins next week.

    Args:
        taken: at least every shift of these teams that has begun, or begins within `before`, and ended less than
            `KEPT_AFTER` (or `after`, if that is longer) ago.
        before, after: how much longer than the shift it is open.
    """
    kept = {
        one.team_id for one in taken if one.starts_at - before <= now < one.ends_at + max(KEPT_AFTER, after)
    }
    theirs = {
        one.team_id
        for one in taken
        if one.worker_id == worker_id and one.starts_at - before <= now < one.ends_at + after
    }
    return frozenset(team_id for team_id in team_ids if team_id not in kept or team_id in theirs)


def turn_of(now: datetime, turns_at: time, zone: tzinfo) -> date:
    """The day whose round of the clock `now` belongs to: before it turns in the morning, still that of yesterday."""
    here = now.astimezone(zone)
    return here.date() if now >= moment(here.date(), turns_at, zone) else here.date() - timedelta(days=1)


def round_of(day: date, turns_at: time, zone: tzinfo) -> Span:
    """The round of the clock that begins on `day`."""
    return Span(moment(day, turns_at, zone), moment(day + timedelta(days=1), turns_at, zone))


LONGEST_LINE = timedelta(days=15)
"""A line holds for two weeks at most; the longest is chosen by its day, and may end later in the morning."""


def check_line(text: str, holds_until: datetime, *, now: datetime) -> None:
    """A line of the handover says something, and holds for some nights.

    Raises:
        LineEmpty, LineOutOfBounds
    """
    if not text.strip():
        raise errors.LineEmpty(field="text")
    if not now < holds_until <= now + LONGEST_LINE:
        raise errors.LineOutOfBounds(field="holds_until")


LONGEST_FOLLOW_UP = timedelta(days=31)


def check_due(due_on: date | None, *, today: date) -> None:
    """What a call in the night leaves to do is done soon; None is nothing.

    Raises:
        FollowUpOutOfBounds: the day has gone by, or is more than a month off.
    """
    if due_on is not None and not today <= due_on <= today + LONGEST_FOLLOW_UP:
        raise errors.FollowUpOutOfBounds(field="due_on")
