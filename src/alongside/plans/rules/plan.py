"""The rules of the plan. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from alongside.enrolments.errors import CourseClosed, DayToCome
from alongside.plans.errors import DoneAndDropped, OwnerMissing, TitleMissing

K = TypeVar("K")


class SmartPart(StrEnum):
    """The parts a sub-goal may miss, in the order they are asked for."""

    INDICATOR = "indicator"
    BASELINE = "baseline"
    TARGET = "target"
    DUE = "due_on"


def missing_parts(
    *, indicator: str, baseline: str, target: str, due_on: date | None
) -> tuple[SmartPart, ...]:
    """What a sub-goal still lacks to be SMART: how we know, where it stands, what we aim at, by when.

    It is offered as a question and never blocks: a sub-goal in the person's words is worth keeping before it is
    measurable (S2: sub-goals are made with the person after the SMART principles).
    """
    given = {
        SmartPart.INDICATOR: indicator.strip(),
        SmartPart.BASELINE: baseline.strip(),
        SmartPart.TARGET: target.strip(),
        SmartPart.DUE: due_on,
    }
    return tuple(part for part, value in given.items() if not value)


def moved(order: Sequence[K], item: K, place: int) -> list[K]:
    """`order` with `item` at `place` (1 is first); a place outside the list means its nearest end."""
    rest = [other for other in order if other != item]
    at = min(max(place, 1), len(rest) + 1)
    return [*rest[: at - 1], item, *rest[at - 1 :]]


def in_order(active: Sequence[K], others: Sequence[K]) -> list[tuple[K, int]]:
    """Each goal with its place: those worked on first, in the person's order, then the others; no gaps."""
    return [(item, place) for place, item in enumerate([*active, *others], start=1)]


def require_open(is_open: bool) -> None:
    """Let pass while the course runs, a pause included.

    Raises:
        CourseClosed: it has ended.
    """
    if not is_open:
        raise CourseClosed


def happened_on(day: date, *, today: date, field: str) -> date:
    """The day something happened.

    Raises:
        DayToCome: it is still to come; said at `field`.
    """
    if day > today:
        raise DayToCome(field=field)
    return day


def require_title(title: str) -> str:
    """The title without surrounding space.

    Raises:
        TitleMissing: there is nothing in it.
    """
    title = " ".join(title.split())
    if not title:
        raise TitleMissing(field="title")
    return title


def require_step(
    *, by_someone_else: bool, owner_name: str, done_on: date | None, dropped_on: date | None, today: date
) -> None:
    """Whether a step can be as described.

    Raises:
        OwnerMissing: someone else does it and no name is given.
        DayToCome: it is said to be done, or let go, on a day that is still to come.
        DoneAndDropped: it is said to be both.
    """
    if by_someone_else and not owner_name.strip():
        raise OwnerMissing(field="owner_name")
    if done_on is not None and dropped_on is not None:
        raise DoneAndDropped(field="done_on")
    for field, day in (("done_on", done_on), ("dropped_on", dropped_on)):
        if day is not None:
            happened_on(day, today=today, field=field)


def stands(*, commissioned: bool, refused: bool) -> bool:
    """Whether a goal stands after the person did, or did not, agree to the plan.

    A person may refuse a plan. Support, purpose and goals must then still be described in the order to the
    provider (VUM, questions and answers of the National Board of Social Services; domain notes § 4.1), so the
    commissioned goals stand. The person's own goals are theirs: without their yes they are not an agreement.
    """
    return commissioned or not refused
