"""The rules of never letting go. Pure: no Django, no clock.

Source: Vidensportal (seed 004): "Case-manageren giver ikke slip på borgeren, selvom denne udebliver og misligholder
aftaler, men anvender opsøgende og relationsskabende metoder." So no rung closes anything, and the last one stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from alongside.outreach import errors


class AfterDays(Protocol):
    """A rung, as the practice profile gives it."""

    @property
    def after_days(self) -> int: ...


R = TypeVar("R", bound=AfterDays)


@dataclass(frozen=True)
class Rest:
    """A pause of the course, `[starts_on, ends_on)`; `known_on` is the day on which we wrote it down."""

    starts_on: date
    known_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class OnTheLadder:
    """Where somebody stands.

    Attributes:
        place: the rung reached, counted from 0.
        days: the days that count.
        next_on: the day on which the next rung is reached if nothing changes; None on the last one, and while the
            course rests.
    """

    place: int
    days: int
    next_on: date | None


def sought_since(missed: Iterable[datetime], eased: Iterable[datetime]) -> datetime | None:
    """Since when we look for somebody: the first missed visit after we last met; None when there is none.

    It does not matter in which order the notes were written.

    Args:
        missed: when they were not there.
        eased: when we met, or they said where they want to be left.
    """
    last = max(eased, default=None)
    return min((at for at in missed if last is None or at > last), default=None)


def paused_days(first_missed_on: date, today: date, rests: Iterable[Rest]) -> int:
    """The days after somebody was missed, up to today, on which the course rested and we knew it.

    A pause that is written down afterwards counts from the day we knew: until then they were lost to us, and whoever
    was told has been told. So the rung never goes down by what we learn.
    """
    counted, until = 0, first_missed_on + timedelta(days=1)
    for rest in sorted(rests, key=lambda rest: max(rest.starts_on, rest.known_on)):
        begins = max(rest.starts_on, rest.known_on, until)
        ends = min(rest.ends_on or date.max, today + timedelta(days=1))
        if ends > begins:
            counted += (ends - begins).days
            until = ends
    return counted


def rung(
    first_missed_on: date, today: date, rungs: Sequence[AfterDays], rests: Collection[Rest] = ()
) -> OnTheLadder:
    """The rung reached, and when the next one comes.

    Args:
        rungs: those of the practice profile, the first at 0 days, each other later.
        rests: the pauses of the course.
    """
    days = max((today - first_missed_on).days - paused_days(first_missed_on, today, rests), 0)
    place = max(at for at, one in enumerate(rungs) if one.after_days <= days)
    resting = any(
        max(rest.starts_on, rest.known_on) <= today and (rest.ends_on is None or rest.ends_on > today)
        for rest in rests
    )
    coming = rungs[place + 1] if place + 1 < len(rungs) else None
    next_on = None if coming is None or resting else today + timedelta(days=coming.after_days - days)
    return OnTheLadder(place, days, next_on)


def check_next(*, on: date, today: date, worker_id: UUID, with_them: Collection[UUID]) -> None:
    """What is tried next is still to come, and done by somebody who can write it down.

    Args:
        with_them: who walks with the person today, and who leads the team.

    Raises:
        TryInThePast, NotWithThem
    """
    if on < today:
        raise errors.TryInThePast(field="next_on")
    if worker_id not in with_them:
        raise errors.NotWithThem(field="worker")


def is_tried(*, on: date, by_id: UUID | None, next_on: date | None, next_worker_id: UUID | None) -> bool:
    """Whether a try of that day, by that worker, is what was agreed to be tried next."""
    return next_on is not None and (by_id == next_worker_id or on >= next_on)


def require_words(text: str) -> None:
    """Why nobody looks any more is said.

    Raises:
        WordsMissing
    """
    if not text.strip():
        raise errors.WordsMissing(field="said")


def require_place(place: str) -> None:
    """A place has a name.

    Raises:
        PlaceMissing
    """
    if not place.strip():
        raise errors.PlaceMissing(field="place")
