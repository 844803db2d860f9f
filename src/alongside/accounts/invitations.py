"""The way into an account whose owner has no password yet, or has forgotten it: a link that works once.

Nobody chooses a password for anybody else. The link carries django-allauth's own token: it is not stored, and grows
too old after three days (Django's `PASSWORD_RESET_TIMEOUT`). Making one shuts the account until it is used, so that a
link or password that went astray opens nothing.
"""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from alongside.accounts import sessions
from alongside.accounts.models import User


def new_password_link(user: User) -> str:
    """The address, without the host, at which `user` chooses a password; earlier links and passwords are void."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    sessions.end_all(user.pk)
    uid, token = user_pk_to_url_str(user), default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
