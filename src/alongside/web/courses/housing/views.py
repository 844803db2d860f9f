"""Where the person lives and has lived."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from alongside.enrolments.queries import courses_of
from alongside.housing.at_risk import lessons_of, road_of
from alongside.housing.models import HousingStay, LostHome
from alongside.housing.operations import change_stay, record_stay
from alongside.housing.queries import Stay, refunds_of, strip
from alongside.web.courses.course import Course, open_course
from alongside.web.courses.housing.away import away_rows, period_in_words
from alongside.web.courses.housing.clocks import clock_row
from alongside.web.courses.housing.forms import StayChangeForm, StayForm
from alongside.web.courses.housing.losing import threat_rows
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.pages import gate, page
from alongside.web.together import Read, fields
from alongside.web.viewer import viewer_of

NAMES = ("kind", "place", "starts_on", "ends_on", "end_reason", "lost")


@dataclass(frozen=True)
class Part:
    """A stay on the strip; `kind` is its colour, `span` its part of the whole."""

    label: str
    period: str
    kind: str
    span: int


@dataclass(frozen=True)
class StayRow:
    """A stay in words."""

    id: UUID
    label: str
    place: str
    period: str
    days: str
    end_reason: str
    lost: bool
    lesson: str


@page("course.read")
def housing(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The strip, and each stay with what is known about it."""
    course = open_course(request, enrolment_id)
    found = strip(course.viewer, course.person, profile=course.profile)
    lessons = lessons_of(course.viewer, course.person)
    rows = [row(stay, course, lessons.get(stay.id)) for stay in found.stays]
    basis, today = course.enrolment.legal_basis, course.viewer.today
    refunds = refunds_of(found.stays, profile=course.profile, legal_basis=basis, today=today)
    return course.render(
        "courses/housing.html",
        here="housing",
        stays=rows,
        strip=[part(stay) for stay in found.stays],
        latest_first=rows[::-1],
        now=row(found.now, course) if found.now else None,
        shelter_nights=found.shelter_nights,
        clocks=[clock_row(refund, course.language, name=course.name, today=today) for refund in refunds],
        threats=threat_rows(course),
        away=away_rows(course, found.stays),
        road=road_of(course.viewer, course.person, profile=course.profile),
        has_home=found.now is not None and found.now.standing == "own",
        writes=course.may("housing.record"),
    )


@page("housing.record")
def housing_new(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Write that they live somewhere else, or a stay nobody wrote down."""
    course = open_course(request, enrolment_id, policy="housing.record")
    now = strip(course.viewer, course.person, profile=course.profile).now
    slot = DraftSlot(request, form="stay", subject_id=enrolment_id)
    if answer := slot.answer():
        return answer
    asked = request.GET
    filled = {
        "starts_on": _day(asked.get("since", "")) or course.viewer.today,
        "kind": asked.get("kind", ""),
    }
    form = StayForm.from_slot(slot, course=course, now=now, initial=filled)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            record_stay(by=course.viewer, person=course.person, key=slot.key, **form.cleaned_data)
            lost = now is not None and form.cleaned_data.get("before_lost")
            return slot.done(
                _on_from(request, enrolment_id, now.id if lost and now else None, _("Written down."))
            )
    return course.render("courses/housing_form.html", here="housing", form=form, slot=slot)


@page("housing.change")
def housing_change(request: HttpRequest, enrolment_id: UUID, stay_id: UUID) -> HttpResponse:
    """Put right what was written about a stay."""
    course = open_course(request, enrolment_id, policy="housing.change")
    stay = (
        HousingStay.objects.visible_to(course.viewer)
        .filter(pk=stay_id, person_id=course.person.pk)
        .select_related("person")
        .first()
    )
    if stay is None:
        raise Http404
    slot = DraftSlot(request, form="stay", subject_id=stay_id)
    if answer := slot.answer():
        return answer
    read = Read(stay, fields(*NAMES))
    initial = {**read.initial, **_as_it_ended(request, stay)}
    form = StayChangeForm.from_slot(slot, course=course, kept=stay.kind, initial=initial).meets(read)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            was_lost = stay.lost
            change_stay(by=course.viewer, stay=stay, **form.cleaned_data)
            newly_lost = stay.pk if stay.lost and not was_lost else None
            return slot.done(_on_from(request, enrolment_id, newly_lost, _("Put right.")))
    return course.render("courses/housing_form.html", here="housing", form=form, slot=slot, stay=stay)


def _as_it_ended(request: HttpRequest, stay: HousingStay) -> dict[str, Any]:
    """What a threat that ended by a loss says of the end of the stay, while nobody has written another."""
    asked = request.GET
    if asked.get("lost") != "1" or stay.ends_on is not None:
        return {}
    return {
        "lost": True,
        "ends_on": _day(asked.get("until", "")),
        "end_reason": asked.get("why", "")[:200],
    }


def _day(text: str) -> date | None:
    """A day of an address; None for anything that is none."""
    with suppress(ValueError):
        return parse_date(text)
    return None


def _on_from(request: HttpRequest, enrolment_id: UUID, lost: UUID | None, said: Any) -> HttpResponse:
    """After a home was lost to what it teaches, else back to the housing page."""
    if lost is None:
        return after(request, "housing", enrolment_id, said=said)
    return after(request, "lost_home", enrolment_id, lost, said=said)


@page("course.read")
def stay(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """A stay by itself: to the page where it is put right, in the person's latest course.

    Raises:
        Http404: there is no such stay, or no course through which the viewer may see it.
    """
    found, _may = gate(request, HousingStay, stay_id, related=("person",))
    course = next(iter(courses_of(viewer_of(request), found.person)), None)
    if course is None:
        raise Http404
    return redirect("housing_change", course.pk, found.pk)


def part(stay: Stay) -> Part:
    """A stay on the strip, where there is little room: months, no days."""

    def month(day: date) -> str:
        return date_format(day, pgettext("date format, as in Nov 2026", "M Y"))

    period = (
        gettext("to %(until)s") % {"until": month(stay.ends_on)}
        if stay.ends_on
        else gettext("since %(since)s") % {"since": month(stay.starts_on)}
    )
    return Part(stay.label, period, "" if stay.standing == "unknown" else stay.standing, stay.share)


def row(stay: Stay, course: Course, lesson: LostHome | None = None) -> StayRow:
    """A stay in words."""
    today = course.viewer.today
    return StayRow(
        id=stay.id,
        label=stay.label,
        place=stay.place,
        period=period_in_words(stay.starts_on, stay.ends_on, today),
        days=ngettext("%(days)d day", "%(days)d days", stay.days) % {"days": stay.days},
        end_reason=stay.end_reason,
        lost=stay.lost,
        lesson=lesson.next_time or lesson.happened if lesson else "",
    )
