"""What a goal, a sub-goal or a step leaves open of SMART, as questions. Pure.

S2: sub-goals are made with the person after the SMART principles: specific, measurable, attractive and agreed,
realistic, time-bound. Nothing here is a score and nothing blocks: words of the person are worth keeping as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d")


class Question(StrEnum):
    """What is asked, and for which part of SMART; the words stand with the pages."""

    DIFFERENT = "different"
    """Specific. What would be different on an ordinary day?"""
    SEEN = "seen"
    """Measurable. How will you two see that it has happened?"""
    ENOUGH = "enough"
    """Measurable. How much, or how often, is enough?"""
    THEIR_WORDS = "their_words"
    """Agreed. What does the person say about it?"""
    WHOSE = "whose"
    """Agreed. Whose wish is it?"""
    NOW = "now"
    """Realistic. Where does it stand now?"""
    SMALLER = "smaller"
    """Realistic. Is there something smaller that would count too?"""
    WHEN = "when"
    """Time-bound. By when?"""
    NEW_DAY = "new_day"
    """Time-bound. That day is past. Which day is it now?"""


@dataclass(frozen=True)
class WordList:
    """Words in every language we speak; one with a `*` at its end stands for all that begin so ("improv*")."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    @classmethod
    def of(cls, words: Iterable[str]) -> WordList:
        """The list of these words."""
        words = [word.casefold() for word in words]
        return cls(
            frozenset(word for word in words if not word.endswith("*")),
            tuple(word[:-1] for word in words if word.endswith("*")),
        )

    def stands_in(self, text: str) -> bool:
        """Whether one of the words stands in `text`."""
        found = [word.casefold() for word in _WORD.findall(text)]
        return any(word in self.whole or word.startswith(self.beginnings) for word in found)


@dataclass(frozen=True)
class Wording:
    """Words that tell how something is meant.

    Attributes:
        vague: "better", "bedre", "mieux": a direction without a place to arrive.
        absolute: "always", "aldrig", "jamais": one bad day and it has failed.
    """

    vague: WordList
    absolute: WordList

    def is_vague(self, text: str) -> bool:
        """Whether `text` says a direction only; a number in it says how far."""
        return self.vague.stands_in(text) and not _NUMBER.search(text)


def asks_of_sub_goal(
    wording: Wording,
    *,
    title: str,
    indicator: str,
    baseline: str,
    target: str,
    whose_wish: str,
    due_on: date | None,
    today: date,
) -> tuple[Question, ...]:
    """What a sub-goal leaves open, in the order it is asked. Nothing as long as nothing is written."""
    if not title.strip():
        return ()
    measured = bool(indicator.strip() or target.strip())
    absolute = wording.absolute.stands_in(f"{title} {target}")
    return _asked(
        (Question.DIFFERENT, wording.is_vague(title) and not measured),
        (Question.SEEN, not indicator.strip()),
        (Question.ENOUGH, not target.strip()),
        (Question.WHOSE, not whose_wish),
        (Question.NOW, not baseline.strip()),
        (Question.SMALLER, absolute),
        *_by_when(due_on, today),
    )


def asks_of_goal(wording: Wording, *, title: str, person_view: str, sub_goals: int) -> tuple[Question, ...]:
    """What a goal leaves open. How it is measured, and by when, is said in its sub-goals.

    Args:
        sub_goals: how many it has.
    """
    if not title.strip():
        return ()
    told = bool(person_view.strip())
    return _asked(
        (Question.DIFFERENT, wording.is_vague(title) and not told),
        (Question.THEIR_WORDS, not told),
        (Question.SMALLER, wording.absolute.stands_in(title) and not sub_goals),
        (Question.SEEN, not sub_goals),
    )


def asks_of_step(
    wording: Wording, *, title: str, due_on: date | None, finished: bool, today: date
) -> tuple[Question, ...]:
    """What a step leaves open; nothing when it is done or no longer needed."""
    if finished or not title.strip():
        return ()
    return _asked(
        (Question.DIFFERENT, wording.is_vague(title)),
        (Question.SMALLER, wording.absolute.stands_in(title)),
        *_by_when(due_on, today),
    )


def _by_when(due_on: date | None, today: date) -> tuple[tuple[Question, bool], ...]:
    return (
        (Question.WHEN, due_on is None),
        (Question.NEW_DAY, due_on is not None and due_on < today),
    )


def _asked(*questions: tuple[Question, bool]) -> tuple[Question, ...]:
    return tuple(question for question, is_open in questions if is_open)
