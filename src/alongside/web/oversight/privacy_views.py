"""The privacy officer's first page: what waits, since when, and what to do about it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.access.actor import Actor
from alongside.oversight.queries import review_due, rights_due, share_of_urgent, to_judge
from alongside.web.oversight.account_words import account_rows
from alongside.web.pages import page


@page("privacy.read")
def privacy(request: HttpRequest) -> HttpResponse:
    """Everything that looks after who looks, in one place."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return render(
        request,
        "oversight/privacy.html",
        {
            "due": review_due(actor.agency_id, actor.today),
            "urgent": to_judge(actor),
            "share": share_of_urgent(actor.agency_id, actor.now),
            "rights": rights_due(actor.agency_id, actor.today),
            "accounts": account_rows(actor.agency_id, actor.today),
            "today": actor.today,
        },
    )
