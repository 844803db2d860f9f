"""Opening a record urgently, what is open, and the review afterwards."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.access.policy import may
from alongside.audit.trail import record_event
from alongside.organisation.queries import profile_of
from alongside.oversight.errors import NobodyFound
from alongside.oversight.models import UrgentAccess, UrgentJudgement
from alongside.oversight.operations import close_urgent_access, judge_urgent_access, open_urgently
from alongside.oversight.queries import MISS, judged_lately, looked_at, to_judge
from alongside.web.dates import clock
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.looks import show_people
from alongside.web.oversight.forms import JudgeUrgentForm, UrgentForm
from alongside.web.pages import gate, page
from alongside.web.people.openings import page_in_words
from alongside.web.viewer import viewer_of


@page("urgent.open", step_up=True)
def urgent(request: HttpRequest) -> HttpResponse:
    """Open one person's record without a tie to them."""
    actor = viewer_of(request)
    slot = DraftSlot(request, form="urgent", subject_id=actor.agency_id)
    if answer := slot.answer():
        return answer
    form = UrgentForm.from_slot(slot, profile=profile_of(actor.agency_id))
    if request.method == "POST" and form.is_valid():
        with form.shows():
            opened = open_urgently(by=actor, key=slot.key, **form.cleaned_data)
            said = _(
                "Open until %(time)s. Those who walk with them and the privacy officer have been told."
            ) % {"time": clock(localtime(opened.ends_at))}
            return slot.done(after(request, "person", opened.person_id, said=said))
        if form.has_error("number", NobodyFound.code) or form.has_error("name", NobodyFound.code):
            _mark_miss(actor)
    return render(
        request, "oversight/urgent.html", {"form": form, "slot": slot}, status=422 if form.errors else 200
    )


@page("urgent.read")
def access(request: HttpRequest, access_id: UUID) -> HttpResponse:
    """Who opened a record urgently, why, and what they looked at; judged by somebody else."""
    actor = viewer_of(request)
    found, allowed = gate(
        request,
        UrgentAccess,
        access_id,
        policy="urgent.read",
        related=("person", "worker", "judged_by"),
    )
    judges = allowed("urgent.judge") and not found.judgement and found.worker_id != actor.worker_id
    slot = DraftSlot(request, form="urgent_review", subject_id=found.pk)
    if answer := slot.answer():
        return answer
    form = JudgeUrgentForm.from_slot(slot)
    if request.method == "POST":
        if not allowed("urgent.judge"):
            raise Http404
        if form.is_valid():
            with form.shows():
                judge_urgent_access(
                    by=actor,
                    access=found,
                    judgement=UrgentJudgement(form.cleaned_data["judgement"]),
                    words=form.cleaned_data["words"],
                    key=slot.key,
                )
                said = _("Signed. It stays in the record of reviews.")
                return slot.done(after(request, "urgent_reviews", said=said))
    return render(
        request,
        "oversight/urgent_access.html",
        {
            "access": found,
            "reason": profile_of(actor.agency_id).urgent_reasons.label(found.reason_code, actor.language),
            "is_open": found.ends_at > actor.now,
            "own": found.worker_id == actor.worker_id,
            "looked": [(page_in_words(one.page), one.at) for one in looked_at(found)],
            "judges": judges,
            "form": form,
            "slot": slot,
        },
        status=422 if form.errors else 200,
    )


@page("urgent.close")
@require_POST
def close(request: HttpRequest, access_id: UUID) -> HttpResponse:
    """Done before the eight hours are over."""
    actor = viewer_of(request)
    found = UrgentAccess.objects.visible_to(actor).filter(pk=access_id).first()
    if found is None or not may(actor, "urgent.close", found):
        raise Http404
    close_urgent_access(by=actor, access=found)
    return after(
        request, "search", said=_("Closed. The review of it stays open until somebody has signed it.")
    )


@page("urgent.list")
def reviews(request: HttpRequest) -> HttpResponse:
    """What was opened urgently and waits to be judged, and what was judged."""
    actor = viewer_of(request)
    waiting, judged = to_judge(actor), judged_lately(actor)
    show_people(request, "urgent_reviews", waiting, judged)
    return render(request, "oversight/urgent_reviews.html", {"waiting": waiting, "judged": judged})


def _mark_miss(actor: Actor) -> None:
    record_event(agency_id=actor.agency_id, user_id=actor.user_id, now=actor.now, action=MISS, detail={})
