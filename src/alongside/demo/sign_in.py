"""Signing in to a try-out: the accounts of the demo municipality, with its published password.

The password is stored nowhere. The accounts are made shut, and this backend opens them only while the program runs
in demo mode (`ALONGSIDE_DEMO`); without it they are shut again, whatever the database holds.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from alongside.accounts.models import User
from alongside.demo.cast import MUNICIPALITY, PASSWORD
from alongside.organisation.models import Worker


class TryOutBackend(ModelBackend):
    """Lets everyone of the demo municipality in, in demo mode."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The account of that name: the municipality's, without a password of its own, and only in a try-out."""
        if not settings.DEMO_MODE or not constant_time_compare(password or "", PASSWORD):
            return None
        user = User.objects.filter(username=username).first()
        if user is None or user.has_usable_password() or not self.user_can_authenticate(user):
            return None
        here = Worker.objects.filter(user=user, agency__name=MUNICIPALITY).exists()
        return user if here else None
