"""What waits for a second person, and the page on which they say yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.access.actor import Actor
from alongside.access.policy import may
from alongside.approvals.acts import act_of
from alongside.approvals.models import Approval, State
from alongside.approvals.operations import grant_approval, refuse_approval, withdraw_approval
from alongside.approvals.queries import approval_for, asked_by, decided_by, waiting_for
from alongside.web.approvals.forms import AnswerForm
from alongside.web.approvals.ways import about_whom, way_on
from alongside.web.forms import after
from alongside.web.looks import show_people
from alongside.web.pages import SIGNED_IN, page
from alongside.web.viewer import viewer_of


@dataclass(frozen=True)
class Row:
    """A request in a list. `about`: the person's name, where the viewer may see it anyway."""

    approval: Approval
    act: str | Promise
    about: str
    late: bool


@page(SIGNED_IN)
def approvals(request: HttpRequest) -> HttpResponse:
    """What the viewer may decide, what they asked for, and what they decided."""
    actor = viewer_of(request)
    waiting, mine, decided = waiting_for(actor), asked_by(actor), decided_by(actor)
    names = about_whom(actor, [*waiting, *mine, *decided])
    show_people(request, "approvals", waiting, mine, decided)

    def rows(found: list[Approval]) -> list[Row]:
        return [_row(one, actor, str(names.get(one.person_id, ""))) for one in found]

    return render(
        request,
        "approvals/approvals.html",
        {"waiting": rows(waiting), "mine": rows(mine), "decided": rows(decided)},
    )


@page(SIGNED_IN)
def approval(request: HttpRequest, approval_id: UUID) -> HttpResponse:
    """One request, with the two buttons for whoever may decide."""
    actor = viewer_of(request)
    found = _found(request, approval_id)
    mine = found.asked_by_id == actor.worker_id
    may_decide = not mine and may(actor, "approval.grant", found)
    waits = found.state == State.ASKED and found.expires_at > actor.now
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and not (may_decide or mine):
        raise Http404
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["said"]
        with form.shows():
            if "yes" in request.POST:
                grant_approval(by=actor, approval=found, said=said)
                return after(request, "approvals", said=_("Your yes is kept. Your colleague can go on now."))
            refuse_approval(by=actor, approval=found, said=said)
            return after(request, "approvals", said=_("Your no is kept, with your words."))
    if request.method == "GET":
        show_people(request, "approval", found, approval=str(found.pk))
    names = about_whom(actor, [found])
    ready = mine and found.state == State.GRANTED and found.expires_at > actor.now
    context = {
        "row": _row(found, actor, str(names.get(found.person_id, ""))),
        "form": form,
        "mine": mine,
        "may_decide": may_decide and waits,
        "may_withdraw": mine and found.state in (State.ASKED, State.GRANTED),
        "way_on": way_on(found) if ready else "",
    }
    return render(request, "approvals/approval.html", context, status=422 if form.errors else 200)


@page(SIGNED_IN)
@require_POST
def withdraw(request: HttpRequest, approval_id: UUID) -> HttpResponse:
    """Take back what one asked for."""
    found = _found(request, approval_id)
    if not may(viewer_of(request), "approval.withdraw", found):
        raise Http404
    withdraw_approval(by=viewer_of(request), approval=found)
    return after(request, "approvals", said=_("Taken back. Nothing was done."))


def _found(request: HttpRequest, approval_id: UUID) -> Approval:
    """A request the viewer is concerned with; any other is not found."""
    found = approval_for(viewer_of(request), approval_id)
    if found is None:
        raise Http404
    return found


def _row(approval: Approval, actor: Actor, about: str) -> Row:
    late = approval.state in (State.ASKED, State.GRANTED) and approval.expires_at <= actor.now
    return Row(approval, act_of(approval.kind).label, about, late)
