"""The rules of demands and of the thread. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from alongside.liaison import errors


def check_demand(*, text: str, ended_on: date | None, today: date) -> None:
    """A demand says something, and is not met on a day to come.

    Raises:
        DemandMissing, MetInTheFuture
    """
    if not text.strip():
        raise errors.DemandMissing(field="text")
    if ended_on is not None and ended_on > today:
        raise errors.MetInTheFuture(field="ended_on")


def only_of(goals: Iterable[UUID], known: Collection[UUID]) -> list[UUID]:
    """The goals a demand touches, each once, of those of the person.

    Raises:
        GoalOfSomebodyElse
    """
    wanted = list(dict.fromkeys(goals))
    if not set(known).issuperset(wanted):
        raise errors.GoalOfSomebodyElse(field="goals")
    return wanted


def is_alone(*, ended_on: date | None, support: str, worked_on: bool) -> bool:
    """Whether the person is alone with a demand: it is asked, nobody helps, and no goal works on it.

    Args:
        worked_on: whether a goal that is active touches it.
    """
    return ended_on is None and not worked_on and not support.strip()


def is_late(*, ended_on: date | None, due_on: date | None, today: date) -> bool:
    """Whether the day of a demand that is still asked has gone by."""
    return ended_on is None and due_on is not None and due_on < today


def check_entry(*, kind: str, text: str, from_authority: bool, asked_by_authority: bool | None) -> None:
    """An entry says something, and an answer answers the other side.

    Args:
        asked_by_authority: who asked the question it answers; None when it answers none.

    Raises:
        NothingWritten, QuestionMissing, OwnQuestion
    """
    if not text.strip():
        raise errors.NothingWritten(field="text")
    if kind != "answer":
        return
    if asked_by_authority is None:
        raise errors.QuestionMissing(field="answers")
    if asked_by_authority == from_authority:
        raise errors.OwnQuestion(field="answers")
