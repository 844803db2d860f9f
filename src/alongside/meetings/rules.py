"""The rules of a meeting. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from alongside.meetings import errors

T = TypeVar("T")
LONGEST_PAPER = 200
LONGEST_NAMES = 300
"""So much room a contact has for who else was there."""


def listed(texts: Iterable[str]) -> list[str]:
    """What was written one to a line: without empty ones, each once, in order."""
    return list(dict.fromkeys(" ".join(text.split())[:LONGEST_PAPER] for text in texts if text.strip()))


def brought_together(mine: Sequence[T], read: Collection[T], now: Sequence[T]) -> list[T]:
    """A list that two wrote at once: mine, and what came to it since I read it; what I took away stays away.

    Args:
        mine: the list as I send it; `read`: as my form showed it; `now`: as it stands.
    """
    return list(dict.fromkeys([*mine, *(one for one in now if one not in read)]))


def check_line(*, kind: str, text: str, due_on: date | None) -> str:
    """A line says something, and a day belongs to what is to be done.

    Returns:
        the words, without blanks around them.

    Raises:
        LineMissing: nothing is written.
        SaidIsNotDue: a day with something that was only said.
    """
    if not text.strip():
        raise errors.LineMissing(field="text")
    if due_on is not None and kind == "said":
        raise errors.SaidIsNotDue(field="due_on")
    return text.strip()


def check_kind(kind: str, status: str) -> None:
    """It is a meeting with others, and it lies ahead or took place.

    Args:
        kind, status: of the contact.

    Raises:
        NotAMeeting, MeetingDidNotTakePlace
    """
    if kind != "meeting":
        raise errors.NotAMeeting
    if status not in ("planned", "held"):
        raise errors.MeetingDidNotTakePlace


def check_ahead(status: str) -> None:
    """It is prepared while it lies ahead.

    Raises:
        MeetingOver
    """
    if status == "held":
        raise errors.MeetingOver


def names_in_words(names: Iterable[str]) -> str:
    """Who else was there, as the contact keeps it.

    Raises:
        TooManyNames: they do not fit.
    """
    said = ", ".join(dict.fromkeys(name.strip() for name in names if name.strip()))
    if len(said) > LONGEST_NAMES:
        raise errors.TooManyNames(field="there")
    return said


def is_prepared(*, wish: str, papers: int) -> bool:
    """Whether somebody has asked the person what they want of it, or what has to be brought is known."""
    return bool(wish.strip()) or papers > 0


def owner_of(who: str, *, person: Iterable[str], worker: str) -> tuple[str, str]:
    """Whose step a decision is: (owner as a step keeps it, name when it is somebody else).

    Args:
        who: the words of the line; nobody named means together.
        person: the names the person goes by.
        worker: the name of the one who writes.
    """
    said = who.strip()
    if not said:
        return "together", ""
    if said.casefold() in {name.casefold() for name in person if name}:
        return "person", ""
    if said.casefold() in {worker.casefold(), worker.split(" ")[0].casefold()}:
        return "worker", ""
    return "other", said


def only_of(wanted: Iterable[UUID], known: Iterable[UUID]) -> list[UUID]:
    """Those who come, each once, of those who are around the person.

    Raises:
        ComesNotAround: one of them is not.
    """
    found, around = list(dict.fromkeys(wanted)), set(known)
    if not around.issuperset(found):
        raise errors.ComesNotAround(field="members")
    return found
