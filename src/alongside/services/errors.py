"""What the rules of this room say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class NameMissing(DomainError):
    """A service and its provider have a name."""

    code = "service_name_missing"
    message = _("Write the name.")


class TooLong(DomainError):
    """A line is a line."""

    code = "service_too_long"
    message = _("This is longer than it can be: at most %(most)d characters.")


class NotAnAddress(DomainError):
    """Only what a browser can open safely becomes a link."""

    code = "service_not_an_address"
    message = _("Write the address of the page as it stands in the browser, beginning with https://")


class NotAKind(DomainError):
    """The kinds come from the practice profile."""

    code = "service_not_a_kind"
    message = _("Choose from the list.")


class CheckedLater(DomainError):
    """Nobody has checked tomorrow."""

    code = "service_checked_later"
    message = _("This day has not come yet.")
