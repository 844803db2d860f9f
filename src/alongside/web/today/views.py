"""Today, and the list of everything else a phone has no room for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime

from alongside.web.navigation import start_of, ways_of
from alongside.web.pages import SIGNED_IN, page


@page(SIGNED_IN)
def today(request: HttpRequest) -> HttpResponse:
    """Who needs me, and the day. Those who walk with nobody go to where their own day begins."""
    actor = request.actor  # type: ignore[attr-defined]
    start = start_of(actor)
    if start != "today":
        return redirect(start)
    now = localtime(actor.now)
    return render(request, "today/today.html", {"now": now, "first_name": actor.name.split(" ")[0]})


@page(SIGNED_IN)
def more(request: HttpRequest) -> HttpResponse:
    """Every way this viewer has."""
    return render(request, "today/more.html", {"ways": ways_of(request.actor)})  # type: ignore[attr-defined]
