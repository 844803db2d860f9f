"""What the rules of being on call say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class EndsBeforeItBegins(DomainError):
    """A shift takes time."""

    code = "shift_ends_before_it_begins"
    message = _("The shift would end before it begins. Choose a later time to end.")


class ShiftTooLong(DomainError):
    """Nobody is on call for weeks on end."""

    code = "shift_too_long"
    message = _("A shift lasts a week at most. Write a longer time down as several shifts.")


class ShiftIsOver(DomainError):
    """What was worked stays on the roster."""

    code = "shift_is_over"
    message = _("This shift is over. What was worked stays on the roster.")


class HasNoOnCallRole(DomainError):
    """The roster does not give access to anybody who does not have it."""

    code = "has_no_on_call_role"
    message = _(
        "%(name)s does not have the on-call role in this team on that day. An administrator can give it."
    )


class LineEmpty(DomainError):
    """A line says something."""

    code = "line_empty"
    message = _("Write what whoever is on call has to know.")


class LineOutOfBounds(DomainError):
    """What on call has to know is true for some nights, and then looked at again."""

    code = "line_out_of_bounds"
    message = _("Choose a day from tomorrow on, and at most two weeks ahead.")


class FollowUpOutOfBounds(DomainError):
    """What is to be followed up is followed up soon."""

    code = "follow_up_out_of_bounds"
    message = _("Choose a day from today on, and at most a month ahead.")
