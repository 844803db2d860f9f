"""Deciding, and giving the person their case manager."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.access.actor import Actor
from alongside.caseload.operations import begin_course
from alongside.caseload.queries import Load, capacity
from alongside.kernel import drafts
from alongside.organisation.models import Team, Worker
from alongside.organisation.queries import profile_of
from alongside.referrals.models import DecisionOutcome, Referral, ReferralStatus
from alongside.referrals.operations import answer_criteria, clarify_referral, decide
from alongside.web.caseload.words import how_full
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.intake.forms import AssignForm
from alongside.web.intake.referral_views import Deciding, begin_deciding, open_referral, posted_version, show
from alongside.web.pages import page
from alongside.web.viewer import viewer_of


@page("referral.decide")
def decide_referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Answer the questions and the referral. What was answered already can be looked at again."""
    record, may = open_referral(request, referral_id, policy="referral.decide")
    if record.status == ReferralStatus.ASSIGNED:
        return _assigned_meanwhile(request, record)
    deciding = begin_deciding(request, record)
    if answer := deciding.slot.answer():
        return answer
    if request.method != "POST" or not deciding.criteria.is_valid():
        return show(request, record, may, deciding=deciding, status=_status(deciding))
    actor = viewer_of(request)
    form = deciding.decision
    with deciding.criteria.shows():
        answer_criteria(by=actor, referral=record, answers=deciding.criteria.answers)
        if request.POST.get("act") == "keep":
            return _find_out_more(request, record, deciding)
        if form.is_valid():
            with form.shows():
                version = posted_version(request, "version", record.version)
                decided = decide(
                    by=actor, referral=record, version=version, key=deciding.slot.key, **form.cleaned_data
                )
                return deciding.slot.done(_after_deciding(request, record, decided.outcome))
    deciding.slot.keep_posted()
    record, may = open_referral(request, referral_id, policy="referral.decide")
    return show(request, record, may, deciding=deciding, status=_status(deciding))


@page("course.begin")
def assign(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Who walks with the person, from when, and how often to begin with."""
    record, _may = open_referral(request, referral_id, policy="course.begin")
    actor = viewer_of(request)
    slot = DraftSlot(request, form="assignment", subject_id=record.pk)
    if answer := slot.answer():
        return answer
    if record.status != ReferralStatus.WAITING:
        return after(request, "referral", record.pk)
    load = _chosen(request, actor)
    profile = profile_of(actor.agency_id)
    form = AssignForm.from_slot(
        slot,
        initial={"starts_on": actor.today, "rhythm_days": profile.rhythm.default_days},
        profile=profile,
        worker=load.name,
        over=load.would_be_over,
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            begin_course(
                by=actor,
                referral=record,
                worker=Worker.objects.get(pk=load.worker_id),
                team=Team.objects.get(pk=load.team_id),
                key=slot.key,
                **form.cleaned_data,
            )
            said = _("%(worker)s walks with %(person)s.") % {
                "worker": load.name,
                "person": record.person.full_name,
            }
            return slot.done(after(request, "intake", said=said))
    return render(
        request,
        "intake/assign.html",
        {
            "referral": record,
            "person": record.person,
            "load": load,
            "full": how_full(load),
            "form": form,
            "slot": slot,
        },
        status=422 if form.is_bound and form.errors else 200,
    )


def _assigned_meanwhile(request: HttpRequest, record: Referral) -> HttpResponse:
    """A colleague was faster: nothing is decided any more, and what was written is not thrown away."""
    if request.method != "POST":
        return after(request, "referral", record.pk)
    begin_deciding(request, record).slot.keep_posted()
    said = _(
        "They were given a case manager meanwhile, so nothing was decided. What you wrote is kept as a draft."
    )
    return after(request, "referral", record.pk, said=said)


def _find_out_more(request: HttpRequest, record: Referral, deciding: Deciding) -> HttpResponse:
    """The answers are kept; a new referral is now being clarified; what was begun of the decision stays a draft."""
    actor = viewer_of(request)
    if record.status not in (ReferralStatus.CLARIFYING, ReferralStatus.WAITING):
        clarify_referral(by=actor, referral=record)
    begun = {name: request.POST.getlist(name) for name in deciding.decision.fields if request.POST.get(name)}
    if begun:
        assert actor.user_id is not None
        drafts.keep(
            user_id=actor.user_id,
            form="decision",
            subject_id=record.pk,
            fields=begun,
            key=deciding.slot.key,
            now=actor.now,
        )
    else:
        deciding.slot.throw_away()
    return after(request, "referral", record.pk, said=_("The answers are kept."))


def _after_deciding(request: HttpRequest, record: Referral, outcome: str) -> HttpResponse:
    name = record.person.full_name
    if outcome == DecisionOutcome.YES:
        said = _("Yes. Now choose who walks with %(name)s.") % {"name": name}
        return after(request, "referral", record.pk, said=said, fragment="who")
    said = _("The answer to %(name)s is kept, with where they go from here.") % {"name": name}
    return after(request, "intake", said=said)


def _chosen(request: HttpRequest, actor: Actor) -> Load:
    """The case manager in the address.

    Raises:
        Http404: none, or nobody who is a case manager here today.
    """
    wanted = (request.GET.get("worker"), request.GET.get("team"))
    for load in capacity(actor.agency_id, actor.today):
        if (str(load.worker_id), str(load.team_id)) == wanted:
            return load
    raise Http404


def _status(deciding: Deciding) -> int:
    wrong = any(form.is_bound and form.errors for form in (deciding.criteria, deciding.decision))
    return 422 if wrong else 200
