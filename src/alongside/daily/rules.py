"""What may be written of daily life. Pure: no clock, no database."""

from __future__ import annotations

from datetime import date

from alongside.daily import errors

LONGEST = 500
"""Characters: a line or three. What needs more is a note or a document."""


def check_matter(*, text: str, said_on: date, today: date) -> None:
    """A matter says something, of today or before.

    Raises:
        NothingSaid, SaidLater
    """
    if not text:
        raise errors.NothingSaid(field="text")
    if said_on > today:
        raise errors.SaidLater(field="said_on")


def check_end(*, said_on: date, ended_on: date, today: date) -> None:
    """What is over ended after it was said, and not on a day to come.

    Raises:
        EndedBefore
    """
    if not said_on <= ended_on <= today:
        raise errors.EndedBefore(field="ended_on")
