"""Reminders in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from alongside.people.models import Person
from alongside.reminders.models import Reminder, ReminderState, ReminderWish, Way
from alongside.web import dates

_WHY = {
    "late": _("It was too late for it."),
    "not_any_more": _("The appointment was moved or called off, or it was not wanted any more."),
    "no_gateway": _("Nothing is set up to send it."),
    "no_address": _("There is no number or address to send it to."),
    "never_arrives": _("It could not be delivered. Is the number right?"),
}


@dataclass(frozen=True)
class Line:
    """One reminder: for when, what became of it, why."""

    when: str
    state: str
    why: str
    tone: str


def hours_before(hours: int) -> str:
    """ "the day before", "3 hours before"."""
    if hours % 24 == 0:
        days = hours // 24
        return ngettext("the day before", "%(days)d days before", days) % {"days": days}
    return ngettext("%(hours)d hour before", "%(hours)d hours before", hours) % {"hours": hours}


def wish_line(wish: ReminderWish, person: Person, today: date) -> str:
    """What the person wants, in a sentence."""
    said = (
        gettext("%(name)s gets a text message %(before)s.")
        if wish.way == Way.TEXT
        else gettext("%(name)s gets a mail %(before)s.")
    )
    said %= {"name": person.first_name, "before": hours_before(wish.hours_before)}
    asked = gettext("Written down %(day)s.") % {"day": dates.short_day(wish.asked_on, today)}
    return f"{said} {asked}"


def reminder_lines(reminders: Iterable[Reminder], today: date) -> list[Line]:
    """The latest reminders in words."""
    tones = {ReminderState.FAILED: "warn", ReminderState.SENT: "good", ReminderState.DELIVERED: "good"}
    return [
        Line(
            dates.spoken_moment(one.for_at, today),
            str(ReminderState(one.state).label),
            _said(one),
            tones.get(ReminderState(one.state), ""),
        )
        for one in reminders
    ]


def _said(one: Reminder) -> str:
    if not one.why:
        return ""
    if one.state == ReminderState.WAITING:
        return gettext("It did not go through; it is tried again.")
    return str(_WHY.get(one.why, gettext("The sender did not take it.")))
