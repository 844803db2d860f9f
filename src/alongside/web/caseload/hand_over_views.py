"""Asking a colleague to take over, answering, and making it warm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.caseload.models import HandOver, HandOverStatus
from alongside.caseload.moves import people_of
from alongside.caseload.operations import (
    accept_hand_over,
    ask_hand_over,
    decline_hand_over,
    finish_hand_over,
    tick_hand_over,
    withdraw_hand_over,
)
from alongside.caseload.queries import capacity, case_manager
from alongside.enrolments.models import Enrolment
from alongside.kernel.errors import DomainError
from alongside.organisation.models import Team, Worker
from alongside.restrictions.queries import kept_out_of_each
from alongside.web import dates
from alongside.web.caseload.forms import AcceptForm, DeclineForm, HandOverForm
from alongside.web.caseload.lists import checklist
from alongside.web.caseload.views import colleague
from alongside.web.caseload.words import how_full
from alongside.web.drafts import DraftSlot
from alongside.web.forms import HouseForm, after
from alongside.web.looks import show_people
from alongside.web.pages import SIGNED_IN, May, gate, page
from alongside.web.viewer import viewer_of

F = TypeVar("F", bound=HouseForm)
RELATED = ("enrolment__person", "enrolment__team", "giver", "receiver", "team", "asked_by")


@page("hand_over.ask")
def hand_over_new(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Hand one person over."""
    actor = viewer_of(request)
    enrolment, may = gate(
        request, Enrolment, enrolment_id, policy="hand_over.ask", related=("person", "team")
    )
    slot = DraftSlot(request, form="hand_over", subject_id=enrolment.pk)
    return _ask(request, actor, slot, [enrolment], case_manager(actor, enrolment), may)


