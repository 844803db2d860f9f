"""The words of a reminder: a day and an hour, and nothing of who writes or what it is about.

A telephone lies on a table and is read by whoever sits there. So no name of a person, a worker, an agency or a place is
in it, and no address of ours.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, override, pgettext

LANGUAGES = ("da", "en", "fr")


def reminder_words(appointment: datetime, now: datetime, language: str) -> tuple[str, str]:
    """Subject and text of a reminder, in the language the person is written to."""
    with override(language):
        at = localtime(appointment)
        days = (at.date() - localtime(now).date()).days
        day = date_format(at, pgettext("a day in a message, as Django writes formats", "l j F"))
        when = {0: gettext("today"), 1: gettext("tomorrow, %(day)s") % {"day": day}}.get(days, day)
        said = gettext("You have an appointment %(when)s at %(hour)s.") % {
            "when": when,
            "hour": date_format(at, pgettext("an hour in a message, as Django writes formats", "H:i")),
        }
        return gettext("Reminder"), gettext("Reminder: %(said)s") % {"said": said}
