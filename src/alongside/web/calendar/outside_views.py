"""Calendars outside the house: the private feed, one appointment as a file, and a file taken in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import quote_etag
from django.utils.timezone import get_default_timezone, now
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alongside.access.actor import Actor, system_actor
from alongside.access.purposes import purpose_by_role
from alongside.audit.trail import record_event
from alongside.calendar.feed_operations import NOTED_EVERY, end_feed, fingerprint, make_feed, note_fetch
from alongside.calendar.models import Appointment, AppointmentKind, Feed, FeedShows
from alongside.calendar.operations import TakenIn, take_in
from alongside.calendar.queries import CalendarItem, Source, appointments
from alongside.calendar.rules import length
from alongside.consents.part2 import PART2, file_name, marked_part2, notices_for
from alongside.contacts.models import Contact, ContactStatus
from alongside.interop import ical
from alongside.organisation.models import Worker
from alongside.organisation.profile import Profile
from alongside.organisation.queries import actor_for, profile_of
from alongside.web.bounds import takes_files
from alongside.web.calendar.appointment_views import visible
from alongside.web.calendar.forms import FeedForm, FileForm
from alongside.web.forms import after
from alongside.web.looks import named
from alongside.web.pages import PUBLIC, gate, page
from alongside.web.viewer import viewer_of
from alongside.web.whom import whom

FEED_BACK, FEED_AHEAD = timedelta(days=28), timedelta(days=183)
READ_BACK, READ_AHEAD = timedelta(days=31), timedelta(days=366)
CALENDAR_MB = 4
"""More than a calendar file may have, so that one too large is refused in the form and with a reason."""
CONTACT: str = Contact._meta.label_lower
TYPE = "text/calendar; charset=utf-8"


@page("feed.make")
def feed(request: HttpRequest) -> HttpResponse:
    """One's own feed: whether there is one, when it was last read, and how to get a new address."""
    viewer = viewer_of(request)
    worker = _own(viewer)
    found = Feed.objects.filter(worker=worker, ended_at__isnull=True).first()
    form = FeedForm(request.POST or None, initial={"names": found.shows if found else FeedShows.NOTHING})
    secret = ""
    if request.method == "POST" and form.is_valid():
        with form.shows():
            secret = make_feed(by=viewer, worker=worker, shows=form.cleaned_data["names"])
            found = Feed.objects.get(fingerprint=fingerprint(secret))
    address = request.build_absolute_uri(reverse("feed_file", args=[secret])) if secret else ""
    return render(
        request,
        "calendar/feed.html",
        {
            "form": form,
            "feed": found,
            "address": address,
            "title": profile_of(viewer.agency_id).calendar.feed_title.in_(viewer.language),
        },
    )


@page("feed.end")
@require_POST
def feed_end(request: HttpRequest) -> HttpResponse:
    """The address does not answer any more."""
    viewer = viewer_of(request)
    for found in Feed.objects.filter(worker=_own(viewer), ended_at__isnull=True):
        end_feed(by=viewer, feed=found)
    return after(request, "calendar_feed", said=_("The address does not answer any more."))


