"""What the rules of this room say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class WayNotThere(DomainError):
    """The installation has a gateway for it."""

    code = "reminder_way_not_there"
    message = _("This way is not set up here. Choose another, or ask your administrator.")


class NowhereToSend(DomainError):
    """There is a number, or an address, to write to."""

    code = "reminder_nowhere"
    message = _("Write down where the message goes.")


class HoursNotOffered(DomainError):
    """As long before as the practice profile offers."""

    code = "reminder_hours"
    message = _("Choose from the list.")


class LanguageUnknown(DomainError):
    """One of the languages messages are written in."""

    code = "reminder_language"
    message = _("Choose from the list.")
