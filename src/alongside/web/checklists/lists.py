"""The checklists of a course: what goes on, one list alone, and ticking a line."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from alongside.checklists.occasions import Occasion, occasions_of
from alongside.checklists.operations import leave_out_line, tick_line
from alongside.checklists.queries import lists_for
from alongside.kernel.errors import DomainError
from alongside.organisation.profile_checklists import Checklist
from alongside.web import dates
from alongside.web.checklists.words import list_row
from alongside.web.courses.course import Course, open_course
from alongside.web.pages import page
from alongside.web.unsent import uuid_of


@page("checklist.read")
def checklists(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The lists that go on; what is over, and what may come, one tap away."""
    course = open_course(request, enrolment_id, policy="checklist.read")
    occasions = occasions_of(course.viewer, course.enrolment, course.profile)
    going_on = [one for one in occasions if one.begun and not one.over]
    found = lists_for(course.viewer, course.enrolment, going_on, profile=course.profile)
    rows = [list_row(one, course) for one in found]
    return course.render(
        "checklists/lists.html",
        here="checklists",
        lists=[row for row in rows if not row.ready],
        finished=[row for row in rows if row.ready],
        ahead=_links(course, [one for one in occasions if not one.begun]),
        over=_links(course, [one for one in occasions if one.over]),
        ticks=course.writable("checklist.tick"),
    )


@page("checklist.read")
def checklist(request: HttpRequest, enrolment_id: UUID, key: str, occasion_id: UUID) -> HttpResponse:
    """One list alone, also before it begins and when it is over."""
    course = open_course(request, enrolment_id, policy="checklist.read")
    occasions = [
        one for one in occasions_of(course.viewer, course.enrolment, course.profile) if one.id == occasion_id
    ]
    found = lists_for(course.viewer, course.enrolment, occasions, profile=course.profile)
    row = next((list_row(one, course) for one in found if one.checklist.key == key), None)
    if row is None:
        raise Http404
    return course.render(
        "checklists/one.html",
        here="checklists",
        list=row,
        to="one",
        ticks=course.writable("checklist.tick"),
    )


@page("checklist.tick")
@require_POST
def tick(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """A line is done today, is not done after all, or is not relevant here."""
    course = open_course(request, enrolment_id, policy="checklist.tick")
    post = request.POST
    occasion_id = uuid_of(post.get("occasion"))
    if occasion_id is None:
        raise Http404
    line: dict[str, Any] = {
        "by": course.viewer,
        "enrolment": course.enrolment,
        "checklist": post.get("checklist", ""),
        "occasion_id": occasion_id,
        "item": post.get("item", ""),
    }
    try:
        if "leave" in post:
            leave_out_line(**line, because=post.get("because", ""))
        else:
            tick_line(**line, done_on=course.viewer.today if post.get("done") == "1" else None)
    except DomainError as error:
        messages.error(request, error.text)
    return redirect(_back(course, line, post.get("to", "")) + f"#line-{line['item']}-{occasion_id}")


def _back(course: Course, line: dict[str, Any], to: str) -> str:
    """The page the line was ticked on."""
    if to == "out":
        return reverse("day_out", args=[line["occasion_id"]])
    if to == "one" and course.profile.checklists.get(line["checklist"]) is not None:
        return reverse("checklist", args=[course.enrolment.pk, line["checklist"], line["occasion_id"]])
    return reverse("checklists", args=[course.enrolment.pk])


def _links(course: Course, occasions: list[Occasion]) -> list[tuple[str, str]]:
    """Where each of these lists stands alone, with what it is called."""
    return [
        (
            reverse("checklist", args=[course.enrolment.pk, one.key, occasion.id]),
            _named(course, one, occasion),
        )
        for occasion in occasions
        for one in course.profile.checklists
        if one.begins == occasion.event
    ]


def _named(course: Course, one: Checklist, occasion: Occasion) -> str:
    label = one.label.in_(course.language)
    if not occasion.begun:
        return label
    day = dates.short_day(occasion.since, course.viewer.today)
    return gettext("%(list)s, from %(day)s") % {"list": label, "day": day}
