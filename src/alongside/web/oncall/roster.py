"""The roster: who is on call now, a week of shifts, and for the lead one tap to put a colleague on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.oncall.models import Shift
from alongside.oncall.operations import give_shift, take_off
from alongside.oncall.queries import (
    WEEK,
    OnCallTeam,
    Roster,
    Row,
    gaps_ahead,
    next_shift,
    on_call_at,
    roster_of,
    team_named,
    team_of,
    teams_on_call,
)
from alongside.oncall.rules import Span
from alongside.organisation.models import Worker
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.web import dates
from alongside.web.forms import after, read_day
from alongside.web.oncall.forms import OtherHoursForm
from alongside.web.oncall.words import ways
from alongside.web.pages import page
from alongside.web.unsent import uuid_of
from alongside.web.viewer import viewer_of


@dataclass(frozen=True)
class OnIt:
    """Somebody on a shift; `take_off_url` for the lead, as long as it is not over."""

    name: str
    phone: str
    now: bool
    take_off_url: str


@dataclass(frozen=True)
class ShiftRow:
    """A shift on the page. `starts`, `ends` are what a tap sends; `missing` says when nobody is on call."""

    place: str
    label: str
    hours: str
    people: list[OnIt]
    offered: list[Worker]
    starts: str
    ends: str
    missing: str


@dataclass(frozen=True)
class DayRows:
    """A day of the roster."""

    title: str
    rows: list[ShiftRow]


@page("roster.read")
def roster(request: HttpRequest) -> HttpResponse:
    """A week of the roster of one team."""
    viewer = viewer_of(request)
    teams = teams_on_call(viewer)
    team = team_of(teams, uuid_of(request.GET.get("team")))
    if team is None:
        if request.GET.get("team"):
            raise Http404
        return render(request, "oncall/no_team.html")
    return _shown(request, teams, team, first=_first(request.GET.get("from"), viewer))


@page("shift.give")
@require_POST
def give(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """One tap: this colleague takes this shift."""
    viewer = viewer_of(request)
    team, worker = _led(viewer, team_id), _colleague(viewer, request.POST.get("worker", ""))
    starts_at, ends_at = _sent(request, "starts"), _sent(request, "ends")
    give_shift(by=viewer, team=team_named(team.id), worker=worker, starts_at=starts_at, ends_at=ends_at)
    when = dates.spoken_moment(starts_at, viewer.today)
    messages.success(
        request, gettext("%(name)s is on call from %(when)s.") % {"name": worker.name, "when": when}
    )
    return redirect(_address(team, starts_at, _first(request.POST.get("from"), viewer)))


@page("shift.give")
def other_hours(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """A shift with hours of its own."""
    viewer = viewer_of(request)
    team = _led(viewer, team_id)
    found = roster_of(viewer, team, profile_of(viewer.agency_id), first=viewer.today)
    form = OtherHoursForm(
        request.POST or None,
        can_take=found.can_take,
        initial={"day": viewer.today, "last": viewer.today + timedelta(days=1)},
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            worker = _colleague(viewer, form.cleaned_data["worker"])
            shift = give_shift(by=viewer, team=team_named(team.id), worker=worker, **form.hours())
            said = gettext("%(name)s is on call from %(when)s.") % {
                "name": worker.name,
                "when": dates.spoken_moment(shift.starts_at, viewer.today),
            }
            day = localtime(shift.starts_at).date()
            return after(request, _address(team, shift.starts_at, _week_with(day, viewer)), said=said)
    return render(request, "oncall/other_hours.html", {"form": form, "team": team, "back": _address(team)})


@page("shift.take_off")
@require_POST
def take_off_roster(request: HttpRequest, shift_id: UUID) -> HttpResponse:
    """One tap: this colleague does not take this shift after all."""
    viewer = viewer_of(request)
    shift = get_object_or_404(Shift.objects.select_related("team", "worker"), pk=shift_id)
    team = _led(viewer, shift.team_id)
    take_off(by=viewer, shift=shift)
    messages.success(request, gettext("%(name)s is off.") % {"name": shift.worker.name})
    return redirect(_address(team, shift.starts_at, _first(request.POST.get("from"), viewer)))


def _shown(request: HttpRequest, teams: list[OnCallTeam], team: OnCallTeam, *, first: date) -> HttpResponse:
    viewer = viewer_of(request)
    profile = profile_of(viewer.agency_id)
    found = roster_of(viewer, team, profile, first=first)
    hours = profile.on_call
    here = on_call_at([team.id], viewer.now)
    return render(
        request,
        "oncall/roster.html",
        {
            "team": team,
            "tabs": [
                {"url": _address(one), "label": one.name, "current": one.id == team.id} for one in teams
            ],
            "ways": ways(team.id, "roster"),
            "now": [_on(shift, viewer, leads=False) for shift in here],
            "until": dates.spoken_moment(max(one.ends_at for one in here), viewer.today) if here else "",
            "gaps": [
                (_gap(span, viewer.today), _address(team, slot.starts_at, _week_with(slot.day, viewer)))
                for slot, span in gaps_ahead(viewer, team.id, profile)
            ],
            "mine": next_shift(viewer.worker_id, viewer.now) if team.takes_part else None,
            "opens": viewer.on_call_team_ids,
            "days": _days(found, profile, viewer, leads=team.leads),
            "can_take": found.can_take,
            "before": hours.open_before_minutes,
            "after": hours.open_after_hours,
            "first": first.isoformat(),
            "earlier": _address(team, first=first - timedelta(days=WEEK)),
            "later": _address(team, first=first + timedelta(days=WEEK)),
            "today": viewer.today,
        },
    )


def _days(found: Roster, profile: Profile, viewer: Actor, *, leads: bool) -> list[DayRows]:
    return [
        DayRows(
            dates.long_day(day),
            [_row(row, profile, viewer, found.can_take if leads else ()) for row in rows],
        )
        for day, rows in found.days
    ]


def _row(row: Row, profile: Profile, viewer: Actor, can_take: tuple[Worker, ...]) -> ShiftRow:
    on_it = {shift.worker_id for shift in row.shifts}
    over = row.span.ends_at <= viewer.now
    label = gettext("Other hours")
    if row.slot is not None:
        label = profile.on_call_shifts.label(row.slot.key, get_language() or "en")
    nobody = not row.shifts and row.missing
    return ShiftRow(
        place=_place(row.span.starts_at),
        label=label,
        hours=_hours(row.span, localtime(row.span.starts_at).date()),
        people=[_on(shift, viewer, leads=bool(can_take)) for shift in row.shifts],
        offered=[] if over or row.slot is None else [one for one in can_take if one.pk not in on_it],
        starts=row.span.starts_at.isoformat(),
        ends=row.span.ends_at.isoformat(),
        missing=gettext("nobody yet")
        if nobody
        else ", ".join(
            gettext("nobody %(hours)s") % {"hours": _hours(one, viewer.today)} for one in row.missing
        ),
    )


def _on(shift: Shift, viewer: Actor, *, leads: bool) -> OnIt:
    changes = leads and shift.ends_at > viewer.now
    return OnIt(
        name=shift.worker.name,
        phone=shift.worker.phone,
        now=shift.starts_at <= viewer.now < shift.ends_at,
        take_off_url=reverse("shift_take_off", args=[shift.pk]) if changes else "",
    )


def _hours(span: Span, day: date) -> str:
    """From when to when; the day of the end where it is not the day of the start or the next morning."""
    starts, ends = dates.clock(span.starts_at), dates.clock(span.ends_at)
    if localtime(span.ends_at).date() > day + timedelta(days=1):
        ends = f"{dates.short_day(localtime(span.ends_at).date(), day)} {ends}"
    return f"{starts}–{ends}"


def _gap(span: Span, today: date) -> str:
    return f"{dates.spoken_moment(span.starts_at, today)}–{dates.clock(span.ends_at)}"


def _place(starts_at: datetime) -> str:
    return f"shift-{localtime(starts_at):%Y%m%d-%H%M}"


def _address(team: OnCallTeam, at: datetime | None = None, first: date | None = None) -> str:
    asked = {"team": str(team.id), **({"from": first.isoformat()} if first is not None else {})}
    anchor = f"#{_place(at)}" if at is not None else ""
    return f"{reverse('roster')}?{urlencode(asked)}{anchor}"


def _first(text: str | None, viewer: Actor) -> date:
    return (read_day(text) if text else None) or viewer.today


def _week_with(day: date, viewer: Actor) -> date:
    """The first day of the page that shows `day`."""
    return viewer.today if viewer.today <= day < viewer.today + timedelta(days=WEEK) else day


def _led(viewer: Actor, team_id: UUID) -> OnCallTeam:
    team = team_of(teams_on_call(viewer), team_id)
    if team is None or not team.leads:
        raise Http404
    return team


def _colleague(viewer: Actor, text: str) -> Worker:
    return get_object_or_404(Worker, pk=uuid_of(text), agency_id=viewer.agency_id)


def _sent(request: HttpRequest, name: str) -> datetime:
    """A moment that the page put into its form.

    Raises:
        Http404: it is none.
    """
    try:
        found = datetime.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None
    if found.tzinfo is None:
        raise Http404
    return found