@page(PUBLIC)
@require_GET
def feed_file(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed itself, for whoever knows its address, and nothing else. An address that is none is not found."""
    found = (
        Feed.objects.filter(fingerprint=fingerprint(secret), ended_at__isnull=True)
        .select_related("worker__user")
        .first()
    )
    user = found.worker.user if found else None
    owner = actor_for(user.pk, now=now(), language=user.language) if user else None
    if not found or not owner:
        raise Http404
    items = appointments(owner, [found.worker_id], owner.now - FEED_BACK, owner.now + FEED_AHEAD)
    body = _feed_of(owner, found, items)
    etag = quote_etag(hashlib.sha256(body).hexdigest())
    if found.fetched_at is None or owner.now - found.fetched_at >= NOTED_EVERY:
        note_fetch(by=system_actor(owner.agency_id, owner.now), feed=found)
    known = etag in request.headers.get("If-None-Match", "")
    if not known:
        _note_what_goes_out(owner, items)
    response = HttpResponse(status=304) if known else HttpResponse(body, content_type=TYPE)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _note_what_goes_out(owner: Actor, items: Sequence[CalendarItem]) -> None:
    """Whoever knows the address reads in the name of the one whose days they are. One line for each new reading."""
    record_event(
        agency_id=owner.agency_id,
        user_id=owner.user_id,
        now=owner.now,
        action="export",
        operation="feed_file",
        purpose=purpose_by_role(owner),
        detail={"show": "calendar.feed", **named(whom(items))},
    )


def _feed_of(owner: Actor, found: Feed, items: Sequence[CalendarItem]) -> bytes:
    profile = profile_of(owner.agency_id)
    leaving = [item for item in items if not item.taken_in and not item.busy]
    marked = marked_part2(CONTACT, [item.id for item in leaving]) if profile.part2.in_force else set()
    with override(owner.language):
        return ical.write(
            [outgoing(item, profile, found.shows, marked=item.id in marked) for item in leaving],
            name=_("Alongside"),
            stamp=found.made_at,
            zone=get_default_timezone(),
        )


def outgoing(item: CalendarItem, profile: Profile, shows: str, *, marked: bool = False) -> ical.OutgoingEvent:
    """What leaves the house of an entry: when, and a title without a name. No place: it may be somebody's home.

    Args:
        marked: it is a record under 42 CFR part 2; the notice goes along.
    """
    if item.source == Source.APPOINTMENT:
        title = str(AppointmentKind(item.kind).label)
    else:
        title = profile.calendar.feed_title.in_(get_language() or "en")
        if shows == FeedShows.INITIALS:
            title = f"{title} {item.person_initials}"
    return ical.OutgoingEvent(
        id=str(item.id),
        sequence=item.version - 1,
        starts_at=item.starts_at,
        ends_at=item.ends_at,
        all_day=item.all_day,
        title=title,
        cancelled=item.status == ContactStatus.CANCELLED,
        notices=(PART2.line, PART2.statement) if marked else (),
    )


@page("course.read")
@require_GET
def contact_file(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """A contact as a calendar file, without a name and without a place."""
    viewer = viewer_of(request)
    found, _may = gate(request, Contact, contact_id, related=("enrolment__person",))
    profile = profile_of(viewer.agency_id)
    title = profile.calendar.feed_title.in_(get_language() or "en")
    marked = profile.part2.in_force and bool(marked_part2(CONTACT, [found.pk]))
    notices = notices_for(found.enrolment.person, ["contacts"], profile=profile, marked=marked)
    event = ical.OutgoingEvent(
        id=str(found.pk),
        sequence=found.version - 1,
        starts_at=found.occurred_at,
        ends_at=found.occurred_at + length(found.kind, found.minutes),
        all_day=False,
        title=title,
        cancelled=found.status == ContactStatus.CANCELLED,
        notices=tuple(text for notice in notices for text in (notice.line, notice.statement)),
    )
    return _as_file(event, viewer.now, file_name(_("appointment"), notices))


@page("calendar.read")
@require_GET
def appointment_file(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """An appointment of one's own as a calendar file."""
    viewer = viewer_of(request)
    found: Appointment = visible(viewer, appointment_id)
    event = ical.OutgoingEvent(
        id=str(found.pk),
        sequence=found.version - 1,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        all_day=found.all_day,
        title=found.title or str(AppointmentKind(found.kind).label),
        cancelled=found.cancelled_at is not None,
    )
    return _as_file(event, viewer.now, _("appointment"))


def _as_file(event: ical.OutgoingEvent, stamp: datetime, name: str) -> HttpResponse:
    body = ical.write([event], name=_("Alongside"), stamp=stamp, zone=get_default_timezone())
    return HttpResponse(
        body, content_type=TYPE, headers={"Content-Disposition": f'attachment; filename="{name}.ics"'}
    )


@page("appointment.take_in")
@takes_files(CALENDAR_MB)
def take_file_in(request: HttpRequest) -> HttpResponse:
    """Take a calendar file into one's own days."""
    viewer = viewer_of(request)
    form = FileForm(request.POST or None, request.FILES or None)
    found: ical.FileRead | None = None
    taken: TakenIn | None = None
    if request.method == "POST" and form.is_valid():
        start, end = viewer.now - READ_BACK, viewer.now + READ_AHEAD
        with form.shows():
            data = form.cleaned_data["file"].read(ical.MOST_BYTES + 1)
            found = ical.read(data, zone=get_default_timezone(), start=start, end=end)
            taken = take_in(by=viewer, worker=_own(viewer), events=found.events, start=start, end=end)
    return render(
        request,
        "calendar/take_in.html",
        {"form": form, "found": found, "taken": taken},
        status=422 if form.errors else 200,
    )


def _own(viewer: Actor) -> Worker:
    if viewer.worker_id is None:
        raise Http404
    return Worker.objects.get(pk=viewer.worker_id)
