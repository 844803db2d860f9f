"""The day on which somebody comes out, with what has to be ready."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.attention.rules import ComingOut
from alongside.checklists.occasions import of_pause
from alongside.checklists.queries import lists_for
from alongside.contacts.queries import ahead
from alongside.enrolments.coming_out import day_out_of, say_day_out, still_holds
from alongside.enrolments.models import Pause
from alongside.enrolments.rules import Out, out
from alongside.kernel.errors import DomainError
from alongside.web.checklists.forms import DayOutForm
from alongside.web.checklists.words import list_row
from alongside.web.courses.course import Course, open_course_of
from alongside.web.forms import after
from alongside.web.pages import page
from alongside.web.why import of_coming_out


@page("checklist.read")
def day_out(request: HttpRequest, pause_id: UUID) -> HttpResponse:
    """When somebody comes out, who said so, and what has to be ready."""
    found, course = _pause(request, pause_id, policy="checklist.read")
    says = found.ends_on is None and course.writable("course.day_out")
    form = _form(request, found) if says else None
    if request.method == "POST" and form is None:
        raise Http404
    if form is not None and form.is_bound and form.is_valid():
        with form.shows():
            say_day_out(by=course.viewer, pause=found, **form.cleaned_data)
            return after(request, "day_out", pause_id, said=_("Written down. Today tells it in time."))
    lists = lists_for(course.viewer, course.enrolment, [of_pause(found)], profile=course.profile)
    return course.render(
        "checklists/day_out.html",
        here="day_out",
        to="out",
        pause=found,
        kind=course.profile.pause_kinds.label(found.kind, course.language),
        form=form,
        lists=[list_row(one, course) for one in lists],
        ticks=course.writable("checklist.tick"),
        planned=ahead(course.viewer, [course.enrolment.pk]) if found.ends_on is None else [],
        **_said(found, course),
    )


@page("course.day_out_holds")
@require_POST
def day_out_holds(request: HttpRequest, pause_id: UUID) -> HttpResponse:
    """Somebody has looked whether what was arranged holds for the new day."""
    found, course = _pause(request, pause_id, policy="course.day_out_holds")
    try:
        still_holds(by=course.viewer, pause=found)
    except DomainError as error:
        messages.error(request, error.text)
        return redirect("day_out", pause_id)
    return after(request, "day_out", pause_id, said=_("Looked through. It holds for the new day."))


def _pause(request: HttpRequest, pause_id: UUID, *, policy: str) -> tuple[Pause, Course]:
    found, course = open_course_of(request, Pause, pause_id, policy=policy, path="enrolment")
    kind = course.profile.pause_kinds.get(found.kind)
    if kind is None or kind.comes_out is None:
        raise Http404
    return found, course


def _form(request: HttpRequest, found: Pause) -> DayOutForm:
    return DayOutForm(
        request.POST or None,
        initial={"out_on": found.out_on, "said_by": found.out_said_by, "version": found.version},
    )


def _said(found: Pause, course: Course) -> dict[str, Any]:
    """Where the day stands, and the sentence Today says about it."""
    if found.ends_on is not None:
        return {"state": "over", "sentence": ""}
    day, clock = day_out_of(found), course.profile.coming_out
    state = out(
        day,
        paused_on=found.starts_on,
        today=course.viewer.today,
        announce_days=clock.announce_days,
        ask_days=clock.ask_days,
    )
    coming = ComingOut(found.pk, found.kind, day, state)
    sentence = of_coming_out(coming, course.name, course.profile, course.viewer.today)
    return {
        "state": state.value,
        "sentence": sentence,
        "presses": state in (Out.SOON, Out.MOVED, Out.PASSED),
    }
