"""The road to a home of one's own: each line ticked in one tap, with a day and a note where there is more to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from alongside.housing.at_risk import RoadLine, earlier_steps, road_of
from alongside.housing.keeping import end_road, walk_road
from alongside.kernel.errors import DomainError
from alongside.web import dates
from alongside.web.courses.course import Course, open_course
from alongside.web.forms import DayField, HouseForm, after
from alongside.web.pages import page


@dataclass(frozen=True)
class LineRow:
    """A line of the road in words. `move_url`: where the stay in the new home is written down, when it can be."""

    key: str
    id: UUID | None
    label: str
    done: bool
    said: str
    note: str
    move_url: str


class LineForm(HouseForm):
    """A day and a note for a line."""

    done_on = DayField(
        required=False, label=_("Done on"), help_text=_("Leave it empty while it is not done.")
    )
    note = forms.CharField(
        required=False,
        max_length=300,
        label=_("What to remember"),
        help_text=_("The number in the queue, whom to call. The address is written when they move in."),
    )


@page("course.read")
def road(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Every line, and the roads that were walked before."""
    course = open_course(request, enrolment_id)
    found = road_of(course.viewer, course.person, profile=course.profile)
    choices, today = course.profile.home_steps, course.viewer.today
    earlier = [
        (
            choices.label(step.kind, course.language),
            dates.short_day(step.done_on, today) if step.done_on else "",
            step.note,
        )
        for step in earlier_steps(course.viewer, course.person)
    ]
    return course.render(
        "courses/road.html",
        here="housing",
        lines=[_row(line, course) for line in found.lines],
        found=found,
        of=len(found.lines),
        earlier=earlier,
        moved_in=any(line.kind.moves_in and line.done_on is not None for line in found.lines),
        writes=course.may("housing.walk_road"),
    )


@page("housing.walk_road")
@require_POST
def tick(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """A line is done today, or is not after all."""
    course = open_course(request, enrolment_id, policy="housing.walk_road")
    done_on = course.viewer.today if request.POST.get("done") == "1" else None
    kind = request.POST.get("kind", "")
    try:
        walk_road(by=course.viewer, person=course.person, kind=kind, done_on=done_on)
    except DomainError as error:
        messages.error(request, error.text)
    return redirect(reverse("home_road", args=[enrolment_id]) + f"#line-{kind}")


@page("housing.walk_road")
def line(request: HttpRequest, enrolment_id: UUID, kind: str) -> HttpResponse:
    """The day and the note of a line."""
    course = open_course(request, enrolment_id, policy="housing.walk_road")
    found = road_of(course.viewer, course.person, profile=course.profile)
    here = next((one for one in found.lines if one.kind.key == kind), None)
    if here is None:
        raise Http404
    form = LineForm(request.POST or None, initial={"done_on": here.done_on, "note": here.note})
    if request.method == "POST" and form.is_valid():
        with form.shows():
            walk_road(by=course.viewer, person=course.person, kind=kind, **form.cleaned_data)
            return after(request, "home_road", enrolment_id, said=_("Written down."), fragment=f"line-{kind}")
    label = here.kind.label.in_(course.language)
    return course.render("courses/road_line.html", here="housing", form=form, label=label)


@page("housing.end_road")
@require_POST
def over(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The list is put away."""
    course = open_course(request, enrolment_id, policy="housing.end_road")
    try:
        end_road(by=course.viewer, person=course.person)
    except DomainError as error:
        messages.error(request, error.text)
        return redirect("home_road", enrolment_id)
    return after(
        request, "housing", enrolment_id, said=_("The list is put away. What stood on it stays readable.")
    )


def _row(line: RoadLine, course: Course) -> LineRow:
    said = ""
    if line.done_on is not None:
        day = dates.spoken_day(line.done_on, course.viewer.today)
        said = gettext("%(name)s, %(day)s") % {"name": line.by, "day": day} if line.by else day
    moves = line.kind.moves_in and line.done_on is not None and course.may("housing.record")
    return LineRow(
        key=line.kind.key,
        id=line.id,
        label=line.kind.label.in_(course.language),
        done=line.done_on is not None,
        said=said,
        note=line.note,
        move_url=_move_url(course, line.done_on) if moves and line.done_on else "",
    )


def _move_url(course: Course, day: date) -> str:
    """Where the stay is written down, with the kind of home and the day filled in already."""
    kind = next((one.key for one in course.profile.housing_kinds if one.tenancy), "")
    filled = urlencode({"kind": kind, "since": min(day, course.viewer.today).isoformat()})
    return reverse("housing_new", args=[course.enrolment.pk]) + f"?{filled}"
