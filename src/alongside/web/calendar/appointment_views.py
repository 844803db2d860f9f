"""Something new in the calendar, and the page of an appointment without a person."""

from __future__ import annotations

from datetime import time
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor, Role
from alongside.access.policy import may
from alongside.attention.queries import my_people
from alongside.calendar.models import Appointment, AppointmentKind
from alongside.calendar.operations import (
    add_appointment,
    call_off_appointment,
    change_appointment,
    move_appointment,
)
from alongside.organisation.models import Worker
from alongside.organisation.queries import staff
from alongside.web import dates
from alongside.web.calendar.forms import CallOffOwnForm, MoveOwnForm, OwnAppointmentForm, as_written, fresh
from alongside.web.forms import after, moment, read_clock, read_day
from alongside.web.looks import show_people
from alongside.web.pages import page
from alongside.web.viewer import viewer_of

MORNING = time(9)


@page("appointment.add")
def new(request: HttpRequest) -> HttpResponse:
    """Something new: with one of my people, or time of one's own."""
    viewer = viewer_of(request)
    worker = _worker(viewer, request.GET.get("worker"))
    day = read_day(request.GET.get("day", "")) or viewer.today
    clock = read_clock(request.GET.get("clock", "")) or MORNING
    form = OwnAppointmentForm(
        request.POST or None, initial=fresh(day, clock), colleagues=colleagues(viewer, worker)
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            said = form.said()
            add_appointment(by=viewer, worker=worker, key=form.cleaned_data["key"], **said)
            return _to_the_day(request, worker, said["starts_at"], _("It is in the calendar."))
    mine = my_people(viewer) if worker.pk == viewer.worker_id and viewer.has(Role.CASE_MANAGER) else []
    show_people(request, "calendar_new", mine)
    return render(
        request,
        "calendar/new.html",
        {
            "form": form,
            "worker": None if worker.pk == viewer.worker_id else worker,
            "mine": mine,
            "when": urlencode(
                {
                    "day": str(day),
                    "clock": f"{clock:%H:%M}",
                    "back": f"{reverse('calendar')}?{urlencode({'view': 'week', 'day': str(day)})}",
                }
            ),
            "day": day,
        },
        status=422 if form.errors else 200,
    )


@page("calendar.read")
def appointment(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """An appointment: what, when, who takes part, what was changed; and what can be done about it."""
    viewer = viewer_of(request)
    found = visible(viewer, appointment_id)
    changeable = may(viewer, "appointment.change", found) and not found.uid and found.cancelled_at is None
    begins = localtime(found.starts_at)
    return render(
        request,
        "calendar/appointment.html",
        {
            "found": found,
            "kind": AppointmentKind(found.kind).label,
            "when": when_of(found),
            "others": [
                one.worker.name for one in found.others.select_related("worker").order_by("worker__name")
            ],
            "changes": found.changes.select_related("worker").order_by("-changed_at"),
            "changeable": changeable,
            "day": begins.date(),
            "move_form": MoveOwnForm(
                initial={"day": begins.date(), "clock": begins.time(), "version": found.version}
            ),
            "call_off_form": CallOffOwnForm(initial={"version": found.version}),
        },
    )


@page("appointment.change")
def change(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Change what it is about, when and with whom."""
    viewer = viewer_of(request)
    found = changeable_one(viewer, appointment_id)
    others = found.others.values_list("worker_id", flat=True)
    form = OwnAppointmentForm(
        request.POST or None, initial=as_written(found, others), colleagues=colleagues(viewer, found.worker)
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            change_appointment(
                by=viewer, appointment=found, version=form.cleaned_data["version"], **form.said()
            )
            return after(request, "appointment", found.pk, said=_("The change is kept."))
    return render(
        request,
        "calendar/change.html",
        {"form": form, "found": found},
        status=422 if form.errors else 200,
    )


@page("appointment.move")
def move(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """The same at another time."""
    viewer = viewer_of(request)
    found = changeable_one(viewer, appointment_id)
    form = MoveOwnForm(request.POST or None)
    if request.method != "POST":
        return redirect("appointment", found.pk)
    if form.is_valid():
        said = form.cleaned_data
        with form.shows():
            at = moment(said["day"], said["clock"])
            move_appointment(
                by=viewer,
                appointment=found,
                starts_at=at,
                reason=said["reason"],
                version=said["version"],
                key=said["key"],
            )
            when = dates.spoken_moment(at, viewer.today)
            return after(request, "appointment", found.pk, said=_("Moved to %(when)s.") % {"when": when})
    return render(request, "calendar/move.html", {"form": form, "found": found}, status=422)


@page("appointment.call_off")
@require_POST
def call_off(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """It does not take place; it stays in the calendar, struck through."""
    viewer = viewer_of(request)
    found = changeable_one(viewer, appointment_id)
    form = CallOffOwnForm(request.POST)
    if not form.is_valid():
        return redirect("appointment", found.pk)
    call_off_appointment(by=viewer, appointment=found, **form.cleaned_data)
    return _to_the_day(
        request, found.worker, found.starts_at, _("Called off. It stays in the calendar, struck through.")
    )


def visible(viewer: Actor, appointment_id: UUID) -> Appointment:
    """An appointment of the agency that is not somebody else's private time.

    Raises:
        Http404: there is none, or it is not for the viewer to see.
    """
    found = (
        Appointment.objects.filter(pk=appointment_id, agency_id=viewer.agency_id)
        .select_related("worker")
        .first()
    )
    if found is None:
        raise Http404
    takes_part = found.worker_id == viewer.worker_id or (
        found.private and found.others.filter(worker_id=viewer.worker_id or found.worker_id).exists()
    )
    if found.private and not takes_part:
        raise Http404
    return found


def changeable_one(viewer: Actor, appointment_id: UUID) -> Appointment:
    """An appointment the viewer may change.

    Raises:
        Http404
    """
    found = visible(viewer, appointment_id)
    if not may(viewer, "appointment.change", found):
        raise Http404
    return found


def colleagues(viewer: Actor, besides: Worker) -> list[Worker]:
    """Who could take part: those of the same teams, by name."""
    found: dict[UUID, Worker] = {}
    for team, posts in staff(viewer.agency_id, viewer.today).teams:
        if team.pk in viewer.team_ids | viewer.on_call_team_ids:
            found |= {post.worker.pk: post.worker for post in posts}
    found.pop(besides.pk, None)
    return sorted(found.values(), key=lambda worker: worker.name)


def when_of(found: Appointment) -> str:
    """When it takes place, in words."""
    begins, ends = localtime(found.starts_at), localtime(found.ends_at)
    if found.all_day:
        last = localtime(found.ends_at).date().toordinal() - 1
        first = begins.date()
        if last == first.toordinal():
            return dates.long_day(first)
        return _("%(first)s to %(last)s") % {
            "first": dates.long_day(first),
            "last": dates.long_day(first.fromordinal(last)),
        }
    values: dict[str, Any] = {
        "day": dates.long_day(begins.date()),
        "start": dates.clock(found.starts_at),
        "end": dates.clock(found.ends_at)
        if begins.date() == ends.date()
        else dates.spoken_moment(found.ends_at, begins.date()),
    }
    return _("%(day)s %(start)s to %(end)s") % values


def _worker(viewer: Actor, wanted: str | None) -> Worker:
    """Whose days: the one asked for when the viewer may write there, else their own."""
    try:
        pk = UUID(wanted) if wanted else viewer.worker_id
    except ValueError:
        pk = viewer.worker_id
    worker = Worker.objects.filter(pk=pk, agency_id=viewer.agency_id).first() if pk else None
    if worker is None or not may(viewer, "appointment.add", worker):
        raise Http404
    return worker


def _to_the_day(request: HttpRequest, worker: Worker, at: Any, said: str) -> HttpResponse:
    viewer = viewer_of(request)
    whose = "" if worker.pk == viewer.worker_id else f"&worker={worker.pk}"
    return after(request, f"{reverse('calendar')}?view=week&day={localtime(at).date()}{whose}", said=said)
