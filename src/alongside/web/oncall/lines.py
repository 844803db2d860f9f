"""Adding to the handover in words, and taking it down again."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.oncall.handing_over import add_line, add_team_line, take_line_down, take_team_line_down
from alongside.oncall.handover import may_add_about
from alongside.oncall.models import LineAboutPerson, LineForTeam
from alongside.oncall.queries import team_named, teams_on_call
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after, moment
from alongside.web.looks import show_people
from alongside.web.oncall.forms import LineForm
from alongside.web.pages import gate, page
from alongside.web.viewer import viewer_of

PERSON, TEAM = "person", "team"


@page("handover.add_for_team")
def line_new(request: HttpRequest) -> HttpResponse:
    """Tell whoever is on call something, about a person or about nobody in particular."""
    viewer = viewer_of(request)
    slot = DraftSlot(request, form="on_call_line", subject_id=viewer.agency_id)
    if answer := slot.answer():
        return answer
    teams = [team for team in teams_on_call(viewer) if team.id in viewer.team_ids]
    people = may_add_about(viewer)
    show_people(request, "handover_line", people)
    offered = [
        *((f"{PERSON}:{who.person_id}", who.name) for who in people),
        *((f"{TEAM}:{team.id}", _("Nobody in particular, %(team)s") % {"team": team.name}) for team in teams),
    ]
    form = LineForm.from_slot(
        slot,
        about=offered,
        initial={
            "about": f"{PERSON}:{request.GET.get('about', '')}",
            "until": viewer.today + timedelta(days=1),
        },
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            _add(viewer, form, slot.key)
            return slot.done(
                after(request, "handover", said=_("Whoever is on call reads it on the handover."))
            )
    return render(request, "oncall/line.html", {"form": form, "slot": slot})


@page("handover.take_down")
@require_POST
def line_down(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """What was said about a person does not hold any more."""
    line, _may = gate(request, LineAboutPerson, line_id, policy="handover.take_down")
    take_line_down(by=viewer_of(request), line=line)
    messages.success(request, _("Taken down."))
    return redirect("handover")


@page("handover.take_down_for_team")
@require_POST
def team_line_down(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """What was said for the whole team does not hold any more."""
    line = get_object_or_404(LineForTeam.objects.select_related("team"), pk=line_id)
    take_team_line_down(by=viewer_of(request), line=line)
    messages.success(request, _("Taken down."))
    return redirect(f"{reverse('handover')}?team={line.team_id}")


def _add(viewer: Actor, form: LineForm, key: UUID) -> None:
    """Add the line to whom it is about; the form offers nobody else."""
    said = form.cleaned_data
    turns_at = time.fromisoformat(profile_of(viewer.agency_id).on_call.day_turns_at)
    until = moment(said["until"], turns_at)
    kind, _colon, about = said["about"].partition(":")
    if kind == PERSON:
        person = Person.objects.visible_to(viewer).get(pk=about)
        add_line(by=viewer, person=person, text=said["text"], holds_until=until, key=key)
    else:
        team = team_named(UUID(about))
        add_team_line(by=viewer, team=team, text=said["text"], holds_until=until, key=key)
