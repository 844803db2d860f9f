"""Calls in the night: those of nobody known, and what is to be followed up, until somebody says that they did."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.contacts.models import Contact
from alongside.oncall.calls import log_unknown_call, settle, settle_unknown
from alongside.oncall.models import FollowUp, UnknownCall
from alongside.oncall.queries import team_named, teams_on_call
from alongside.web import dates
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.oncall.forms import UnknownCallForm
from alongside.web.pages import gate, page
from alongside.web.viewer import viewer_of


@page("call.log_unknown")
def unknown_call(request: HttpRequest) -> HttpResponse:
    """Write down a call where nobody could say who it was."""
    viewer = viewer_of(request)
    here = viewer.team_ids | viewer.on_call_team_ids
    teams = [team for team in teams_on_call(viewer) if team.id in here]
    if not teams:
        raise Http404
    slot = DraftSlot(request, form="unknown_call", subject_id=viewer.agency_id)
    if answer := slot.answer():
        return answer
    now = localtime(viewer.now)
    form = UnknownCallForm.from_slot(
        slot,
        today=viewer.today,
        teams=[(str(team.id), team.name) for team in teams],
        initial={
            "day": now.date(),
            "clock": now.time().replace(second=0, microsecond=0),
            "team": request.GET.get("team") or str(teams[0].id),
        },
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            said = form.said()
            team = team_named(UUID(form.cleaned_data["team"]))
            log_unknown_call(by=viewer, team=team, rang_at=said.pop("at"), key=slot.key, **said)
            words = _("Written down. The team reads it on the handover.")
            return slot.done(after(request, f"{reverse('handover')}?team={team.pk}", said=words))
    return render(request, "oncall/unknown_call.html", {"form": form, "slot": slot})


@page("call.settle")
def follow_up(request: HttpRequest, follow_up_id: UUID) -> HttpResponse:
    """What on call was told, what was agreed, and the tap that says one has acted on it."""
    viewer = viewer_of(request)
    found, _may = gate(
        request,
        FollowUp,
        follow_up_id,
        policy="call.settle",
        related=("contact__enrolment__person", "contact__signed_by", "settled_by"),
    )
    contact: Contact = get_object_or_404(Contact.objects.visible_to(viewer), pk=found.contact_id)
    person = found.contact.enrolment.person
    if request.method == "POST":
        settle(by=viewer, follow_up=found)
        return after(request, "today", said=_("Followed up."))
    return render(
        request,
        "oncall/follow_up.html",
        {
            "follow_up": found,
            "contact": contact,
            "person": person,
            "when": dates.spoken_moment(contact.occurred_at, viewer.today),
            "due": dates.due(found.due_on, viewer.today),
            "late": found.due_on < viewer.today,
            "by": found.contact.signed_by,
        },
    )


@page("call.settle_unknown")
@require_POST
def unknown_settled(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Somebody has acted on a call of nobody known."""
    call = get_object_or_404(UnknownCall, pk=call_id)
    settle_unknown(by=viewer_of(request), call=call)
    messages.success(request, _("Followed up."))
    return redirect(f"{reverse('handover')}?team={call.team_id}")
