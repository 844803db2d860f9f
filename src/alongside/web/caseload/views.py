"""What moves now: cover, hand-overs, and what still hangs on somebody who leaves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from alongside.access.actor import Actor, Role
from alongside.access.policy import may
from alongside.attention.queries.leaving import Loose, loose_ends
from alongside.caseload.moves import (
    Hanging,
    covers,
    covers_of_team,
    going_on,
    hand_overs,
    hanging_on,
    how_many_hang_on,
)
from alongside.organisation.models import Worker
from alongside.web.caseload.rows import cover_rows, hand_over_rows
from alongside.web.looks import show_people
from alongside.web.pages import page
from alongside.web.viewer import viewer_of


@page("team.read")
def moves(request: HttpRequest) -> HttpResponse:
    """My cover and my hand-overs; for a lead the team's too."""
    actor = viewer_of(request)
    mine = covers(actor, about=Q(absent_id=actor.worker_id) | Q(worker_id=actor.worker_id))
    of_team = covers_of_team(actor, sorted(actor.lead_team_ids)) if actor.lead_team_ids else []
    own = {line.id for line in mine}
    between = hand_overs(actor, going_on(actor))
    led = (
        hand_overs(actor, Q(enrolment__team_id__in=actor.lead_team_ids, status="asked"))
        if actor.lead_team_ids
        else []
    )
    known = {one.id for one in between}
    show_people(request, "moves", between, led)
    return render(
        request,
        "caseload/moves.html",
        {
            "mine": cover_rows(actor, mine, all_mine=True),
            "of_team": cover_rows(actor, [line for line in of_team if line.id not in own], all_mine=True),
            "hand_overs": hand_over_rows(actor, between),
            "of_team_asked": hand_over_rows(actor, [one for one in led if one.id not in known]),
            "arrange_url": _own(actor, "cover_new"),
            "hand_over_url": _own(actor, "hand_over_many"),
        },
    )


def _own(actor: Actor, route: str) -> str:
    """Where a case manager does it for themself; nothing for a lead without people of their own."""
    return reverse(route, args=[actor.worker_id]) if actor.has(Role.CASE_MANAGER) and actor.worker_id else ""


@page("worker.leaving")
def leaving(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """What still hangs on a worker, and the way to hand it over; numbers only for who may see no names."""
    actor = viewer_of(request)
    worker = colleague(actor, worker_id, policy="worker.leaving")
    context: dict[str, Any] = {"worker": worker, "own": worker.pk == actor.worker_id}
    if not may(actor, "cover.arrange", worker):
        numbers = how_many_hang_on(worker, actor.today)
        return render(
            request,
            "caseload/leaving_numbers.html",
            {**context, "numbers": numbers, "clear": not any(numbers.values())},
        )
    hanging, loose = hanging_on(actor, worker), loose_ends(actor, worker)
    show_people(request, "leaving", hanging.people, hanging.received, hanging.given, worker=str(worker.pk))
    return render(request, "caseload/leaving.html", {**context, **_hanging(actor, hanging, loose)})


def _hanging(actor: Actor, hanging: Hanging, loose: Loose) -> dict[str, Any]:
    return {
        "people": hanging.people,
        "asked": {one.enrolment_id: one for one in hanging.given},
        "received": hand_over_rows(actor, hanging.received),
        "covers": cover_rows(actor, hanging.covers, all_mine=True),
        "covered": cover_rows(actor, hanging.covered, all_mine=True),
        "visits": loose.visits,
        "drafts": loose.drafts,
        "clear": not (hanging.people or hanging.received or hanging.covers),
    }


def colleague(actor: Actor, worker_id: UUID, *, policy: str) -> Worker:
    """A worker about whom the actor may do this.

    Raises:
        Http404: there is none in this agency, or the actor may not.
    """
    worker = get_object_or_404(Worker, pk=worker_id, agency_id=actor.agency_id)
    if not may(actor, policy, worker):
        raise Http404
    return worker
