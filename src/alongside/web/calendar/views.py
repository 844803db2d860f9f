"""The calendar, and moving what stands in it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.calendar import rules
from alongside.calendar.models import Appointment
from alongside.calendar.operations import move_appointment
from alongside.calendar.queries import Source, appointments
from alongside.contacts.models import Contact
from alongside.contacts.operations import move_contact
from alongside.contacts.series_operations import extend_what_is_due
from alongside.kernel import drafts
from alongside.kernel.errors import DomainError
from alongside.organisation.queries import Staff, profile_of
from alongside.web import dates
from alongside.web.calendar import rows
from alongside.web.calendar.whose import DAY, WEEK, Shown, shown
from alongside.web.forms import ClockField, DayField, HouseForm, after, moment
from alongside.web.looks import show_people
from alongside.web.pages import gate, page
from alongside.web.viewer import viewer_of


@page("calendar.read")
def calendar(request: HttpRequest) -> HttpResponse:
    """A day or a week, of a worker or of a team."""
    viewer = viewer_of(request)
    profile = profile_of(viewer.agency_id)
    found = shown(viewer, request.GET, week_starts=profile.calendar.week_starts)
    if found is None:
        raise Http404
    show, house = found
    ids = [worker.pk for worker in show.workers]
    extend_what_is_due(viewer.agency_id, viewer.now, ids)
    zone = get_default_timezone()
    start, end = rules.midnight(show.days[0], zone), rules.midnight(show.days[-1] + timedelta(days=1), zone)
    items = appointments(viewer, ids, start, end)
    show_people(request, "calendar", items, workers=[str(worker) for worker in ids])
    step = timedelta(days=1 if show.view == DAY else 7)
    return render(
        request,
        "calendar/calendar.html",
        {
            "show": show,
            "heading": rows.heading(show, viewer),
            "sheet": rows.sheet(viewer, show, items, profile),
            "whose": _whose(viewer, show, house),
            "tabs": [
                {"url": show.address(view=DAY), "label": gettext("Day"), "current": show.view == DAY},
                {"url": show.address(view=WEEK), "label": gettext("Week"), "current": show.view == WEEK},
            ],
            "before": show.address(day=str(show.day - step)),
            "after": show.address(day=str(show.day + step)),
            "now": show.address(day=str(viewer.today)),
            "is_now": viewer.today in show.days,
            "here": show.address(),
            "key": drafts.new_key(),
            "counted": len({item.id for item in items}),
        },
    )


def _whose(viewer: Actor, show: Shown, house: Staff) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Whose calendar can be chosen: oneself, the teams, the colleagues of each. (value, words, chosen)."""
    mine = [("", gettext("My own"), show.mine)] if viewer.worker_id else []
    teams = [(f"team:{team.pk}", team.name, show.team_id == team.pk) for team, _posts in house.teams]
    groups = [(gettext("Me and the teams"), [*mine, *teams])]
    for team, posts in house.teams:
        colleagues = [
            (f"worker:{post.worker.pk}", post.worker.name, _is_shown(show, post.worker.pk))
            for post in posts
            if post.worker.pk != viewer.worker_id
        ]
        if colleagues:
            groups.append((team.name, colleagues))
    return groups


def _is_shown(show: Shown, worker_id: UUID) -> bool:
    return show.team_id is None and not show.mine and show.workers[0].pk == worker_id


@page("calendar.read")
def choose(request: HttpRequest) -> HttpResponse:
    """From the choice of whose calendar to its address."""
    kind, _colon, pk = request.GET.get("whose", "").partition(":")
    query = request.GET.copy()
    query.pop("whose", None)
    if kind in ("team", "worker"):
        query[kind] = pk
    return redirect(f"{reverse('calendar')}?{query.urlencode()}")


class MovedForm(HouseForm):
    """Where something was dragged or moved with the keys."""

    source = forms.ChoiceField(choices=[(source.value, source.value) for source in Source])
    id = forms.UUIDField()
    version = forms.IntegerField()
    day = DayField()
    clock = ClockField()
    key = forms.UUIDField()
    back = forms.CharField(required=False)


@page("calendar.read")
@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """Something was dragged, or moved with the keys, and let go at another time."""
    viewer = viewer_of(request)
    form = MovedForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    said = form.cleaned_data
    at = moment(said["day"], said["clock"])
    back = said["back"] if said["back"].startswith(f"{reverse('calendar')}?") else reverse("calendar")
    about = {"version": said["version"], "key": said["key"]}
    try:
        if said["source"] == Source.CONTACT:
            contact, _may = gate(
                request, Contact, said["id"], policy="contact.move", related=("enrolment__team",)
            )
            move_contact(by=viewer, contact=contact, occurred_at=at, **about)
        else:
            found = Appointment.objects.filter(pk=said["id"], agency_id=viewer.agency_id).first()
            if found is None:
                raise Http404
            move_appointment(by=viewer, appointment=found, starts_at=at, **about)
    except DomainError as error:
        messages.error(request, error.text)
        return redirect(f"{back}#entry-{said['id']}")
    when = dates.spoken_moment(at, viewer.today)
    return after(request, back, said=_("Moved to %(when)s.") % {"when": when}, fragment=f"entry-{said['id']}")
