"""Today, and the list of everything else a phone has no room for."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from alongside.attention.queries import due_for, my_day, who_needs_me
from alongside.kernel.errors import DomainError
from alongside.plans.models import Step
from alongside.plans.operations import change_step
from alongside.web.chrome import know_my_people
from alongside.web.dates import long_day
from alongside.web.forms import after
from alongside.web.navigation import start_of, ways_of
from alongside.web.pages import SIGNED_IN, gate, page
from alongside.web.today import rows


@page(SIGNED_IN)
def today(request: HttpRequest) -> HttpResponse:
    """Who needs me, and the day. Those whose day begins elsewhere go there."""
    actor = request.actor  # type: ignore[attr-defined]
    start = start_of(actor)
    if start != "today":
        return redirect(start)
    now = localtime(actor.now)
    needs = who_needs_me(actor)
    know_my_people(request, [walk.who for walk in needs.walks])
    day, due = my_day(actor, needs), due_for(actor, needs)
    return render(
        request,
        "today/today.html",
        {
            "day_in_full": long_day(now.date()),
            "greeting": rows.greeting(now, actor.name),
            "lede": rows.lede(needs, day, now),
            "parts": rows.parts(needs, now),
            "agenda": rows.agenda(day, needs),
            "reviews": rows.reviews(due, now),
            "steps": rows.steps(due, now),
            "drafts": rows.drafts(due, now),
        },
    )


@page("step.change")
@require_POST
def step_done(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """A step of the plan is done, said from Today."""
    actor = request.actor  # type: ignore[attr-defined]
    step, _may = gate(request, Step, step_id, policy="step.change")
    try:
        change_step(by=actor, step=step, done_on=actor.today)
    except DomainError as error:
        messages.error(request, error.text)
        return redirect("today")
    return after(request, "today", said=gettext("Done: “%(step)s”.") % {"step": step.title})


@page(SIGNED_IN)
def more(request: HttpRequest) -> HttpResponse:
    """Every way this viewer has."""
    return render(request, "today/more.html", {"ways": ways_of(request.actor)})  # type: ignore[attr-defined]
