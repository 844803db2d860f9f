"""Access tokens: a key for a program that works in somebody's name, for some doors and some time.

256 random bits, so a plain SHA-256 is as good as any slow hash and quick to look up. A token says what it is
(`alongside_…`), so that scanners of leaked secrets can find it. It opens only what its scopes name, and only what its
owner may do at that moment.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from alongside.accounts.models import Token, User

PREFIX = "alongside_"
SHOWN = len(PREFIX) + 2
LONGEST = timedelta(days=365)
SCOPES = ("sheets",)
"""What a token can be for: handing a spreadsheet in, and asking what became of it."""


def make(user: User, *, name: str, scopes: Collection[str], days: int, now: datetime) -> tuple[Token, str]:
    """A new token, and its text, which is told now and never again.

    Args:
        days: after so many it opens nothing any more; 1 to 365.

    Raises:
        ValueError: a scope nobody knows, none at all, or too long a time.
    """
    if not scopes or set(scopes) - set(SCOPES) or not timedelta(0) < timedelta(days=days) <= LONGEST:
        raise ValueError("scopes or days")
    text = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        user=user,
        name=name,
        start=text[:SHOWN],
        mark=_mark(text),
        scopes=sorted(scopes),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    return token, text


def opened_by(text: str, *, scope: str, now: datetime) -> User | None:
    """Whose token this is, when it holds now and is for this; None otherwise, whatever is wrong with it."""
    if not text.startswith(PREFIX):
        return None
    token = Token.objects.select_related("user").filter(mark=_mark(text)).first()
    if token is None or token.revoked_at is not None or token.expires_at <= now:
        return None
    if scope not in token.scopes or not token.user.is_active:
        return None
    Token.objects.filter(pk=token.pk).update(used_at=now)
    return token.user


def revoke(user: User, token_id: UUID, now: datetime) -> bool:
    """Let a token open nothing any more. False when it is not theirs, or was revoked before."""
    return bool(Token.objects.filter(user=user, pk=token_id, revoked_at__isnull=True).update(revoked_at=now))


def of_user(user: User, now: datetime) -> list[Token]:
    """The tokens that still open something, newest first."""
    return list(
        Token.objects.filter(user=user, revoked_at__isnull=True, expires_at__gt=now).order_by("-made_at")
    )


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
