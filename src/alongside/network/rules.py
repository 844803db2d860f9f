"""The rules of who is around a person and of other plans. Pure: no Django, no clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from alongside.network import errors

ENDS_SOON_DAYS = 30
"""From how many days before its end a plan is said to run out: time for a meeting about what follows it."""


class Trouble(StrEnum):
    """What does not fit in the plans of others, most pressing first."""

    PASSED = "passed"
    SAME_DAY = "same_day"
    VISIT_THAT_DAY = "visit_that_day"
    ENDS_SOON = "ends_soon"
    NOTHING_NEXT = "nothing_next"


@dataclass(frozen=True)
class Running:
    """What the rule needs of a plan that somebody else leads; `ends_on` is the first day without it."""

    id: UUID
    starts_on: date | None
    ends_on: date | None
    next_on: date | None
    next_text: str


@dataclass(frozen=True)
class Finding:
    """Something that does not fit.

    Attributes:
        plans: the plans it is about, in the order they were given; one, except for `SAME_DAY`.
        day: the day it is about; None for `NOTHING_NEXT`.
    """

    trouble: Trouble
    plans: tuple[UUID, ...]
    day: date | None


RINGS = ("very_near", "near", "known", "not_now")
"""The rings of the map, from within."""


class Moved(StrEnum):
    """What changed between two maps, as far as one is glad or worried to hear it."""

    NEW = "new"
    NEARER = "nearer"
    FURTHER = "further"
    GONE = "gone"


def moves(before: Mapping[UUID, str], after: Mapping[UUID, str]) -> list[tuple[Moved, UUID]]:
    """Who is new on a map, came nearer, went further away or is not on it any more, in this order.

    Args:
        before, after: the ring of everybody who is on the earlier and on the later map.
    """
    found: list[tuple[Moved, UUID]] = []
    for key, ring in after.items():
        if key not in before:
            found.append((Moved.NEW, key))
        elif ring != before[key]:
            nearer = RINGS.index(ring) < RINGS.index(before[key])
            found.append((Moved.NEARER if nearer else Moved.FURTHER, key))
    found += [(Moved.GONE, key) for key in before if key not in after]
    return sorted(found, key=lambda one: list(Moved).index(one[0]))


def check_map(*, placed: int, drawn_on: date, last_on: date | None, today: date) -> None:
    """A map has somebody on it, and was drawn by now and not before the last one.

    Raises:
        NobodyPlaced, DrawnInTheFuture, DrawnBefore.
    """
    if not placed:
        raise errors.NobodyPlaced
    if drawn_on > today:
        raise errors.DrawnInTheFuture(field="drawn_on")
    if last_on is not None and drawn_on < last_on:
        raise errors.DrawnBefore(field="drawn_on")


def check_member(*, name: str, relation: str, ended_on: date | None, today: date) -> None:
    """Someone around a person is someone, and has not left on a day to come.

    Raises:
        NobodyNamed: neither a name nor who they are to the person.
        EndedInTheFuture: `ended_on` is later than `today`.
    """
    if not name and not relation:
        raise errors.NobodyNamed(field="name")
    if ended_on is not None and ended_on > today:
        raise errors.EndedInTheFuture(field="ended_on")


def check_plan(*, starts_on: date | None, ends_on: date | None, next_on: date | None, next_text: str) -> None:
    """Another plan ends after it begins, and its next day says what happens.

    Raises:
        EndsBeforeItBegins: `ends_on` is before `starts_on`.
        MilestoneWithoutWords: a day without words.
    """
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise errors.EndsBeforeItBegins(field="ends_on")
    if next_on is not None and not next_text:
        raise errors.MilestoneWithoutWords(field="next_text")


def findings(plans: Iterable[Running], *, visits: Collection[date], today: date) -> list[Finding]:
    """Conflicts and gaps between the plans of others and our visits, most pressing first, then by day.

    What comes next in another plan is known by its day, not by its hour, so that two things on one day are worth
    a look and no more. A plan that is over asks for nothing.

    Args:
        plans: the plans to look at, running or over.
        visits: the days on which we have agreed to see the person.
        today: the day on which one looks.
    """
    running = [one for one in plans if one.ends_on is None or one.ends_on > today]
    found: list[Finding] = []
    by_day: dict[date, list[UUID]] = defaultdict(list)
    for one in running:
        if one.next_on is not None and one.next_on < today:
            found.append(Finding(Trouble.PASSED, (one.id,), one.next_on))
        elif one.next_on is not None:
            by_day[one.next_on].append(one.id)
        elif not one.next_text:
            found.append(Finding(Trouble.NOTHING_NEXT, (one.id,), None))
        if one.ends_on is not None and (one.ends_on - today).days <= ENDS_SOON_DAYS:
            found.append(Finding(Trouble.ENDS_SOON, (one.id,), one.ends_on))
    for day, ids in by_day.items():
        if len(ids) > 1:
            found.append(Finding(Trouble.SAME_DAY, tuple(ids), day))
        if day in visits:
            found.extend(Finding(Trouble.VISIT_THAT_DAY, (each,), day) for each in ids)
    order = list(Trouble)
    return sorted(found, key=lambda one: (order.index(one.trouble), one.day or date.max))
