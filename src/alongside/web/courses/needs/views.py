"""What life looks like now: the latest about each area, the history, and a new look."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from alongside.assessments.operations import assess_needs, record_starting_problems
from alongside.assessments.queries import history, latest, picture, starting_problems
from alongside.web.courses.course import open_course
from alongside.web.courses.needs import rows
from alongside.web.courses.needs.forms import NeedsForm, StartingForm
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.pages import page


@page("course.read")
def needs(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The latest about each area of life, what is urgent first; below it the history with what changed."""
    course = open_course(request, enrolment_id)
    looks = history(course.viewer, course.enrolment)
    answered = starting_problems(course.viewer, course.enrolment)
    areas = rows.areas(picture(looks), course)
    return course.render(
        "courses/needs.html",
        here="needs",
        areas=areas,
        open_areas=[area.label for area in areas if area.seen is None],
        looks=rows.history(looks, course),
        writes=course.writable("needs.assess"),
        started_with=[
            domain.label.in_(course.language) for domain in course.profile.domains if answered.get(domain.key)
        ],
        start_known=bool(answered),
    )


@page("needs.assess")
def needs_new(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Look at needs (again): all areas on one page, what was said last time beside them."""
    course = open_course(request, enrolment_id, policy="needs.assess")
    slot = DraftSlot(request, form="needs", subject_id=enrolment_id)
    if answer := slot.answer():
        return answer
    form = NeedsForm.from_slot(
        slot,
        course=course,
        before=latest(course.viewer, course.enrolment).areas,
        initial={"assessed_on": course.viewer.today},
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            assess_needs(
                by=course.viewer,
                enrolment=course.enrolment,
                assessed_on=form.cleaned_data["assessed_on"],
                ratings=form.ratings(),
                note=form.cleaned_data["note"],
                key=slot.key,
            )
            said = _("Kept beside what was seen before.")
            return slot.done(after(request, "needs", enrolment_id, said=said))
    return course.render("courses/needs_new.html", here="needs", form=form, slot=slot)


@page("starting_problems.record")
def needs_start(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Which of the nine domains were a problem when the course began (seed 004)."""
    course = open_course(request, enrolment_id, policy="starting_problems.record")
    answered = starting_problems(course.viewer, course.enrolment)
    form = StartingForm(
        request.POST or None,
        course=course,
        initial={key: "yes" if present else "no" for key, present in answered.items()},
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            record_starting_problems(by=course.viewer, enrolment=course.enrolment, present=form.present())
            return after(request, "needs", enrolment_id, said=_("Kept."))
    return course.render("courses/needs_start.html", here="needs", form=form)
