"""The plan: read it, write wishes and purpose, agree to it, look back at what was agreed."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from alongside.plans.models import AgreedHow, Plan, PlanVersion
from alongside.plans.operations import agree_plan, write_plan
from alongside.plans.reading import thawed, to_agree, versions, whole
from alongside.reviews.queries import coming, to_change
from alongside.web import dates
from alongside.web.courses.course import open_course
from alongside.web.courses.plan import rows
from alongside.web.courses.plan.forms import AgreeForm, WishesForm
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.pages import page
from alongside.web.together import Read, fields

LATEST = 3
"""So many versions stand beside the plan; the others are one click away."""


@page("course.read")
def plan(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The whole plan."""
    course = open_course(request, enrolment_id)
    found = whole(course.viewer, course.enrolment)
    lines = versions(course.viewer, course.enrolment)
    agreed = rows.versions(lines, course)
    review = coming(course.viewer, [enrolment_id]).get(enrolment_id)
    wanted = to_change(course.viewer, course.enrolment, agreed_at=lines[0].recorded_at if lines else None)
    return course.render(
        "courses/plan.html",
        here="plan",
        plan=found,
        goals=rows.goals(found, course, wanted) if found else [],
        earlier=rows.earlier_goals(found, course) if found else [],
        versions=agreed[:LATEST],
        more_versions=len(agreed) > LATEST,
        agreed=agreed[0] if agreed else None,
        review=review,
        review_day=dates.short_day(review.due_on, course.viewer.today) if review else "",
        writes=course.writable("plan.write"),
        order=rows.order(course),
    )


@page("plan.write")
def wishes(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Write what the person wishes and what the support is for."""
    course = open_course(request, enrolment_id, policy="plan.write")
    slot = DraftSlot(request, form="plan", subject_id=enrolment_id)
    if answer := slot.answer():
        return answer
    found = Plan.objects.visible_to(course.viewer).filter(enrolment=course.enrolment).first()
    reads = [Read(found, fields("wishes", "purpose"))] if found else []
    initial = reads[0].initial if reads else {}
    form = WishesForm.from_slot(slot, name=course.name, initial=initial).meets(*reads)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            write_plan(by=course.viewer, enrolment=course.enrolment, **form.cleaned_data)
            return slot.done(after(request, "plan", enrolment_id, said=_("Written into the plan.")))
    return course.render("courses/plan_wishes.html", here="plan", form=form, slot=slot)


@page("plan.agree")
def agree(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Keep the plan as it reads now, with how the person agreed to it."""
    course = open_course(request, enrolment_id, policy="plan.agree")
    slot = DraftSlot(request, form="agreement", subject_id=enrolment_id)
    if answer := slot.answer():
        return answer
    now = to_agree(course.viewer, course.enrolment)
    form = AgreeForm.from_slot(
        slot,
        name=course.name,
        initial={"agreed_on": course.viewer.today, "seen": now.seen if now else ""},
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            version = agree_plan(
                by=course.viewer, enrolment=course.enrolment, key=slot.key, **form.cleaned_data
            )
            said = (
                _("Kept. The goals from the order still stand.")
                if version.how == AgreedHow.REFUSED
                else _("Agreed, and kept as it reads now.")
            )
            return slot.done(after(request, "plan", enrolment_id, said=said))
        form.read_anew(now.seen if now else "")
    return course.render(
        "courses/plan_agree.html",
        here="plan",
        form=form,
        slot=slot,
        changes=[rows.in_words(change) for change in now.changes] if now else [],
        empty=now is None or now.is_empty,
    )


@page("course.read")
def plan_versions(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """All versions and what changed from one to the next."""
    course = open_course(request, enrolment_id)
    lines = versions(course.viewer, course.enrolment)
    return course.render("courses/plan_versions.html", here="plan", versions=rows.versions(lines, course))


@page("course.read")
def plan_version(request: HttpRequest, enrolment_id: UUID, number: int) -> HttpResponse:
    """One version, as it was agreed."""
    course = open_course(request, enrolment_id)
    lines = {line.number: line for line in versions(course.viewer, course.enrolment)}
    if number not in lines:
        raise Http404
    content = (
        PlanVersion.objects.visible_to(course.viewer)
        .values_list("content", flat=True)
        .get(pk=lines[number].id)
    )
    found = thawed(content)
    return course.render(
        "courses/plan_version.html",
        here="plan",
        plan=found,
        goals=rows.goals(found, course, set(), as_agreed=True),
        earlier=rows.earlier_goals(found, course, as_agreed=True),
        version=rows.versions([lines[number]], course)[0],
    )
