"""What the rules of checklists say no to."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class UnknownList(DomainError):
    """The list is not, or not yet, one of this course."""

    code = "unknown_checklist"
    message = _("This list is not there any more. Read the page again.")


class UnknownLine(DomainError):
    """The list has no such line."""

    code = "unknown_checklist_line"
    message = _("This line is not on the list any more. Read the page again.")


class TicksItself(DomainError):
    """What the record knows is written where it belongs, once."""

    code = "ticks_itself"
    message = _("This line ticks itself when it is written where it belongs.")


class WhyMissing(DomainError):
    """A line is left out for a reason."""

    code = "why_missing"
    message = _("Write in a few words why it is not relevant here.")


class WhyTooLong(DomainError):
    """A few words, not a note."""

    code = "why_too_long"
    message = _("At most 200 characters: write the rest in a contact note.")
