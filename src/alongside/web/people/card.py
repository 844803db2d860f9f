"""The card for whoever is on call: who this is, what to know, whom to call, and a place to write down the call."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.access.actor import Actor
from alongside.attention.queries import card_of
from alongside.contacts.operations import record_contact
from alongside.enrolments.models import Enrolment
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.web.crisis.words import plan_lines
from alongside.web.drafts import DraftSlot
from alongside.web.forms import ClockField, DayField, HouseForm, after, moment
from alongside.web.pages import gate, page
from alongside.web.people.flags import flag_line
from alongside.web.where import where


class CallForm(HouseForm):
    """A call, told to those who walk with the person."""

    argument_fields = {"occurred_at": "clock"}
    day = DayField(label=gettext_lazy("Day"))
    clock = ClockField(label=gettext_lazy("Time"))
    text = forms.CharField(
        label=gettext_lazy("What happened"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Whoever walks with them reads it first thing in the morning."),
    )


@page("card.read")
def card(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The card, and a place to write down a call."""
    viewer: Actor = request.actor  # type: ignore[attr-defined]
    person, _may = gate(request, Person, person_id, policy="card.read")
    shown = card_of(viewer, person)
    slot = DraftSlot(request, form="call", subject_id=person.pk)
    if answer := slot.answer():
        return answer
    now = localtime(viewer.now)
    form = CallForm.from_slot(slot, initial={"day": now.date(), "clock": now.time().replace(second=0)})
    if request.method == "POST" and shown.course_id is not None and form.is_valid():
        with form.shows():
            said = form.cleaned_data
            record_contact(
                by=viewer,
                enrolment=Enrolment.objects.visible_to(viewer).get(pk=shown.course_id),
                kind="phone",
                place="remote",
                occurred_at=moment(said["day"], said["clock"]),
                text=said["text"],
                key=slot.key,
            )
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
            "slot": slot,
        },
    )