@page("caseload.hand_over")
def hand_over_many(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """Hand over everyone who walks with a worker, or some of them."""
    actor = viewer_of(request)
    worker = colleague(actor, worker_id, policy="caseload.hand_over")
    people = people_of(actor, worker)
    show_people(request, "hand_overs", people, worker=str(worker.pk))
    slot = DraftSlot(request, form="hand_overs", subject_id=worker.pk)
    return _ask(request, actor, slot, people, worker, None)


def _ask(
    request: HttpRequest,
    actor: Actor,
    slot: DraftSlot,
    people: Sequence[Enrolment],
    giver: Worker | None,
    may: May | None,
) -> HttpResponse:
    if answer := slot.answer():
        return answer
    form = HandOverForm.from_slot(
        slot,
        people=people,
        loads=capacity(actor.agency_id, actor.today),
        out=kept_out_of_each([one.person_id for one in people], actor.today),
        giver_id=giver.pk if giver else None,
        today=actor.today,
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            asked = _ask_each(actor, form, slot.key)
            said = ngettext(
                "%(count)d colleague is asked. Nothing moves before they say yes.",
                "%(count)d hand-overs are asked for. Nothing moves before each receiver says yes.",
                asked,
            )
            return slot.done(after(request, "moves", said=said % {"count": asked}))
    context = {"form": form, "slot": slot, "giver": giver, "own": giver and giver.pk == actor.worker_id}
    if may is not None:
        context |= {"person": people[0].person, "enrolment": people[0], "may": may}
    return render(request, "caseload/hand_over_ask.html", context)


def _ask_each(actor: Actor, form: HandOverForm, key: UUID) -> int:
    chosen = form.chosen()
    for enrolment, worker_id, team_id, note in chosen:
        with form.named(worker=f"to_{enrolment.pk}"):
            ask_hand_over(
                by=actor,
                enrolment=enrolment,
                worker=get_object_or_404(Worker, pk=worker_id, agency_id=actor.agency_id),
                team=get_object_or_404(Team, pk=team_id, agency_id=actor.agency_id),
                planned_on=form.cleaned_data["planned_on"],
                reason=form.cleaned_data["reason"],
                note=note,
                key=uuid5(key, str(enrolment.pk)),
            )
    return len(chosen)


@page(SIGNED_IN)
def hand_over(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """One hand-over: what is written to the receiver, the answer, and the warm checklist."""
    found, may = gate(request, HandOver, hand_over_id, related=RELATED)
    slot = DraftSlot(request, form="hand_over_yes", subject_id=found.pk)
    if answer := slot.answer():
        return answer
    form = AcceptForm.from_slot(slot)
    if request.method == "POST" and form.is_valid() and may("hand_over.accept"):
        with form.shows():
            accept_hand_over(
                by=viewer_of(request),
                hand_over=found,
                key=slot.key,
                **form.cleaned_data,
            )
            said = _("Thank you. %(name)s walks with you from %(day)s.") % {
                "name": found.enrolment.person.first_name,
                "day": _spoken(request, found),
            }
            return slot.done(after(request, "hand_over", found.pk, said=said))
        found, may = gate(request, HandOver, hand_over_id, related=RELATED)
    return _show(request, found, may, form, _unanswered(request, DeclineForm, "hand_over_no", found))


@page(SIGNED_IN)
def decline(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """Say no, and why."""
    found, may = gate(request, HandOver, hand_over_id, policy="hand_over.decline", related=RELATED)
    if request.method != "POST":
        return redirect("hand_over", found.pk)
    slot = DraftSlot(request, form="hand_over_no", subject_id=found.pk)
    if answer := slot.answer():
        return answer
    form = DeclineForm.from_slot(slot)
    if form.is_valid():
        with form.shows():
            decline_hand_over(
                by=viewer_of(request),
                hand_over=found,
                key=slot.key,
                **form.cleaned_data,
            )
            return slot.done(after(request, "moves", said=_("Your answer is kept. Nothing has moved.")))
    return _show(request, found, may, _unanswered(request, AcceptForm, "hand_over_yes", found), form)


def _unanswered(request: HttpRequest, form: type[F], name: str, found: HandOver) -> F:
    """The other of the two answers, with what was begun of it."""
    elsewhere = request.method == "POST"
    return form.from_slot(DraftSlot(request, form=name, subject_id=found.pk, elsewhere=elsewhere))


def _show(
    request: HttpRequest, found: HandOver, may: May, accept: AcceptForm, decline: DeclineForm
) -> HttpResponse:
    actor = viewer_of(request)
    asked = found.status == HandOverStatus.ASKED
    load = None
    if asked and may("hand_over.answer"):
        mine = capacity(actor.agency_id, actor.today, team_ids=[found.team_id])
        load = next((one for one in mine if one.worker_id == actor.worker_id), None)
    goes_on = asked or (found.status == HandOverStatus.ACCEPTED and found.finished_on is None)
    person = found.enrolment.person
    return render(
        request,
        "caseload/hand_over.html",
        {
            "found": found,
            "person": person,
            "may": may,
            "accept": accept,
            "decline": decline,
            "asked": asked,
            "over": load is not None and load.would_be_over,
            "full": how_full(load) if load else "",
            "places": load.places if load else 0,
            "day": _spoken(request, found),
            "moves_team": found.team_id != found.enrolment.team_id,
            "steps": checklist(actor, found) if goes_on else [],
            "opens_person": May(actor, found.enrolment)("course.read"),
        },
        status=422 if accept.errors or decline.errors else 200,
    )


@page(SIGNED_IN)
@require_POST
def withdraw(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """Ask no longer."""
    found, _may = gate(request, HandOver, hand_over_id, policy="hand_over.withdraw")
    try:
        withdraw_hand_over(by=viewer_of(request), hand_over=found)
    except DomainError as error:
        messages.error(request, error.text)
        return redirect("hand_over", found.pk)
    return after(request, "moves", said=_("Withdrawn. Nothing has moved."))


@page(SIGNED_IN)
@require_POST
def tick(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """A line of the checklist is done, or is not after all."""
    found, _may = gate(request, HandOver, hand_over_id, policy="hand_over.tick")
    try:
        tick_hand_over(
            by=viewer_of(request),
            hand_over=found,
            step=request.POST.get("step", ""),
            done=request.POST.get("done") == "1",
        )
    except DomainError as error:
        messages.error(request, error.text)
    return after(request, "moves") if found.finished_on else redirect("hand_over", found.pk)


@page(SIGNED_IN)
@require_POST
def finish(request: HttpRequest, hand_over_id: UUID) -> HttpResponse:
    """The rest of the checklist is not needed."""
    found, _may = gate(request, HandOver, hand_over_id, policy="hand_over.finish")
    finish_hand_over(by=viewer_of(request), hand_over=found)
    return after(request, "moves", said=_("The hand-over is finished."))


def _spoken(request: HttpRequest, found: HandOver) -> str:
    today = viewer_of(request).today
    day = found.planned_on if found.status != HandOverStatus.ASKED else max(found.planned_on, today)
    return dates.spoken_day(day, today)
