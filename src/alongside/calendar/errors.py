"""What the rules of the calendar say no to, each with what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.kernel.errors import DomainError


class EndsBeforeItBegins(DomainError):
    """An appointment takes time."""

    code = "ends_before_it_begins"
    message = _("It would end before it begins. Choose a later time to end.")


class TooLong(DomainError):
    """An appointment has a sensible length."""

    code = "too_long"
    message = _("An appointment lasts a year at most. Look at the days again.")


class WhatIsMissing(DomainError):
    """An appointment says what it is."""

    code = "what_is_missing"
    message = _("Choose what it is.")


class CalledOffAlready(DomainError):
    """What was called off is not moved or called off again."""

    code = "called_off_already"
    message = _("This was called off already. Plan a new one instead.")


class ComesFromAFile(DomainError):
    """What was taken in changes where it came from."""

    code = "comes_from_a_file"
    message = _("This comes from another calendar. Change it there and take the file in again.")


class FileTooLarge(DomainError):
    """A calendar file is small."""

    code = "file_too_large"
    message = _(
        "The file is larger than %(most)d kB. Save a shorter period in the other calendar and try again."
    )


class NotACalendarFile(DomainError):
    """The file cannot be read as a calendar."""

    code = "not_a_calendar_file"
    message = _(
        "This file cannot be read as a calendar. Save it from the other calendar as .ics (iCalendar) and try again."
    )


class TooManyEvents(DomainError):
    """A calendar file holds more than one person's year."""

    code = "too_many_events"
    message = _(
        "The file holds more than %(most)d appointments. Save a shorter period in the other calendar and try again."
    )
