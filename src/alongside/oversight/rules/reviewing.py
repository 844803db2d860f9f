"""When the log is looked through, and what a review must say. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from alongside.kernel.periods import months_later
from alongside.oversight.errors import LookUnsettled, WordsMissing

EVERY_MONTHS = 6
"""Half-yearly is the least where there is much sensitive data (Datatilsynet, Allerød, 30 November 2021)."""
ALARM_MONTHS = 5


class Due(StrEnum):
    """Where something stands that comes back every half-year."""

    FINE = "fine"
    SOON = "soon"
    OVERDUE = "overdue"


class Verdict(StrEnum):
    """What a reviewer says of one look."""

    FINE = "fine"
    ASK = "ask"
    BREACH = "breach"


def due_on(since: date) -> date:
    """The day by which a new review is signed.

    Args:
        since: the end of the period of the last one, or the first day of the log.
    """
    return months_later(since, EVERY_MONTHS)


def state_of(since: date, today: date) -> Due:
    """An alarm from five months on, overdue from six."""
    if today >= due_on(since):
        return Due.OVERDUE
    return Due.SOON if today >= months_later(since, ALARM_MONTHS) else Due.FINE


def check_verdict(verdict: Verdict, words: str) -> str:
    """The words of a verdict.

    Raises:
        WordsMissing: whoever asks or finds a breach says what.
    """
    if verdict is not Verdict.FINE and not words.strip():
        raise WordsMissing(field="words")
    return words.strip()


def check_signing(verdicts: Iterable[str], words: str) -> str:
    """The words with which a review is signed.

    Raises:
        LookUnsettled: a look has no verdict, or a worker has been asked and not answered.
        WordsMissing: it says nothing as a whole.
    """
    if any(verdict not in (Verdict.FINE, Verdict.BREACH) for verdict in verdicts):
        raise LookUnsettled
    if not words.strip():
        raise WordsMissing(field="words")
    return words.strip()
