"""Whose account it is that a provider vouches for, and which roles its directory proposes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from alongside.accounts.identity.providers import Directory
from alongside.accounts.models import Identity, User


def user_for(provider: Directory, claims: dict[str, Any], now: datetime) -> User | None:
    """The account, or None: nobody here is meant. No account is ever opened by signing in.

    Once found by a claim, it is known by the provider's own unchanging id (`sub`) and no longer by the claim: an
    e-mail address that moves on to a colleague does not take the account along.
    """
    known = Identity.objects.select_related("user").filter(provider=provider.key, subject=str(claims["sub"]))
    identity = known.first()
    if identity is None:
        user = _by_claims(provider, claims)
        if user is None or Identity.objects.filter(provider=provider.key, user=user).exists():
            return None
        identity = Identity(provider=provider.key, subject=str(claims["sub"]), user=user, made_at=now)
    identity.used_at = now
    identity.proposed = proposals(provider, claims)
    # What is proposed no longer and comes again later is a new question.
    identity.set_aside = [one for one in identity.set_aside if one in identity.proposed]
    identity.save()
    return identity.user if identity.user.is_active else None


def proposals(provider: Directory, claims: dict[str, Any]) -> list[list[str]]:
    """The roles the directory speaks for, as role and team. They are proposals: an administrator gives a role."""
    told = claims.get(provider.roles_claim, [])
    names = told.split() if isinstance(told, str) else told
    if not isinstance(names, list):
        return []
    found = [provider.roles[name] for name in names if isinstance(name, str) and name in provider.roles]
    return [[one.role, one.team] for one in dict.fromkeys(found)]


def has_shown_factor(provider: Directory, claims: dict[str, Any]) -> bool:
    """Whether the provider says that it has seen a second factor."""
    return claims.get("acr") in provider.second_factor


def _by_claims(provider: Directory, claims: dict[str, Any]) -> User | None:
    for claim, what in provider.match.items():
        value = claims.get(claim)
        if not isinstance(value, str) or not value.strip():
            continue
        if what == "email":
            if claims.get("email_verified") is not True and claim == "email":
                continue
            found = User.objects.filter(email__iexact=value.strip())
        else:
            found = User.objects.filter(username__iexact=value.strip())
        one = list(found[:2])
        if len(one) == 1:
            return one[0]
    return None
