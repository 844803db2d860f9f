"""What has to hold for what is written about a person."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.people import errors
from alongside.people.rules.names import fold


def check_person(
    *, given_name: str, family_name: str, called_name: str, birth_date: date | None, today: date
) -> None:
    """A person has something to be called by; everything else may be unknown.

    Raises:
        NothingToCallThemBy: no name and no called name.
        BornInTheFuture: the birth date is later than `today`.
    """
    if not (given_name.strip() or family_name.strip() or called_name.strip()):
        raise errors.NothingToCallThemBy(field="called_name")
    if birth_date is not None and birth_date > today:
        raise errors.BornInTheFuture(field="birth_date")


def check_cover_name(*, called_name: str, given_name: str, family_name: str) -> None:
    """Someone whose name is protected is called something that does not give it away.

    Raises:
        CoverNameMissing: they are called nothing.
        CoverNameTells: a word of what they are called is a word of their name.
    """
    called = fold(called_name).split()
    if not called:
        raise errors.CoverNameMissing(field="called_name")
    if set(called) & {*fold(given_name).split(), *fold(family_name).split()}:
        raise errors.CoverNameTells(field="called_name")


def check_quote(*, text: str, said_on: date, today: date) -> None:
    """What someone said has words and a day that has come.

    Raises:
        NothingSaid: `text` is blank.
        SaidInTheFuture: `said_on` is later than `today`.
    """
    if not text.strip():
        raise errors.NothingSaid(field="text")
    if said_on > today:
        raise errors.SaidInTheFuture(field="said_on")


LONGEST_FLAG = timedelta(days=183)
"""So long at most until someone looks whether a warning still holds; a warning is about today, not about someone."""


def check_flag(*, text: str, until: date, today: date) -> None:
    """What one has to know has words, and a day to come, not far off, on which it is looked at again.

    Raises:
        NothingToKnow: `text` is blank.
        LookedAgainInThePast: `until` has come already.
        LookedAgainTooLate: `until` is more than half a year away.
    """
    if not text.strip():
        raise errors.NothingToKnow(field="text")
    if until <= today:
        raise errors.LookedAgainInThePast(field="until")
    if until > today + LONGEST_FLAG:
        raise errors.LookedAgainTooLate(field="until")
