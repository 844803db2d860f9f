"""Today's line of time: what is planned, what was held, and what lies between, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext

from alongside.attention.queries import DayItem
from alongside.attention.rules import Appointment, Gap, Way
from alongside.calendar.models import AppointmentKind
from alongside.calendar.queries import CalendarItem, Source
from alongside.contacts.models import ContactKind, ContactStatus
from alongside.organisation.profile import Profile
from alongside.web import dates
from alongside.web.people.before import Sign, sign_of
from alongside.web.why import place_of


@dataclass(frozen=True)
class Between:
    """What lies before an appointment, in words. `presses`: it is tight, or they overlap."""

    text: str
    presses: bool


@dataclass(frozen=True)
class AgendaRow:
    """Something on the line of time.

    Attributes:
        said: what came of it.
        act_url: where it is moved or called off.
        meeting_url: where a meeting with others is prepared and written down.
    """

    time: str
    url: str
    what: str
    detail: str
    said: str
    act_url: str
    meeting_url: str
    between: Between | None
    sign: Sign | None
    """What one has to know before meeting them, while it is ahead."""


def agenda(day: list[DayItem], profile: Profile, today: date) -> list[AgendaRow]:
    """The day's appointments in order of time."""
    return [
        AgendaRow(
            time=dates.clock(one.item.starts_at),
            url=reverse("person", args=[one.item.person_id]) if one.item.person_id else "",
            what=_what(one.item),
            detail=_where(one.item, profile),
            said="" if one.is_ahead or one.item.source is Source.APPOINTMENT else _came_of_it(one.item),
            act_url=reverse("contact", args=[one.item.id])
            if one.is_ahead and one.item.source is Source.CONTACT and one.item.may_change
            else "",
            meeting_url=reverse("meeting", args=[one.item.id])
            if one.item.kind == ContactKind.MEETING and one.is_ahead and not one.item.busy
            else "",
            between=_between(one.gap, profile) if one.gap and one.is_ahead else None,
            sign=sign_of(one.item.flags, one.item.person_id, today)
            if one.is_ahead and one.item.person_id
            else None,
        )
        for one in day
    ]


def _what(item: CalendarItem) -> str:
    if item.source is Source.APPOINTMENT:
        return item.title or str(AppointmentKind(item.kind).label)
    if item.busy:
        return gettext("An appointment")
    values = {"name": item.person_first_name}
    if item.kind == ContactKind.MEETING:
        return gettext("%(name)s: meeting") % values
    if item.kind == ContactKind.PHONE:
        return gettext("%(name)s: phone") % values
    if item.kind == ContactKind.MESSAGE:
        return gettext("%(name)s: message") % values
    return item.person_first_name


def _where(item: CalendarItem, profile: Profile) -> str:
    return place_of(Appointment(item.id, item.starts_at, item.kind, item.place, item.place_text), profile)


def _came_of_it(item: CalendarItem) -> str:
    return gettext("We tried") if item.status == ContactStatus.TRIED else gettext("Done")


def _between(gap: Gap, profile: Profile) -> Between | None:
    if gap.overlaps:
        values = {"length": length(-gap.minutes)}
        if gap.sure:
            return Between(gettext("Overlaps with the one before by %(length)s.") % values, presses=True)
        said = gettext(
            "May overlap with the one before by about %(length)s: nobody said how long that takes."
        )
        return Between(said % values, presses=True)
    values = {"length": length(gap.minutes), "way": length(profile.calendar.way_minutes)}
    if gap.way is Way.TIGHT:
        if not gap.minutes:
            return Between(
                gettext("Nothing between: the way takes about %(way)s, as an estimate.") % values,
                presses=True,
            )
        said = gettext("%(length)s between. Tight: the way takes about %(way)s, as an estimate.")
        return Between(said % values, presses=True)
    if gap.way is Way.FITS:
        return Between(
            gettext("%(length)s between. The way fits, at about %(way)s as an estimate.") % values,
            presses=False,
        )
    if not gap.minutes:
        return None
    if gap.way is Way.UNKNOWN:
        said = gettext("%(length)s between. Nobody said where, so we cannot say whether the way fits.")
        return Between(said % values, presses=False)
    return Between(gettext("%(length)s between.") % values, presses=False)


def length(minutes: int) -> str:
    """So many minutes as one says them: "25 minutes", "1 h 15 min"."""
    if minutes < 60:
        return ngettext("%(minutes)d minute", "%(minutes)d minutes", minutes) % {"minutes": minutes}
    hours, rest = divmod(minutes, 60)
    if not rest:
        return ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours}
    return pgettext("a length of time", "%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}
