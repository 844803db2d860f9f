"""How django-allauth behaves here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import password_changed, password_reset
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.accounts import known, throttle
from alongside.accounts.rules import AT_THE_DOOR, FOR_A_NAME
from alongside.accounts.waiting import waiting_words

__all__ = ["ClosedSignUp", "address_of", "password_changed", "password_reset"]


class ClosedSignUp(DefaultAccountAdapter):
    """Accounts are opened by an administrator: there is no sign-up. Tries are counted in the database."""

    error_messages = DefaultAccountAdapter.error_messages | dict.fromkeys(
        ("username_password_mismatch", "email_password_mismatch"),
        _("This name and this password do not go together."),
    )
    """One sentence, whatever was wrong: it tells nobody who works here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Stay silent: "you have signed in" is seen from the page itself."""

    def get_login_stages(self) -> list[str]:
        """One question after the password."""
        return ["alongside.accounts.stages.SecondFactorStage"]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try, by name and by address, before anything is looked up.

        A browser that has signed in with this account before has a count of its own: who attacks a name from
        elsewhere slows down nobody but themselves.

        Raises:
            ValidationError: it has to wait; the same words for names that are here and names that are not.
        """
        now = timezone.now()
        name = credentials.get("username") or credentials.get("email") or ""
        device = known.device_of(request, name)
        wait = (
            throttle.begin("device", device, patience=FOR_A_NAME, now=now)
            if device
            else throttle.begin("name", name, patience=FOR_A_NAME, now=now)
            or throttle.begin("address", address_of(request), patience=AT_THE_DOOR, now=now)
        )
        if wait is not None:
            raise ValidationError(waiting_words(wait), code="too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Who it is; a right password takes the try back."""
        user = super().authenticate(request, **credentials)
        if user is not None:
            name = credentials.get("username") or credentials.get("email") or ""
            device = known.device_of(request, name)
            throttle.succeeded("device" if device else "name", device or name)
            if not device:
                throttle.take_back("address", address_of(request))
        return user

    def _rollback_login_failed_rl_usage(self) -> None:
        """allauth's own counting, which would be by process, is not used."""


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as the server in front of us says (gunicorn: `--forwarded-allow-ips`)."""
    return str(request.META.get("REMOTE_ADDR", ""))
