"""What people are told by e-mail about their own sign-in. No name of anybody else, and no link to press."""

from __future__ import annotations

from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from alongside.accounts.models import User


def tell_of_reset(user: User, address: str, *, language: str) -> None:
    """Tell somebody that their second factors were taken away, once it has happened.

    Args:
        address: where their post goes besides the account's own address; may be empty.
    """
    addresses = sorted({one for one in (user.email, address) if one})
    if not addresses:
        return
    with override(language):
        subject = _("Your second factor was taken away")
        body = _(
            "An administrator took away the second way in which you show that it is you. You are signed out "
            "everywhere, and set up a new one the next time you sign in.\n\n"
            "If you did not ask for this, ring your administrator now. Do not answer this e-mail."
        )
    transaction.on_commit(lambda: send_mail(subject, body, None, addresses, fail_silently=True))
