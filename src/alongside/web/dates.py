"""Days and times as people say them: "Thursday 26 November", "tomorrow 10:00", "4 days late".

Formats are translated texts: Danish writes "torsdag 26. november", French "jeudi 26 novembre".
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext, pgettext

WEEK = 7


def clock(at: datetime) -> str:
    """The time of day where the work is done: "14:30"."""
    return date_format(localtime(at), pgettext("time format, as in 14:30", "H:i"))


def long_day(day: date) -> str:
    """A day in full: "Tuesday 24 November"."""
    return date_format(day, pgettext("date format, as in Tuesday 24 November", "l j F"))


def week_day(day: date) -> str:
    """A day at the head of a column: "Tue 24"."""
    return date_format(day, pgettext("date format, as in Tue 24", "D j"))


def short_day(day: date, today: date) -> str:
    """A day in a list: "Tue 24 Nov", with the year when it is another one."""
    if day.year == today.year:
        return date_format(day, pgettext("date format, as in Tue 24 Nov", "D j M"))
    return date_format(day, pgettext("date format, as in 24 Nov 2025", "j M Y"))


def spoken_day(day: date, today: date) -> str:
    """A day as one says it today: "yesterday", "tomorrow", "Thursday", else "Tue 24 Nov"."""
    away = (day - today).days
    if away == 0:
        return gettext("today")
    if away == 1:
        return gettext("tomorrow")
    if away == -1:
        return gettext("yesterday")
    if 0 < away < WEEK:
        return date_format(day, pgettext("date format, as in Thursday", "l"))
    return short_day(day, today)


def spoken_moment(at: datetime, today: date) -> str:
    """A moment as one says it today: "tomorrow 10:00", "Tue 24 Nov 10:00"."""
    return pgettext("day and time, as in tomorrow 10:00", "%(day)s %(time)s") % {
        "day": spoken_day(localtime(at).date(), today),
        "time": clock(at),
    }


def due(day: date, today: date) -> str:
    """How far a due date is: "4 days late", "today", "tomorrow", "Thursday", "in 8 days", "Thu 3 Dec"."""
    away = (day - today).days
    if away < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -away) % {"days": -away}
    if WEEK <= away <= 2 * WEEK:
        return ngettext("in %(days)d day", "in %(days)d days", away) % {"days": away}
    return spoken_day(day, today)


def ago(days: int) -> str:
    """How long ago: "today", "yesterday", "12 days ago"."""
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("yesterday")
    return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}
