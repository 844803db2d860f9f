"""Browsers in which somebody has signed in before: a signed cookie says for whom.

It opens nothing. It only gives its owner a count of tries of their own, so that they come in while somebody far away
tries out passwords on their name.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from alongside.accounts.models import User

_SALT = "alongside.accounts.known"
_HOLDS = 180 * 24 * 3600
_MOST = 5
"""So many people of a shared computer are known on it; the one who came longest ago is forgotten first."""


def device_of(request: HttpRequest, name: str) -> str:
    """The mark of this browser for the account of that name; empty when nobody of that name signed in here."""
    marks = _read(request)
    if not marks or not name:
        return ""
    same = Q(username__iexact=name) | Q(email__iexact=name)
    mine = User.objects.filter(same, pk__in=list(marks)).values_list("pk", flat=True)
    return next((f"{pk}.{marks[str(pk)]}" for pk in mine), "")


def make_known(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Let this browser be known as one of `user`'s."""
    marks = _read(request)
    marks.pop(str(user.pk), None)
    kept = dict([*marks.items(), (str(user.pk), secrets.token_urlsafe(12))][-_MOST:])
    response.set_cookie(
        settings.KNOWN_COOKIE_NAME,
        signing.dumps(kept, salt=_SALT),
        max_age=_HOLDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, str]:
    try:
        read = signing.loads(request.COOKIES.get(settings.KNOWN_COOKIE_NAME, ""), salt=_SALT, max_age=_HOLDS)
    except signing.BadSignature:
        return {}
    return read if isinstance(read, dict) else {}
