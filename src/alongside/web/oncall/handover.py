"""The handover: what whoever is on call has to know tonight, written by the record and by colleagues."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.audit.purposes import Purpose
from alongside.oncall.calls import calls_in
from alongside.oncall.handover import handover_of, since_last_night
from alongside.oncall.queries import OnCallTeam, next_shift, on_call_at, open_to, team_of, teams_on_call
from alongside.organisation.queries import profile_of
from alongside.web import dates
from alongside.web.looks import show_people
from alongside.web.oncall.words import call_rows, line_rows, part_rows, ways
from alongside.web.pages import page
from alongside.web.unsent import uuid_of
from alongside.web.viewer import viewer_of


@page("handover.read")
def handover(request: HttpRequest) -> HttpResponse:
    """One team's handover, for those who work in it and for whoever is on call for it now."""
    viewer = viewer_of(request)
    teams = teams_on_call(viewer)
    if not teams:
        return render(request, "oncall/no_team.html")
    asked = uuid_of(request.GET.get("team"))
    if asked is not None and team_of(teams, asked) is None:
        raise Http404
    opened = [team for team in teams if team.id in open_to(viewer)]
    team = team_of(opened, asked)
    if team is None:
        return _closed(request, viewer, team_of(teams, asked) or teams[0])
    found = handover_of(viewer, team.id, profile_of(viewer.agency_id))
    calls = calls_in(viewer, team.id, since_last_night(found))
    show_people(request, "handover", found, calls, purpose=_purpose(viewer, team), team=str(team.id))
    here = reverse("handover")
    return render(
        request,
        "oncall/handover.html",
        {
            "team": team,
            "tabs": [
                {"url": f"{here}?team={one.id}", "label": one.name, "current": one.id == team.id}
                for one in opened
            ],
            "ways": ways(team.id, "handover"),
            "until": dates.spoken_moment(found.span.ends_at, viewer.today),
            "now": on_call_at([team.id], viewer.now),
            "calls": call_rows(calls, viewer.today),
            "parts": part_rows(found, viewer),
            "for_team": line_rows(found.for_team, "team_line_down", viewer.today),
            "adds": team.id in viewer.team_ids,
        },
    )


def _purpose(viewer: Actor, team: OnCallTeam) -> Purpose:
    if team.leads:
        return Purpose.SUPERVISION
    return Purpose.TEAM if team.id in viewer.team_ids else Purpose.ON_CALL


def _closed(request: HttpRequest, viewer: Actor, team: OnCallTeam) -> HttpResponse:
    """Outside the shift: when the next one begins, and where the roster is."""
    return render(
        request,
        "oncall/off.html",
        {
            "ways": ways(team.id, "handover"),
            "mine": next_shift(viewer.worker_id, viewer.now),
            "today": viewer.today,
            "before": profile_of(viewer.agency_id).on_call.open_before_minutes,
        },
    )
