"""The second question at the door: whose password was right shows the app or the passkey, before they are in."""

from __future__ import annotations

from datetime import datetime
from types import EllipsisType
from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.stages import LoginStage, LoginStageController
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.accounts import factors, proving
from alongside.accounts.models import User

KEY = "second_factor"
SHOWN = "factor_shown"
"""In the state of a sign-in: a passkey, or an identity provider that vouches for it, was the second factor already."""


class SecondFactorStage(LoginStage):  # type: ignore[misc]  # allauth has no types
    """Stands between the right password and the session."""

    key = KEY
    urlname = "second_factor"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Ask, when there is a second factor that was not shown yet."""
        user = self.login.user
        if user is None or self.login.state.get(SHOWN) or proving.signs_in_by_tap(user):
            return None, True
        return (redirect(self.urlname), True) if factors.has_any(user) else (None, True)


def waiting(request: HttpRequest) -> tuple[Any, User] | None:
    """The stage somebody stands in, and who it is; None when nobody is about to come in."""
    stage = LoginStageController.enter(request, KEY)
    if stage is None or stage.login.user is None or not stage.login.user.is_active:
        return None
    return stage, stage.login.user


def come_in(
    request: HttpRequest,
    user: User,
    *,
    to: str = "",
    factor_shown: bool = True,
    proved_at: datetime | EllipsisType | None = ...,
) -> HttpResponse:
    """Let somebody in without a password.

    Args:
        to: where they wanted to go.
        factor_shown: a passkey was shown, which is both of the things a password and a code are; or an identity
            provider vouches for a second factor. Otherwise one of ours is asked for.
        proved_at: when they showed who they are, if that was not just now; None when nobody says.
    """
    if request.user.is_authenticated:
        # Whoever sits in an open session of somebody else gets one of their own.
        logout(request)
    if proved_at is not ...:
        # Read where the session begins (`web.sign_in`), which gets nothing but the request.
        request.proved_at = proved_at  # type: ignore[attr-defined]
    login = Login(user=user, redirect_url=to or None)
    login.state[SHOWN] = factor_shown
    if factor_shown:
        request.factor_shown = True  # type: ignore[attr-defined]
    response: HttpResponse = perform_login(request, login)
    return response
