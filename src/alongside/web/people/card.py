"""The card for whoever is on call: who this is, what to know, whom to call, and a place to write down the call."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from alongside.access.actor import Actor
from alongside.access.policy import may
from alongside.attention.queries import Card, card_of
from alongside.enrolments.models import Enrolment
from alongside.oncall.calls import log_call
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.web.crisis.words import plan_lines
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.oncall.forms import CallForm
from alongside.web.pages import gate, page
from alongside.web.people.flags import flag_line
from alongside.web.viewer import viewer_of
from alongside.web.where import where


@page("card.read")
def card(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The card, and a place to write down a call."""
    viewer = viewer_of(request)
    person, _may = gate(request, Person, person_id, policy="card.read")
    shown = card_of(viewer, person)
    slot = DraftSlot(request, form="call", subject_id=person.pk)
    if answer := slot.answer():
        return answer
    course = _course(viewer, shown)
    now = localtime(viewer.now)
    form = CallForm.from_slot(
        slot,
        today=viewer.today,
        initial={"day": now.date(), "clock": now.time().replace(second=0, microsecond=0)},
    )
    if request.method == "POST" and course is not None and form.is_valid():
        with form.shows():
            said = form.said()
            log_call(by=viewer, enrolment=course, occurred_at=said.pop("at"), key=slot.key, **said)
            return slot.done(after(request, "card", person.pk, said=_("Written down. They will read it.")))
    return render(
        request,
        "people/card.html",
        {
            "person": person,
            "card": shown,
            "where": where(shown.where, profile_of(viewer.agency_id)),
            "flags": [
                flag_line(one, person, viewer.today, worker_name=one.worker.name if one.worker else "")
                for one in shown.flags
            ],
            "crisis": plan_lines(shown.crisis, shown.crisis_calls, viewer.today) if shown.crisis else None,
            "form": form,
            "writes": course is not None,
            "slot": slot,
        },
    )


def _course(viewer: Actor, shown: Card) -> Enrolment | None:
    """The course the call is written down in, when the viewer may."""
    if shown.course_id is None:
        return None
    course: Enrolment = Enrolment.objects.visible_to(viewer).get(pk=shown.course_id)
    return course if may(viewer, "call.log", course) else None
