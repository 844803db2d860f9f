"""Rest, go on, another rhythm, close, answer a proposal to close, reopen."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from alongside.caseload.models import Assignment, AssignmentKind
from alongside.caseload.queries import capacity, let_in
from alongside.enrolments.models import ClosureProposal, Enrolment
from alongside.enrolments.operations import (
    answer_closure,
    change_course,
    close_course,
    pause_course,
    propose_closure,
    reopen_course,
    resume_course,
)
from alongside.enrolments.queries import open_pause
from alongside.housing.models import HousingStay
from alongside.kernel.drafts import new_key
from alongside.organisation.models import Worker
from alongside.organisation.queries import profile_of
from alongside.web.caseload.words import with_room
from alongside.web.checklists.words import before_closing
from alongside.web.closing.forms import AnswerForm, ClosingForm, PauseForm, ReopenForm, ResumeForm, RhythmForm
from alongside.web.drafts import DraftSlot, posted_key
from alongside.web.forms import HouseForm, after
from alongside.web.pages import gate, page
from alongside.web.together import Read, fields
from alongside.web.viewer import viewer_of

RELATED = ("person", "team")


@page("course.change")
def change(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Agree on another rhythm or intensity: stepping down is the way out of a course."""
    viewer = viewer_of(request)
    enrolment, _may = gate(request, Enrolment, enrolment_id, policy="course.change", related=RELATED)
    slot = DraftSlot(request, form="rhythm", subject_id=enrolment.pk)
    if answer := slot.answer():
        return answer
    read = Read(enrolment, fields("intensity", "rhythm_days"))
    form = RhythmForm.from_slot(slot, initial=read.initial).meets(read)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            change_course(by=viewer, enrolment=enrolment, **form.cleaned_data)
            return slot.done(after(request, "person", enrolment.person_id, said=_("Agreed anew.")))
    return _shown(request, "closing/rhythm.html", enrolment, form, slot=slot)


