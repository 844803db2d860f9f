"""How trying to get in slows down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Patience:
    """How many tries are free, and how the waiting grows after them: it doubles, up to a limit.

    `forgets`: so long without a try takes one back.
    """

    free: int
    first: timedelta
    most: timedelta
    forgets: timedelta


FOR_A_PROOF = Patience(5, timedelta(seconds=15), timedelta(minutes=15), timedelta(minutes=15))
"""Proving oneself while signed in: some 120 tries a day at most, against the million codes of an app."""
FOR_A_NAME = Patience(5, timedelta(seconds=2), timedelta(minutes=15), timedelta(minutes=10))
"""Passwords for one name: five slips are free, then 2, 4, 8 seconds and so on. Nothing is ever shut."""
AT_THE_DOOR = Patience(30, timedelta(seconds=1), timedelta(minutes=2), timedelta(seconds=30))
"""Tries from one address, which may be a whole office behind one router."""


def wait_after(tries: int, patience: Patience) -> timedelta:
    """How long the next try has to wait after this many that did not succeed."""
    beyond = tries - patience.free
    if beyond < 0:
        return timedelta(0)
    if beyond > 30:
        return patience.most
    return min(patience.first * int(2**beyond), patience.most)


def left_of(tries: int, since: timedelta, patience: Patience) -> int:
    """How many of these tries still count when the last one was that long ago."""
    return max(0, tries - since // patience.forgets)
