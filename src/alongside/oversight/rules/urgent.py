"""When a record may be opened urgently, and what its review must say. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from alongside.oversight.errors import (
    OwnAccess,
    ReasonTooShort,
    ReasonUnknown,
    TooManyTries,
    WordsMissing,
)

HOURS = timedelta(hours=8)
"""How long a record stays open: a shift."""
LEAST_WORDS = 15
"""Characters of why. A code alone tells a reviewer nothing (Røstad and Edsberg, ACSAC 2006)."""
MOST_MISSES = 10
"""Searches in vain within `HOURS`, after which nobody goes on guessing names and numbers."""


class Judgement(StrEnum):
    """What the review of an urgent access says."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"
    FOLLOW_UP = "follow_up"


NEEDS_WORDS = frozenset({Judgement.NOT_JUSTIFIED, Judgement.FOLLOW_UP})


def check_reason(code: str, why: str, *, known: Collection[str]) -> str:
    """The words of why, without space around them.

    Args:
        known: the keys of the practice profile's urgent reasons.

    Raises:
        ReasonUnknown, ReasonTooShort
    """
    if code not in known:
        raise ReasonUnknown(field="reason_code")
    words = " ".join(why.split())
    if len(words) < LEAST_WORDS:
        raise ReasonTooShort(field="why", least=LEAST_WORDS)
    return why.strip()


def check_tries(misses: int) -> None:
    """Whether somebody may look for one more person.

    Args:
        misses: searches in vain within the last `HOURS`.

    Raises:
        TooManyTries
    """
    if misses >= MOST_MISSES:
        raise TooManyTries(most=MOST_MISSES)


def ends_at(opened_at: datetime) -> datetime:
    """When it closes by itself."""
    return opened_at + HOURS


def check_judgement(judgement: Judgement, words: str, *, own: bool) -> str:
    """The words of a review.

    Args:
        own: whoever judges is the one who opened the record.

    Raises:
        OwnAccess
        WordsMissing: anything but *justified* says why.
    """
    if own:
        raise OwnAccess
    if judgement in NEEDS_WORDS and not words.strip():
        raise WordsMissing(field="words")
    return words.strip()