@page("course.pause")
def pause(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The course rests: a ward, prison, a journey."""
    viewer = viewer_of(request)
    enrolment, _may = gate(request, Enrolment, enrolment_id, policy="course.pause", related=RELATED)
    profile = profile_of(viewer.agency_id)
    slot = DraftSlot(request, form="pause", subject_id=enrolment.pk)
    if answer := slot.answer():
        return answer
    form = PauseForm.from_slot(slot, profile=profile, today=viewer.today)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            pause_course(by=viewer, enrolment=enrolment, key=slot.key, **form.cleaned_data)
            said = _("The course rests. It is not closed.")
            return slot.done(after(request, "person", enrolment.person_id, said=said))
    return _shown(request, "closing/pause.html", enrolment, form, slot=slot)


@page("course.resume")
def resume(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The course goes on."""
    viewer = viewer_of(request)
    enrolment, _may = gate(request, Enrolment, enrolment_id, policy="course.resume", related=RELATED)
    key = posted_key(request)
    form = ResumeForm(request.POST or None, today=viewer.today)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            resume_course(by=viewer, enrolment=enrolment, key=key, **form.cleaned_data)
            return after(request, "person", enrolment.person_id, said=_("The course goes on."))
    rests = open_pause(viewer, enrolment)
    kind = profile_of(viewer.agency_id).pause_kinds.get(rests.kind) if rests else None
    return _shown(
        request,
        "closing/resume.html",
        enrolment,
        form,
        pause=rests,
        stay=kind is not None and kind.comes_out is not None,
        key=key or new_key(),
    )


@page("closure.make")
def close(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Close a course, or propose it to a second person when someone only stayed away."""
    viewer = viewer_of(request)
    enrolment, _may = gate(request, Enrolment, enrolment_id, policy="closure.make", related=RELATED)
    slot = DraftSlot(request, form="closure", subject_id=enrolment.pk)
    if answer := slot.answer():
        return answer
    lives = HousingStay.objects.visible_to(viewer).filter(person=enrolment.person, ends_on__isnull=True)
    form = ClosingForm.from_slot(
        slot,
        profile=profile_of(viewer.agency_id),
        lives=lives.values_list("kind", flat=True).first() or "",
        today=viewer.today,
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            if form.needs_second_person:
                propose_closure(by=viewer, enrolment=enrolment, key=slot.key, **form.cleaned_data)
                said = _("Proposed. The course stays open until a second person agrees.")
            else:
                close_course(by=viewer, enrolment=enrolment, key=slot.key, **form.cleaned_data)
                said = _("The course is closed. It can be reopened, with its history.")
            return slot.done(after(request, "person", enrolment.person_id, said=said))
    lists = before_closing(enrolment, viewer, profile_of(viewer.agency_id), viewer.language)
    return _shown(request, "closing/close.html", enrolment, form, slot=slot, lists=lists)


@page("closure.answer")
def answer(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """A second person reads a proposal to close, and agrees or not."""
    viewer = viewer_of(request)
    proposal, _may = gate(
        request,
        ClosureProposal,
        proposal_id,
        policy="closure.answer",
        related=("enrolment__person", "enrolment__team", "proposed_by", "answered_by"),
    )
    own = proposal.proposed_by_id == viewer.worker_id
    slot = DraftSlot(request, form="answer", subject_id=proposal.pk)
    if went := slot.answer():
        return went
    form = AnswerForm.from_slot(slot, own=own)
    if request.method == "POST" and form.is_valid():
        agreed = form.cleaned_data["agreed"] == "yes"
        with form.shows():
            answer_closure(
                by=viewer,
                proposal=proposal,
                agreed=agreed,
                note=form.cleaned_data["note"],
                key=slot.key,
            )
            said = _("The course is closed.") if agreed else _("The course stays open. We keep trying.")
            return slot.done(after(request, "person", proposal.enrolment.person_id, said=said))
    profile = profile_of(viewer.agency_id)
    language = viewer.language
    facts = [
        (_("Why"), profile.closure_reasons.label(proposal.reason, language)),
        (
            _("Where to"),
            proposal.destination_text or profile.closure_destinations.label(proposal.destination, language),
        ),
        (_("Living now"), profile.housing_kinds.label(proposal.housing_at_exit, language)),
    ]
    return _shown(
        request,
        "closing/answer.html",
        proposal.enrolment,
        form,
        slot=slot,
        proposal=proposal,
        own=own,
        facts=facts,
    )


@page("course.reopen")
def reopen(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Go on with a closed course."""
    viewer = viewer_of(request)
    enrolment, _may = gate(request, Enrolment, enrolment_id, policy="course.reopen", related=RELATED)
    slot = DraftSlot(request, form="reopen", subject_id=enrolment.pk)
    if answer := slot.answer():
        return answer
    if enrolment.is_open:
        return redirect("person", enrolment.person_id)
    loads = let_in(
        capacity(viewer.agency_id, viewer.today, team_ids={enrolment.team_id}),
        enrolment.person_id,
        viewer.today,
    )
    before = (
        Assignment.objects.visible_to(viewer)
        .filter(enrolment=enrolment, kind=AssignmentKind.PRIMARY)
        .order_by("-starts_on", "-pk")
        .values_list("worker_id", flat=True)
        .first()
    )
    workers = [(str(load.worker_id), with_room(load)) for load in loads]
    form = ReopenForm.from_slot(
        slot,
        workers=workers,
        before=str(before) if before in {load.worker_id for load in loads} else "",
        today=viewer.today,
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            said = form.cleaned_data
            worker = get_object_or_404(Worker, pk=said["worker"], agency_id=viewer.agency_id)
            reopen_course(
                by=viewer,
                enrolment=enrolment,
                reopened_on=said["reopened_on"],
                reason=said["reason"],
                worker=worker,
                key=slot.key,
            )
            went_on = _("The course goes on, with one history.")
            return slot.done(after(request, "person", enrolment.person_id, said=went_on))
    return _shown(request, "closing/reopen.html", enrolment, form, slot=slot)


def _shown(
    request: HttpRequest, template: str, enrolment: Enrolment, form: HouseForm, **more: object
) -> HttpResponse:
    context = {"enrolment": enrolment, "person": enrolment.person, "form": form, **more}
    return render(request, template, context)
