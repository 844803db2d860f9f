"""Neutral mail: that something waits, and never about whom. Sent where the installation has a mail server."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext, override

from alongside.organisation.models import Worker

_ON_SCREEN = "django.core.mail.backends.console.EmailBackend"


def tell(workers: Iterable[Worker]) -> int:
    """Write to each in the agency's language; how many mails went out. None without a mail server."""
    if settings.EMAIL_BACKEND == _ON_SCREEN:
        return 0
    mails = [_mail(worker) for worker in workers]
    return get_connection().send_messages(mails) or 0 if mails else 0


def _mail(worker: Worker) -> EmailMessage:
    with override(worker.agency.language):
        return EmailMessage(
            subject=gettext("Something waits for you in Alongside"),
            body=gettext(
                "Please sign in and look at your first page. For reasons of privacy this mail says no more."
            ),
            to=[worker.email],
        )
