"""Showing that it is really them: which ways an account has, and whether a proof is right.

The strongest way an account has is the only one that counts for a sensitive act: a password alone does not do where
there is a second factor. A page that locked itself opens again with the password too: it was left, not attacked.
When somebody last proved themselves is kept in their session.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from alongside.accounts import factors, passkeys, throttle
from alongside.accounts.models import Factor, User
from alongside.accounts.rules import FOR_A_PROOF

_PROVED_AT = "proved_at"
HAS_PASSKEY = "has_passkey"
"""In the session: whether its owner has a passkey, so that a page can offer it without asking the database."""


@dataclass(frozen=True)
class Ways:
    """How somebody can prove themselves. In a try-out, where the password is printed on the door, one tap does."""

    password: bool = False
    code: bool = False
    passkey: bool = False
    tap: bool = False

    def __bool__(self) -> bool:
        return self.password or self.code or self.passkey or self.tap


@dataclass(frozen=True)
class Judged:
    """What came of a proof. `wait`: there were too many tries, and the next may come after that long."""

    right: bool
    wait: timedelta = timedelta(0)


def ways_of(user: User) -> Ways:
    """The ways in which `user` can prove themselves before a sensitive act."""
    kinds = set(Factor.objects.filter(user=user).values_list("kind", flat=True))
    return Ways(
        password=not kinds and user.has_usable_password(),
        code=bool(kinds),
        passkey=Factor.Kind.PASSKEY in kinds,
        tap=signs_in_by_tap(user),
    )


def ways_to_unlock(user: User) -> Ways:
    """The ways in which `user` opens a page that locked itself."""
    strong = ways_of(user)
    password = user.has_usable_password()
    return Ways(password=password, code=strong.code and not password, passkey=strong.passkey, tap=strong.tap)


def ways_at_the_door(user: User) -> Ways:
    """The second ways of someone whose password was right."""
    strong = ways_of(user)
    return Ways(code=strong.code, passkey=strong.passkey)


def signs_in_by_tap(user: User) -> bool:
    """Whether it is an account of a try-out, which has no password of its own."""
    return bool(settings.DEMO_MODE) and not user.has_usable_password()


def judge(request: HttpRequest, user: User, given: Mapping[str, str], ways: Ways, *, now: datetime) -> Judged:
    """Whether what was given proves that it is `user`. The try is counted before it is judged.

    Args:
        given: `password`, `code` (of an app, or a recovery code), `passkey` (what the browser answered), or `tap`.
        ways: those that count here.
    """
    if ways.tap and given.get("tap"):
        return Judged(right=True)
    wait = throttle.begin("proof", str(user.pk), patience=FOR_A_PROOF, now=now)
    if wait is not None:
        return Judged(right=False, wait=wait)
    right = _is_right(request, user, given, ways, now)
    if right:
        throttle.succeeded("proof", str(user.pk))
    return Judged(right=right)


def _is_right(request: HttpRequest, user: User, given: Mapping[str, str], ways: Ways, now: datetime) -> bool:
    if ways.passkey and given.get("passkey"):
        return passkeys.used(request, given["passkey"], now=now, user=user) is not None
    if ways.code and given.get("code"):
        return factors.use_code(user, given["code"], now)
    return ways.password and user.check_password(given.get("password", ""))


def remember(session: SessionBase, now: datetime) -> None:
    """Note in the session that its owner has just proved themselves."""
    session[_PROVED_AT] = now.isoformat()


def proved_at(session: SessionBase) -> datetime | None:
    """When the owner of the session last proved themselves."""
    written = session.get(_PROVED_AT)
    return datetime.fromisoformat(written) if written else None
