"""How trying to get in slows down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Patience:
    """How many tries are free, and how the waiting grows after them: it doubles, up to a limit."""

    free: int
    first: timedelta
    most: timedelta


FOR_A_PROOF = Patience(free=5, first=timedelta(seconds=15), most=timedelta(minutes=15))
"""Proving oneself while signed in: at most some 120 tries a day against the million codes of an app."""


def wait_after(tries: int, patience: Patience) -> timedelta:
    """How long the next try has to wait after this many that did not succeed."""
    beyond = tries - patience.free
    if beyond < 0:
        return timedelta(0)
    if beyond > 30:
        return patience.most
    return min(patience.first * int(2**beyond), patience.most)
