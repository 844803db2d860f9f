"""The privacy officer's first page: what waits, since when, and what to do about it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.access.actor import Actor
from alongside.approvals.queries import how_many_wait
from alongside.audit.purposes import Purpose
from alongside.organisation.models import Worker
from alongside.oversight.queries import (
    denied_lately,
    incidents_of,
    review_due,
    rights_due,
    share_of_urgent,
    to_judge,
    trail_state,
)
from alongside.oversight.rules.incidents import hours_left
from alongside.rights.queries import open_requests
from alongside.web.looks import show_people
from alongside.web.oversight.account_words import account_rows
from alongside.web.pages import page
from alongside.web.viewer import viewer_of

DENIED = timedelta(days=30)


@page("privacy.read")
def privacy(request: HttpRequest) -> HttpResponse:
    """Everything that looks after who looks, in one place."""
    actor = viewer_of(request)
    urgent = to_judge(actor)
    show_people(request, "privacy", urgent, purpose=Purpose.OVERSIGHT)
    return render(
        request,
        "oversight/privacy.html",
        {
            "due": review_due(actor.agency_id, actor.today),
            "urgent": urgent,
            "share": share_of_urgent(actor.agency_id, actor.now),
            "rights": rights_due(actor.agency_id, actor.today),
            "accounts": account_rows(actor.agency_id, actor.today),
            "incidents": [
                (one, hours_left(one.noticed_at, actor.now))
                for one in incidents_of(actor.agency_id, open_only=True)
            ],
            "requests": sorted(one.due_on for kind in open_requests(actor) for one in kind),
            "denied": _denied(actor),
            "trail": trail_state(actor.agency_id),
            "second_person": how_many_wait(actor),
            "today": actor.today,
        },
    )


def _denied(actor: Actor) -> list[tuple[str, int, str]]:
    """Who asked most often for what they may not see, in the last thirty days; with the way to the lines."""
    counted = denied_lately(actor.agency_id, actor.now - DENIED)
    workers = Worker.objects.filter(user_id__in=[user_id for user_id, _times in counted])
    names: dict[UUID | None, str] = dict(workers.values_list("user_id", "name"))
    return [
        (names.get(user_id, _("someone who has left")), times, f"{reverse('trail')}?who={user_id}")
        for user_id, times in counted
    ]
