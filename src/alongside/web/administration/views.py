"""The house as a whole: teams, who works in them, and the agency's own settings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alongside.organisation.models import Agency
from alongside.organisation.operations import add_team, change_agency
from alongside.organisation.profile import load_profile
from alongside.organisation.queries import Post, profile_of, staff
from alongside.web.administration.forms import SettingsForm, TeamForm, as_set
from alongside.web.forms import after
from alongside.web.pages import page
from alongside.web.roles import ROLE_LABELS
from alongside.web.viewer import viewer_of


@page("administration")
def administration(request: HttpRequest) -> HttpResponse:
    """Teams with their people at work, and the settings in force."""
    actor = viewer_of(request)
    found = staff(actor.agency_id, actor.today)
    profile = profile_of(actor.agency_id)
    context = {
        "teams": [(team, _rows(posts)) for team, posts in found.teams],
        "house": _rows(found.house),
        "nowhere": found.nowhere,
        "practice": profile.label.in_(get_language() or "en"),
        "profile": profile,
    }
    return render(request, "administration/administration.html", context)


@page("team.add")
def team_new(request: HttpRequest) -> HttpResponse:
    """Add a team."""
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            team = add_team(by=viewer_of(request), **form.cleaned_data)
            return after(request, "administration", said=_("%(team)s is there now.") % {"team": team.name})
    return render(request, "administration/team_new.html", {"form": form}, status=422 if form.errors else 200)


@page("agency.change")
def agency_settings(request: HttpRequest) -> HttpResponse:
    """The agency's own settings over its practice profile."""
    actor = viewer_of(request)
    agency = Agency.objects.get(pk=actor.agency_id)
    form = SettingsForm(
        request.POST or None, initial=as_set(agency), profile=load_profile(agency.profile_key)
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            change_agency(
                by=actor,
                agency=agency,
                version=form.cleaned_data["version"],
                name=form.cleaned_data["name"],
                overrides=form.overrides(agency),
            )
            return after(request, "administration", said=_("The settings are kept."))
    return render(request, "administration/settings.html", {"form": form}, status=422 if form.errors else 200)


def _rows(posts: tuple[Post, ...]) -> list[dict[str, object]]:
    return [{"worker": post.worker, "roles": [ROLE_LABELS[role] for role in post.roles]} for post in posts]
