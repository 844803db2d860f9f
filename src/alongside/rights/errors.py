"""What the rules of this room say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class AskedInTheFuture(DomainError):
    """Nobody has asked yet."""

    code = "asked_in_the_future"
    message = _("The day has not come. Choose the day on which they asked.")


class AnsweredAlready(DomainError):
    """One answer."""

    code = "answered_already"
    message = _("This is answered already.")


class ReasonMissing(DomainError):
    """What is kept back or refused has a reason."""

    code = "rights_reason_missing"
    message = _("Say why, so that the person can read it.")


class FileNotReady(DomainError):
    """A file is taken out when it is made, once, and in time."""

    code = "file_not_ready"
    message = _(
        "This file is not there: not made yet, taken out already, or its time ran out. Make it again."
    )


class DecideFirst(DomainError):
    """An answer is told after it was given."""

    code = "decide_first"
    message = _("Decide first, then tell.")
