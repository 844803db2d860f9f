"""Today, what happened lately, the drafts that wait, and the list of everything else a phone has no room for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from alongside.attention.queries import (
    Fate,
    Mine,
    due_for,
    lately,
    my_day,
    my_people,
    waiting_drafts,
    who_needs_me,
)
from alongside.kernel import drafts as kept_drafts
from alongside.kernel.errors import DomainError
from alongside.organisation.queries import profile_of
from alongside.plans.models import Step
from alongside.plans.operations import change_step
from alongside.web.chrome import know_my_people
from alongside.web.dates import long_day, spoken_moment
from alongside.web.drafts import posted_key, save_posted
from alongside.web.forms import after
from alongside.web.looks import show_people
from alongside.web.navigation import start_of, ways_of
from alongside.web.pages import SIGNED_IN, gate, page
from alongside.web.today import day, drafts, looking, news, rows
from alongside.web.viewer import account_of, viewer_of

NEWS = 8
"""So many lines of news stand on Today; the rest is one tap away."""
LATELY = timedelta(days=31)
"""So far back goes the page with all news."""


@page(SIGNED_IN)
def today(request: HttpRequest) -> HttpResponse:
    """Who needs me, and the day. Those whose day begins elsewhere go there."""
    start = start_of(viewer_of(request))
    if start != "today":
        return redirect(start)
    return _today(request)


def _today(request: HttpRequest, **more: Any) -> HttpResponse:
    actor = viewer_of(request)
    now = localtime(actor.now)
    needs = who_needs_me(actor)
    know_my_people(request, needs.people)
    since = looking.news_since(request.user, actor)  # type: ignore[arg-type]
    happened = lately(actor, Mine(needs.people, since, actor.now), most=NEWS)
    profile = needs.walks[0].profile if needs.walks else profile_of(actor.agency_id)
    my_appointments, due, waiting = my_day(actor, profile), due_for(actor, needs), waiting_drafts(actor)
    show_people(request, "today", needs, happened, my_appointments, due, waiting)
    return render(
        request,
        "today/today.html",
        {
            "day_in_full": long_day(now.date()),
            "greeting": rows.greeting(now, actor.name),
            "lede": rows.lede(needs, my_appointments, now),
            "parts": rows.parts(needs, now, me=actor.worker_id),
            "agenda": day.agenda(my_appointments, profile, now.date()),
            "reviews": rows.reviews(due, now),
            "steps": rows.steps(due, now),
            "meetings": rows.meetings(due, now),
            "drafts": drafts.rows(waiting, now),
            "out_of_sight": waiting.out_of_sight,
            "news": [news.row(one, now.date(), me=actor.worker_id) for one in happened.news],
            "waits": [news.row(one, now.date(), me=actor.worker_id) for one in happened.waits],
            "news_since": spoken_moment(since, now.date()),
            "more_news": happened.earlier is not None,
            "seen_until": actor.now.isoformat(),
            **more,
        },
    )


@page("note.write")
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Everything the page showed has been seen. What came after the page was made stays new."""
    actor = viewer_of(request)
    try:
        until = datetime.fromisoformat(request.POST.get("until", ""))
    except ValueError:
        raise Http404 from None
    if until.tzinfo is None:
        raise Http404
    looking.seen(request.user, min(until, actor.now))  # type: ignore[arg-type]
    return after(request, "today", said=gettext("Seen. What happens from now on stands here."))


@page("note.write")
def what_happened(request: HttpRequest) -> HttpResponse:
    """What others did with my people in the last month, latest first, a part at a time."""
    actor = viewer_of(request)
    people = my_people(actor)
    know_my_people(request, people)
    happened = lately(actor, Mine(people, actor.now - LATELY, actor.now), before=request.GET.get("before"))
    show_people(request, "lately", people, happened)
    return render(
        request,
        "today/news.html",
        {
            "news": [news.row(one, actor.today, me=actor.worker_id) for one in happened.news],
            "earlier": happened.earlier,
        },
    )


@page("step.change")
@require_POST
def step_done(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """A step of the plan is done, said from Today or from the person's page."""
    actor = viewer_of(request)
    step, _may = gate(request, Step, step_id, policy="step.change", related=("goal__plan__enrolment",))
    course = step.goal.plan.enrolment
    back = ("person", course.person_id) if request.POST.get("to") == "person" else ("today",)
    try:
        change_step(by=actor, step=step, done_on=actor.today)
    except DomainError as error:
        messages.error(request, error.text)
        return redirect(*back)
    return after(request, *back, said=gettext("Done: “%(step)s”.") % {"step": step.title})


@page(SIGNED_IN)
def draft_text(request: HttpRequest, form: str, subject_id: UUID) -> HttpResponse:
    """What was written in a draft that can no longer become a record, to copy from."""
    actor = viewer_of(request)
    waiting = drafts.found(waiting_drafts(actor), form, subject_id)
    kept = kept_drafts.kept(user_id=account_of(request), form=form, subject_id=subject_id)
    if waiting is None or kept is None:
        raise Http404
    show_people(request, "draft", waiting)
    texts, answers = drafts.words_of(kept.fields)
    return render(
        request,
        "today/draft.html",
        {
            "draft": drafts.row(waiting, localtime(actor.now)),
            "goes_on": waiting.fate is Fate.GOES_ON,
            "texts": texts,
            "answers": answers,
        },
    )


@page(SIGNED_IN)
@require_POST
def draft_away(request: HttpRequest, form: str, subject_id: UUID) -> HttpResponse:
    """Throw a draft away in one tap. It can be taken back on the page that answers, which still carries it."""
    actor = viewer_of(request)
    waiting = drafts.found(waiting_drafts(actor), form, subject_id)
    kept = kept_drafts.kept(user_id=account_of(request), form=form, subject_id=subject_id)
    if waiting is None or kept is None:
        return redirect("today")
    kept_drafts.discard(user_id=account_of(request), form=form, subject_id=subject_id, page=kept.page)
    fields = [(name, value) for name, values in kept.fields.items() for value in values]
    thrown = {"draft": drafts.row(waiting, localtime(actor.now)), "key": kept.key, "fields": fields}
    return _today(request, thrown={**thrown, "form": form, "subject_id": subject_id})


@page(SIGNED_IN)
@require_POST
def draft_back(request: HttpRequest, form: str, subject_id: UUID) -> HttpResponse:
    """Take back a draft that was thrown away a moment ago."""
    key = posted_key(request)
    if key is None or form not in {name for name, _subject in drafts.DRAFTS}:
        raise Http404
    save_posted(request, form, subject_id, key)
    return after(request, "today", said=gettext("It is here again."))


@page(SIGNED_IN)
def more(request: HttpRequest) -> HttpResponse:
    """Every way this viewer has."""
    return render(request, "today/more.html", {"ways": ways_of(viewer_of(request))})
