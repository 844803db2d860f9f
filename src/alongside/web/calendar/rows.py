"""What a calendar page shows: columns of entries, in the reader's words, each with its place in the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.urls import reverse
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import get_language, gettext, ngettext, pgettext

from alongside.access.actor import Actor
from alongside.calendar.models import AppointmentKind
from alongside.calendar.queries import CalendarItem, Source
from alongside.contacts.models import ContactKind, ContactStatus
from alongside.organisation.holidays import holiday_on
from alongside.organisation.models import Worker
from alongside.organisation.profile import Profile
from alongside.web import dates
from alongside.web.calendar.grid import Place, Span, hours, places
from alongside.web.calendar.whose import Shown


@dataclass(frozen=True)
class Entry:
    """One entry. `said` is the whole of it in a sentence, for a screen reader; `place` where it is drawn."""

    item: CalendarItem
    url: str
    time: str
    title: str
    detail: str
    said: str
    state: str
    day: date
    clock: str
    starts_here: bool = True
    """False where it goes on from the day before."""
    place: Place[CalendarItem] | None = None
    from_quarter: int = 0
    """Where it is drawn, counted from the first hour that is."""


@dataclass(frozen=True)
class Column:
    """A day, or a worker's day in the day of a team."""

    key: str
    day: date
    title: str
    said: str
    url: str
    plan_url: str
    holiday: str
    today: bool
    whole_days: list[Entry]
    entries: list[Entry]


@dataclass(frozen=True)
class Sheet:
    """The whole page. `hours` are those drawn on the side; `drawn` is False where entries stand in plain lists."""

    columns: list[Column]
    hours: list[tuple[int, str]]
    drawn: bool

    @property
    def first_quarter(self) -> int:
        """The quarter of the day at the top."""
        return self.hours[0][0] * 4 if self.hours else 0


def sheet(viewer: Actor, show: Shown, items: Sequence[CalendarItem], profile: Profile) -> Sheet:
    """The columns of a page: a day each, and for the day of a team a worker each."""
    of_team = show.team_id is not None
    per_worker = of_team and len(show.days) == 1
    drawn = not of_team or per_worker
    places_by_column = []
    columns = []
    for day in show.days:
        for worker in show.workers if per_worker else (None,):
            mine = [item for item in items if worker is None or item.is_of(worker.pk)]
            column, found = _column(
                viewer, show, day, worker, mine, profile, names=of_team and not per_worker
            )
            columns.append(column)
            places_by_column.append(found)
    shown_hours = hours(places_by_column) if drawn else range(0)
    top = shown_hours.start * 4
    return Sheet(
        [_from(column, top) for column in columns],
        [(hour, f"{hour:02d}:00") for hour in shown_hours],
        drawn,
    )


def _from(column: Column, top: int) -> Column:
    entries = [replace(one, from_quarter=one.place.quarter - top) for one in column.entries if one.place]
    return replace(column, entries=entries)


def _column(
    viewer: Actor,
    show: Shown,
    day: date,
    worker: Worker | None,
    items: Iterable[CalendarItem],
    profile: Profile,
    *,
    names: bool,
) -> tuple[Column, list[Place[CalendarItem]]]:
    zone = get_default_timezone()
    spans = [Span(item, item.starts_at, item.ends_at) for item in items]
    timed = [span for span in spans if not span.what.all_day]
    found = places(timed, day, zone)
    whole = [span.what for span in spans if span.what.all_day and places([span], day, zone)]
    holiday = holiday_on(day, profile.holidays)
    owner = worker or (show.workers[0] if show.team_id is None else None)
    query = f"?day={day}" + ("" if owner is None or owner.pk == viewer.worker_id else f"&worker={owner.pk}")
    column = Column(
        key=str(worker.pk) if worker else str(day),
        day=day,
        title=worker.name if worker else dates.week_day(day),
        said=gettext("%(name)s, %(day)s") % {"name": worker.name, "day": dates.long_day(day)}
        if worker
        else dates.long_day(day),
        url=show.address(view="day", worker=str(worker.pk))
        if worker
        else show.address(view="day", day=str(day)),
        plan_url=f"{reverse('appointment_new')}{query}" if owner is not None else "",
        holiday=holiday.label.in_(get_language() or "en") if holiday else "",
        today=day == viewer.today and worker is None,
        whole_days=[entry(viewer, item, day, profile, names=names) for item in whole],
        entries=[entry(viewer, one.what, day, profile, names=names, place=one) for one in found],
    )
    return column, found


