"""What the records suggest, what needs words, and what a total is. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from alongside.kernel.periods import months_later
from alongside.scales import errors

FEWEST, MOST = 2, 7
"""A scale has so many values at least, and at most."""
NAME = 100
LINE = 200
WORDS = 1_000
"""Characters of a name, of a line, and of a longer text."""
MOST_ITEMS = 40
MOST_DAYS = 731
"""A rating looks at two years at most: a longer time says nothing about how a team works."""
USUAL_MONTHS = 3


@dataclass(frozen=True)
class Step:
    """An anchor: the words of one value, and from how many per cent on the records speak for it.

    `at_least` is None where nothing is counted.
    """

    words: str
    at_least: int | None = None


@dataclass(frozen=True)
class Question:
    """An item as it is written: its steps are in the order of the values, from 1.

    `measure` is the key of what is counted; empty where a person alone decides. `origin` is what makes it the same
    item in the next edition; None for a new one.
    """

    title: str
    asks: str
    steps: tuple[Step, ...]
    measure: str = ""
    origin: UUID | None = None


def suggest(n: int, of: int, at_least: Sequence[int]) -> int | None:
    """The value the records speak for: the highest whose threshold is reached. None where there is nothing to count.

    Args:
        n, of: so many counted, out of so many.
        at_least: per cent from which on each value holds, in the order of the values; the first is 0.
    """
    if of <= 0:
        return None
    # In whole numbers: 2 of 3 is neither a little more nor a little less than what it is.
    return max(value for value, share in enumerate(at_least, start=1) if 100 * n >= share * of)


def needs_words(value: int, suggested: int | None) -> bool:
    """Whether the rater has to say why: there is no suggestion, or it is another one."""
    return value != suggested


def mean(values: Collection[int]) -> Fraction | None:
    """The mean of values; None when there are none."""
    return Fraction(sum(values), len(values)) if values else None


def spread(steps: int) -> tuple[int, ...]:
    """Thresholds to begin with: the hundred per cent in equal parts, from 0."""
    return tuple(100 * step // steps for step in range(steps))


def usual_period(today: date) -> tuple[date, date]:
    """The days a rating looks at when nobody says otherwise: three months, up to today. Both are in it."""
    return months_later(today + timedelta(days=1), -USUAL_MONTHS), today


def check_period(first: date, last: date, today: date) -> None:
    """Check the days a rating looks at; both are in it.

    Raises:
        EndsBeforeItBegins, NotYet, TooLong
    """
    if last < first:
        raise errors.EndsBeforeItBegins(field="last")
    if last > today:
        raise errors.NotYet(field="last")
    if (last - first).days >= MOST_DAYS:
        raise errors.PeriodTooLong(field="first")


def check_steps(steps: int) -> None:
    """Check how many values a scale has.

    Raises:
        NotSoManySteps
    """
    if not FEWEST <= steps <= MOST:
        raise errors.NotSoManySteps(field="steps", fewest=FEWEST, most=MOST)


def tidy_words(name: str, purpose: str) -> tuple[str, str]:
    """The name and what the scale is for, as they are kept.

    Raises:
        NameMissing, TooLong
    """
    return _line(name, "name", NAME), _at_most(purpose, "purpose", WORDS)


def tidy_question(question: Question, *, steps: int, measures: Collection[str]) -> Question:
    """An item as it is kept: without space around its words, and without thresholds where nothing is counted.

    Args:
        measures: what can be counted.

    Raises:
        NameMissing, TooLong, WordsMissing, NoSuchMeasure, NotRising
        NotSoManySteps: it has more or fewer values than the scale.
    """
    if len(question.steps) != steps:
        raise errors.NotSoManySteps(fewest=steps, most=steps)
    if question.measure and question.measure not in measures:
        raise errors.NoSuchMeasure(field="measure")
    kept = tuple(
        Step(_words(step.words, value), step.at_least if question.measure else None)
        for value, step in enumerate(question.steps, start=1)
    )
    if question.measure:
        _check_thresholds([step.at_least for step in kept])
    return Question(
        title=_line(question.title, "title", NAME),
        asks=_at_most(question.asks, "asks", WORDS),
        steps=kept,
        measure=question.measure,
        origin=question.origin,
    )


def tidy_reason(words: str, *, value: int, suggested: int | None) -> str:
    """The rater's words as they are kept.

    Raises:
        ReasonMissing: the value is not the suggested one, or nothing is suggested, and nobody says why.
        TooLong
    """
    kept = _at_most(words, "words", WORDS)
    if not kept and needs_words(value, suggested):
        raise errors.ReasonMissing(field="words")
    return kept


def tidy_conclusion(words: str) -> str:
    """What a team takes from a rating, as it is kept; it may be empty.

    Raises:
        TooLong
    """
    return _at_most(words, "words", WORDS)


def _check_thresholds(shares: Sequence[int | None]) -> None:
    before = -1
    for value, share in enumerate(shares, start=1):
        if share is None or not 0 <= share <= 100:
            raise errors.NotAShare(field=f"from_{value}")
        if share <= before or (value == 1 and share != 0):
            raise errors.NotRising(field=f"from_{value}")
        before = share


def _words(text: str, value: int) -> str:
    kept = _at_most(text, f"words_{value}", LINE)
    if not kept:
        raise errors.WordsMissing(field=f"words_{value}", value=value)
    return kept


def _line(text: str, field: str, most: int) -> str:
    kept = _at_most(text, field, most)
    if not kept:
        raise errors.NameMissing(field=field)
    return kept


def _at_most(text: str, field: str, most: int) -> str:
    kept = text.strip()
    if len(kept) > most:
        raise errors.TooLong(field=field, most=most)
    return kept
