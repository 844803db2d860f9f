"""What one does about visits that come back: plan, go on planning, change, end.

The visits of the coming weeks stand as planned contacts of their own, so that everything that looks at planned contacts
sees them. `extend_series` makes them, as often as one likes: a visit is known by its series and its day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F, Q
from django.utils.timezone import get_default_timezone, localtime

from alongside.access.actor import Actor, system_actor
from alongside.contacts import rules
from alongside.contacts.errors import KindUnknown, NoVisitLeft
from alongside.contacts.models import (
    Contact,
    ContactStatus,
    GoesAlong,
    SeriesRhythm,
    SeriesVisit,
    VisitSeries,
)
from alongside.contacts.planning import (
    call_off,
    check_where,
    check_who_called_off,
    colleagues,
    course_of,
    move,
    profile_for,
)
from alongside.enrolments.models import Enrolment
from alongside.kernel import history
from alongside.kernel.errors import StaleRecord
from alongside.kernel.operations import operation
from alongside.organisation.holidays import Holidays
from alongside.organisation.models import Worker


@operation("series.plan", on="enrolment")
def plan_series(
    *,
    by: Actor,
    enrolment: Enrolment,
    rhythm: str,
    occurred_at: datetime,
    kind: str,
    until: date | None = None,
    times: int | None = None,
    skips_holidays: bool = True,
    place: str = "",
    place_text: str = "",
    text: str = "",
    minutes: int | None = None,
    worker: Worker | None = None,
    along: Collection[UUID] = (),
    key: UUID | None = None,
) -> VisitSeries:
    """Plan visits that come back. Those of the coming weeks are there at once.

    Args:
        occurred_at: the first visit; it says the weekday and the time of day.
        until: the first day without a visit; None until further notice.
        times: how many visits, those that fall out on a holiday not counted; None when no number was agreed.
        skips_holidays: plan none on the public holidays of the practice profile.

    Raises:
        PlannedInPast, KindUnknown, PlaceUnknown, MinutesOutOfBounds, NotAColleague, BeforeCourse, CourseClosed
        NoVisitLeft, SeriesOutOfBounds
    """
    rules.require_ahead(occurred_at, now=by.now)
    first = localtime(occurred_at, get_default_timezone())
    rules.require_in_course(course_of(enrolment), first.date())
    series = VisitSeries(
        enrolment=enrolment,
        worker_id=worker.pk if worker else by.worker_id,
        starts_on=first.date(),
        at=first.time(),
        made_until=first.date(),
    )
    wish = Wish(rhythm, until, times, skips_holidays, kind, place, place_text, text, minutes, tuple(along))
    _write(by, series, wish)
    _go_on(by, series)
    return series


@dataclass(frozen=True)
class Wish:
    """What a series is to be, apart from its first day and its time of day. Fields as in `plan_series`."""

    rhythm: str
    until: date | None
    times: int | None
    skips_holidays: bool
    kind: str
    place: str = ""
    place_text: str = ""
    text: str = ""
    minutes: int | None = None
    along: tuple[UUID, ...] = ()


@operation("series.extend", on="series")
def extend_series(*, by: Actor, series: VisitSeries) -> VisitSeries:
    """Make the visits of the weeks that have come into sight. Nothing is made twice, and nothing in the past.

    Raises:
        StaleRecord: someone changed or extended the series in between.
    """
    _go_on(by, series)
    return series


@operation("series.change", on="series")
def change_series(
    *,
    by: Actor,
    series: VisitSeries,
    from_on: date,
    occurred_at: datetime,
    wish: Wish,
    reason: str = "",
    version: int | None = None,
    key: UUID | None = None,
) -> VisitSeries:
    """Change a visit of a series and all that follow it; what lies before stays as it is.

    The planned visits keep their identity: the first becomes the first of the new series and so on, also those that
    had been moved one by one. Those for which the new series has no day are called off.

    Args:
        from_on: the day in the series of the first visit that changes.
        occurred_at: when that visit is to be now.
        wish: the new series; a number of visits counts from this one on.

    Returns:
        the new series, which follows the old one.

    Raises:
        as `plan_series`, and StaleRecord.
    """
    series.require_version(version)
    rules.require_ahead(occurred_at, now=by.now)
    first = localtime(occurred_at, get_default_timezone())
    rules.require_in_course(course_of(series.enrolment), first.date())
    visits = _planned_from(series, from_on)
    new = VisitSeries(
        enrolment=series.enrolment,
        worker_id=series.worker_id,
        starts_on=first.date(),
        at=first.time(),
        made_until=first.date(),
        follows=series,
    )
    _end(series, from_on)
    _write(by, new, wish)
    days = _days_to_make(by, new)
    for visit, day in zip(visits, days, strict=False):
        _take_over(by, visit, new, day, reason)
    for visit in visits[len(days) :]:
        call_off(by, visit.contact, "", reason)
    _make(by, new, days[len(visits) :])
    return new


@operation("series.end", on="series")
def end_series(
    *,
    by: Actor,
    series: VisitSeries,
    ends_on: date,
    how: str = "",
    reason: str = "",
    version: int | None = None,
) -> VisitSeries:
    """End a series: no visit on `ends_on` or later. Those that were planned are called off.

    Args:
        how: a key of the profile's tried outcomes that says who called them off, or empty.
        reason: why, as they said it.

    Raises:
        StaleRecord, OutcomeUnknown
    """
    series.require_version(version)
    check_who_called_off(profile_for(series.enrolment), how)
    visits = _planned_from(series, ends_on)
    _end(series, ends_on)
    for visit in visits:
        call_off(by, visit.contact, how, reason)
    return series


def extend_what_is_due(agency_id: UUID, now: datetime, worker_ids: Collection[UUID] | None = None) -> int:
    """Extend every series whose visits no longer reach to the horizon; of some workers or of all. One query when none.

    Whoever is first extends it; a second one at the same moment leaves it alone.

    Returns:
        how many series were extended.
    """
    by = system_actor(agency_id, now)
    due = VisitSeries.objects.unscoped().filter(
        Q(until__isnull=True) | Q(until__gt=F("made_until")),
        enrolment__team__agency_id=agency_id,
        enrolment__ends_on__isnull=True,
        made_until__lt=by.today + rules.HORIZON - rules.EXTEND_EVERY,
    )
    if worker_ids is not None:
        due = due.filter(worker_id__in=worker_ids)
    extended = 0
    for series in due.select_related("enrolment__team"):
        try:
            extend_series(by=by, series=series)
        except (StaleRecord, IntegrityError):
            continue
        extended += 1
    return extended


def _write(by: Actor, series: VisitSeries, wish: Wish) -> None:
    profile = profile_for(series.enrolment)
    check_where(profile, wish.kind, wish.place)
    if wish.rhythm not in SeriesRhythm.values:
        raise KindUnknown(field="rhythm")
    rules.check_minutes(wish.minutes)
    rules.check_series(start=series.starts_on, until=wish.until, times=wish.times)
    series.rhythm, series.until, series.times = wish.rhythm, wish.until, wish.times
    series.skips_holidays = wish.skips_holidays
    series.kind, series.place, series.place_text = wish.kind, wish.place, wish.place_text.strip()
    series.minutes, series.text = wish.minutes, wish.text.strip()
    series.along = [str(worker_id) for worker_id in colleagues(by, wish.along)]
    holidays = Holidays(profile.holidays) if wish.skips_holidays else None
    if wish.until is not None and not any(
        True
        for _day in rules.series_days(
            wish.rhythm, series.starts_on, until=wish.until, times=1, holidays=holidays
        )
    ):
        raise NoVisitLeft(field="until")
    series.save()


def _go_on(by: Actor, series: VisitSeries) -> None:
    _make(by, series, _days_to_make(by, series))


def _days_to_make(by: Actor, series: VisitSeries) -> list[date]:
    """The days up to the horizon whose visits were not made yet.

    The series is marked, and so locked, before they are made. One that is counted ends with its last visit.
    """
    made_until, horizon = series.made_until, by.today + rules.HORIZON
    if horizon <= made_until:
        return []
    course, zone = course_of(series.enrolment), get_default_timezone()
    holidays = Holidays(profile_for(series.enrolment).holidays) if series.skips_holidays else None
    all_days = rules.series_days(
        series.rhythm, series.starts_on, until=series.until, times=series.times, holidays=holidays
    )
    in_sight = list(takewhile(lambda day: day < horizon and course.contains(day), all_days))
    if len(in_sight) == series.times:
        series.until = in_sight[-1] + timedelta(days=1)
    series.made_until = horizon
    series.save()
    return [
        day
        for day in in_sight
        if day >= made_until and datetime.combine(day, series.at, tzinfo=zone) >= by.now
    ]


def _make(by: Actor, series: VisitSeries, days: Sequence[date]) -> None:
    contacts = [
        Contact(
            enrolment=series.enrolment,
            worker_id=series.worker_id,
            kind=series.kind,
            status=ContactStatus.PLANNED,
            occurred_at=datetime.combine(day, series.at, tzinfo=get_default_timezone()),
            place=series.place,
            place_text=series.place_text,
            minutes=series.minutes,
            text=series.text,
        )
        for day in days
    ]
    history.bulk_create(contacts)
    history.bulk_create(
        SeriesVisit(series=series, on=day, contact=contact)
        for day, contact in zip(days, contacts, strict=True)
    )
    history.bulk_create(_along(series, contacts))


def _along(series: VisitSeries, contacts: Iterable[Contact]) -> list[GoesAlong]:
    others = [UUID(one) for one in series.along if one != str(series.worker_id)]
    return [GoesAlong(contact=contact, worker_id=other) for contact in contacts for other in others]


def _take_over(by: Actor, visit: SeriesVisit, series: VisitSeries, day: date, reason: str) -> None:
    contact = visit.contact
    move(by, contact, datetime.combine(day, series.at, tzinfo=get_default_timezone()), reason)
    contact.kind, contact.place, contact.place_text = series.kind, series.place, series.place_text
    contact.minutes, contact.text = series.minutes, series.text
    contact.save()
    visit.series, visit.on = series, day
    visit.save()
    GoesAlong.objects.filter(contact=contact).delete()
    history.bulk_create(_along(series, [contact]))


def _planned_from(series: VisitSeries, day: date) -> list[SeriesVisit]:
    visits = SeriesVisit.objects.filter(series=series, on__gte=day, contact__status=ContactStatus.PLANNED)
    return list(visits.select_related("contact__enrolment__team").order_by("on"))


def _end(series: VisitSeries, day: date) -> None:
    ends_on = max(day, series.starts_on)
    if series.until is None or ends_on < series.until:
        series.until = ends_on
    series.save()