def entry(
    viewer: Actor,
    item: CalendarItem,
    day: date,
    profile: Profile,
    *,
    names: bool = False,
    place: Place[CalendarItem] | None = None,
) -> Entry:
    """One entry in words.

    Args:
        day: the day it is shown in; it may have begun the day before.
        names: say whose it is, where several workers stand in one list.
    """
    begins, ends = localtime(item.starts_at), localtime(item.ends_at)
    where, title = _where(item, profile), title_of(item)
    whose = _with(item, names=names)
    state = state_of(item)
    about = [title, where, whose, state]
    if item.all_day:
        when = dates.long_day(day)
    else:
        when = gettext("%(day)s %(start)s to %(end)s") % {
            "day": dates.long_day(begins.date()),
            "start": dates.clock(item.starts_at),
            "end": dates.clock(item.ends_at)
            if ends.date() == begins.date()
            else dates.spoken_moment(item.ends_at, begins.date()),
        }
    return Entry(
        item=item,
        url=address_of(item),
        time="" if item.all_day else dates.clock(item.starts_at),
        title=title,
        detail=" · ".join(filter(None, [_kind(item), where, whose])),
        said=", ".join(filter(None, [when, _spoken_title(item), *about[1:]])),
        state=state,
        day=begins.date(),
        clock=f"{begins:%H:%M}",
        starts_here=begins.date() == day,
        place=place,
    )


def _where(item: CalendarItem, profile: Profile) -> str:
    """Where it is; a call is nowhere."""
    place = profile.contact_places.get(item.place)
    if place is None or place.setting == "remote":
        return item.place_text
    return item.place_text or place.label.in_(get_language() or "en")


MANY = 3
"""More names than these are counted."""


def _with(item: CalendarItem, *, names: bool) -> str:
    """Whose it is and who takes part, where that is not plain from whose calendar it stands in."""
    if not names and len(item.workers) == 1:
        return ""
    if len(item.workers) > MANY:
        return ngettext("%(count)d colleague", "%(count)d colleagues", len(item.workers)) % {
            "count": len(item.workers)
        }
    return ", ".join(name for _id, name in item.workers)


def title_of(item: CalendarItem) -> str:
    """What it is, in as few words as there is room for."""
    if item.busy:
        return gettext("Busy")
    if item.source == Source.CONTACT:
        return item.person_first_name or gettext("No name yet")
    return item.title or str(AppointmentKind(item.kind).label)


def _kind(item: CalendarItem) -> str:
    """How one is in touch, when it is not a visit."""
    if item.busy or item.source == Source.APPOINTMENT or item.kind == ContactKind.VISIT:
        return ""
    return str(ContactKind(item.kind).label)


def _spoken_title(item: CalendarItem) -> str:
    if item.busy or item.source == Source.APPOINTMENT:
        return title_of(item)
    values = {"name": item.person_name}
    if item.kind == ContactKind.PHONE:
        return gettext("call %(name)s") % values
    if item.kind == ContactKind.MEETING:
        return gettext("meeting about %(name)s") % values
    if item.kind == ContactKind.MESSAGE:
        return gettext("message to %(name)s") % values
    return gettext("visit %(name)s") % values


def state_of(item: CalendarItem) -> str:
    """A word for what is over or called off; nothing for what is planned."""
    return {
        ContactStatus.HELD.value: pgettext("in a calendar", "held"),
        ContactStatus.TRIED.value: pgettext("in a calendar", "we tried"),
        ContactStatus.CANCELLED.value: pgettext("in a calendar", "called off"),
    }.get(item.status, "")


def address_of(item: CalendarItem) -> str:
    """The page of an entry; none when the viewer may not see what it is."""
    if item.busy:
        return ""
    return reverse("contact" if item.source == Source.CONTACT else "appointment", args=[item.id])


def heading(show: Shown, viewer: Actor) -> str:
    """What days the page shows: "Thursday 26 November", "Week 48: 23 November to 29 November"."""
    first, last = show.days[0], show.days[-1]
    if first == last:
        return dates.long_day(first)
    # A week has the number of its Thursday (ISO 8601), also where it is read from a Sunday on.
    number = (first + timedelta(days=4 if first.weekday() == 6 else 3)).isocalendar().week
    return gettext("Week %(number)d: %(first)s to %(last)s") % {
        "number": number,
        "first": dates.short_day(first, viewer.today),
        "last": dates.short_day(last, viewer.today),
    }
