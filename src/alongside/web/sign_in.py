"""Signing in and out is written to the trail."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from alongside.accounts.models import User
from alongside.accounts.proving import remember
from alongside.audit.trail import record_event
from alongside.organisation.models import Worker


@receiver(user_logged_in)
def signed_in(sender: object, user: User, request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Write that `user` came in, which proves for a while that it is them."""
    if request is not None:
        remember(request.session, timezone.now())
    _write(user, "signed_in")


@receiver(user_logged_out)
def signed_out(sender: object, user: User | None, **kwargs: Any) -> None:
    """Write that `user` left. A session that had already run out has no user."""
    if user is not None:
        _write(user, "signed_out")


def _write(user: User, action: str) -> None:
    agency_id = Worker.objects.filter(user_id=user.pk).values_list("agency_id", flat=True).first()
    if agency_id is not None:
        record_event(agency_id=agency_id, user_id=user.pk, now=timezone.now(), action=action, detail={})
