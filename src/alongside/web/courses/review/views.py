"""The review: judge together over days, finish it deliberately, look back at earlier ones."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.kernel.drafts import new_key
from alongside.kernel.errors import StaleRecord
from alongside.reviews.models import Review
from alongside.reviews.operations import finish_review, move_review, write_review
from alongside.reviews.queries import Sheet, coming, current, finished
from alongside.reviews.queries import sheet as sheet_of
from alongside.reviews.rules import next_bounds, next_due
from alongside.web import dates
from alongside.web.courses.course import Course, open_course
from alongside.web.courses.review import rows
from alongside.web.courses.review.forms import WORDS, FinishForm, MoveForm, ReviewForm
from alongside.web.courses.review.happened import happened
from alongside.web.courses.review.together import ReviewRead
from alongside.web.drafts import DraftSlot, posted_key
from alongside.web.forms import after
from alongside.web.pages import page
from alongside.web.together import Read, fields


@page("review.write")
def review(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The coming review: what happened, both views on every goal, nine areas, still right, what comes next."""
    course, record, sheet = _open(request, enrolment_id)
    slot = DraftSlot(request, form="review", subject_id=record.pk)
    if answer := slot.answer():
        return answer
    form = ReviewForm.from_slot(slot, course=course, review=record, sheet=sheet)
    form.meets(ReviewRead(record, course.viewer, course.profile))
    if request.method == "POST" and form.is_valid():
        with form.shows():
            write_review(
                by=course.viewer,
                review=record,
                version=form.cleaned_data["version"],
                judgements=form.judgements(),
                ratings=form.ratings(),
                next_due_on=form.cleaned_data["next_due_on"],
                **{name: form.cleaned_data[name] for name in WORDS},
            )
            if request.POST.get("act") == "finish":
                return slot.done(redirect("review_finish", enrolment_id))
            said = _("Saved. Go on whenever it suits you both.")
            return slot.done(after(request, "review", enrolment_id, said=said))
    months = course.profile.review.interval_months
    return course.render(
        "courses/review.html",
        here="reviews",
        heading=rows.heading(course.name, months),
        next_heading=rows.next_heading(months),
        story_url=reverse("story", args=[enrolment_id]),
        review=record,
        form=form,
        slot=slot,
        happened=happened(course, record.period_from, min(record.due_on, course.viewer.today)),
        steps=rows.stepper(form, months),
        proposed=dates.short_day(next_due(course.viewer.today, months=months), course.viewer.today),
        ordered=any(goal.commissioned for goal in sheet.goals),
    )


@page("review.finish")
def finish(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Finishing is a separate, deliberate act: it says what will happen, and then it is kept as it is."""
    course, record, sheet = _open(request, enrolment_id)
    months = course.profile.review.interval_months
    today = course.viewer.today
    form = FinishForm(
        request.POST or None,
        initial={
            "held_on": today,
            "next_due_on": record.next_due_on or next_due(today, months=months),
            "version": record.version,
        },
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            finish_review(by=course.viewer, review=record, key=posted_key(request), **form.cleaned_data)
            return after(
                request, "plan", enrolment_id, said=_("The review is finished, and the next one is made.")
            )
        if form.has_error(NON_FIELD_ERRORS, StaleRecord.code):
            form.carry("version", str(record.version))
    bounds = next_bounds(today, months=months)
    return course.render(
        "courses/review_finish.html",
        here="reviews",
        review=record,
        form=form,
        key=posted_key(request) or new_key(),
        outcomes=rows.outcomes(sheet),
        answer=rows.answer(record),
        still_right=rows.still_right(record),
        latest=dates.short_day(bounds.latest, today),
    )


@page("review.move")
def move(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Move the coming review to another day."""
    course, record, _sheet = _open(request, enrolment_id)
    slot = DraftSlot(request, form="review_move", subject_id=record.pk)
    if answer := slot.answer():
        return answer
    read = Read(record, fields("due_on"))
    form = MoveForm.from_slot(slot, initial=read.initial).meets(read)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            move_review(by=course.viewer, review=record, **form.cleaned_data)
            return slot.done(after(request, "reviews", enrolment_id, said=_("The review is moved.")))
    return course.render("courses/review_move.html", here="reviews", review=record, form=form, slot=slot)


@page("course.read")
def reviews(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The coming review and the earlier ones."""
    course = open_course(request, enrolment_id)
    next_one = coming(course.viewer, [enrolment_id]).get(enrolment_id)
    return course.render(
        "courses/reviews.html",
        here="reviews",
        coming=rows.coming_row(next_one, course) if next_one else None,
        writes=course.writable("review.write"),
        earlier=rows.finished_rows(finished(course.viewer, course.enrolment), course),
    )


@page("course.read")
def review_finished(request: HttpRequest, enrolment_id: UUID, review_id: UUID) -> HttpResponse:
    """A finished review, as it was."""
    course = open_course(request, enrolment_id)
    record = next((row for row in finished(course.viewer, course.enrolment) if row.pk == review_id), None)
    if record is None:
        raise Http404
    assert record.held_on is not None
    sheet = sheet_of(course.viewer, record)
    return course.render(
        "courses/review_finished.html",
        here="reviews",
        review=record,
        row=rows.finished_rows([record], course)[0],
        happened=happened(course, record.period_from, record.held_on),
        goals=rows.judged(sheet),
        domains=rows.rated(sheet, course),
        still_right=rows.still_right(record),
        answer=rows.answer(record),
    )


def _open(request: HttpRequest, enrolment_id: UUID) -> tuple[Course, Review, Sheet]:
    """The course, its coming review, and what that is about.

    Raises:
        Http404: there is none: the course has ended, or the viewer does not hold its reviews.
    """
    course = open_course(request, enrolment_id, policy="course.read")
    record = current(course.viewer, course.enrolment)
    if record is None or not course.writable("review.write"):
        raise Http404
    return course, record, sheet_of(course.viewer, record)
