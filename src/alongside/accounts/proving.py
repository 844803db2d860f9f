"""Showing that it is really them: which ways an account has, and whether a proof is right.

The strongest way an account has is the only one that counts: a password alone does not do where there is a second
factor. When somebody last proved themselves is kept in their session.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from alongside.accounts import throttle
from alongside.accounts.models import User
from alongside.accounts.rules import FOR_A_PROOF

_PROVED_AT = "proved_at"


@dataclass(frozen=True)
class Ways:
    """How somebody can prove themselves. In a try-out, where the password is printed on the door, one tap does."""

    password: bool = False
    tap: bool = False

    def __bool__(self) -> bool:
        return self.password or self.tap


@dataclass(frozen=True)
class Judged:
    """What came of a proof. `wait`: there were too many tries, and the next may come after that long."""

    right: bool
    wait: timedelta = timedelta(0)


def ways_of(user: User) -> Ways:
    """The ways in which `user` can prove themselves."""
    if user.has_usable_password():
        return Ways(password=True)
    return Ways(tap=settings.DEMO_MODE)


def judge(user: User, given: Mapping[str, str], *, now: datetime) -> Judged:
    """Whether what was given proves that it is `user`. The try is counted before it is judged.

    Args:
        given: `password`, or `tap`.
    """
    ways = ways_of(user)
    if ways.tap and given.get("tap"):
        return Judged(right=True)
    wait = throttle.begin("proof", str(user.pk), patience=FOR_A_PROOF, now=now)
    if wait is not None:
        return Judged(right=False, wait=wait)
    right = ways.password and user.check_password(given.get("password", ""))
    if right:
        throttle.succeeded("proof", str(user.pk))
    return Judged(right=right)


def remember(session: SessionBase, now: datetime) -> None:
    """Note in the session that its owner has just proved themselves."""
    session[_PROVED_AT] = now.isoformat()


def proved_at(session: SessionBase) -> datetime | None:
    """When the owner of the session last proved themselves."""
    written = session.get(_PROVED_AT)
    return datetime.fromisoformat(written) if written else None
