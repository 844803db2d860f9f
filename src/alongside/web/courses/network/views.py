"""Who is around the person, and the plans that others lead."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from alongside.contacts.models import ContactKind
from alongside.contacts.queries import ahead, last_together
from alongside.enrolments.queries import courses_of
from alongside.liaison.queries import demands_of, of_the_authority
from alongside.meetings.queries import next_about_plans
from alongside.network.models import MaySpeak, MemberKind, NetworkMember, OtherPlan
from alongside.network.operations import add_member, add_plan, change_member, change_plan
from alongside.network.queries import around, other_plans
from alongside.web.courses.course import Course, open_course
from alongside.web.courses.network.forms import MemberForm, OtherPlanForm
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.network import demand_findings, finding_lines, member_line, plan_line
from alongside.web.pages import gate, page
from alongside.web.together import Read, fields
from alongside.web.viewer import viewer_of

MEMBER = ("kind", "name", "relation", "organisation", "phone", "may_speak", "closeness", "note", "ended_on")
PLAN = (
    "kind",
    "organisation",
    "worker_name",
    "phone",
    "starts_on",
    "ends_on",
    "next_on",
    "next_text",
    "note",
)


@page("course.read")
def network(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Everyone around the person, every other plan, and what does not fit between the plans."""
    course = open_course(request, enrolment_id)
    today = course.viewer.today
    people = around(course.viewer, course.person)
    met = last_together(course.viewer, course.enrolment, [one.name for one in people if one.name])
    members = [member_line(one, today, met.get(one.name)) for one in people]
    others = other_plans(course.viewer, course.person)
    meetings = next_about_plans(course.viewer, course.person)
    demands = demands_of(course.viewer, course.person)
    plans = [
        plan_line(one, course.profile, today, meetings.get(one.id), demands.get(one.id, ())) for one in others
    ]
    # A meeting of ours may well be what comes next in the other plan, so that only visits are held against it.
    coming = ahead(course.viewer, [enrolment_id])
    visits = {localdate(one.at) for one in coming if one.kind == ContactKind.VISIT}
    return course.render(
        "courses/network.html",
        here="network",
        private=[one for one in members if one.kind == MemberKind.PRIVATE and not one.ended],
        professional=[one for one in members if one.kind == MemberKind.PROFESSIONAL and not one.ended],
        left=[one for one in members if one.ended],
        plans=[one for one in plans if not one.over],
        findings=[
            *finding_lines(others, visits, course.profile, today, meetings),
            *demand_findings(others, demands, course.profile, today),
        ],
        threads=bool(of_the_authority(course.enrolment)),
        plans_over=[one for one in plans if one.over],
        writes=course.may("network.add"),
        sets_goals=course.may("goal.add"),
    )


@page("network.add")
def member_new(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Write down someone around the person."""
    course = open_course(request, enrolment_id, policy="network.add")
    initial = {"kind": MemberKind.PRIVATE, "may_speak": MaySpeak.UNASKED}
    slot = DraftSlot(request, form="member", subject_id=enrolment_id)
    if answer := slot.answer():
        return answer
    form = MemberForm.from_slot(slot, fresh=True, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            add_member(by=course.viewer, person=course.person, key=slot.key, **form.cleaned_data)
            return slot.done(after(request, "network", enrolment_id, said=_("Written down.")))
    return _shown(course, form, slot, _("Someone around the person"))


@page("network.change")
def member_change(request: HttpRequest, enrolment_id: UUID, member_id: UUID) -> HttpResponse:
    """Put right what is written about someone around the person."""
    course = open_course(request, enrolment_id, policy="network.change")
    member = _one_of(NetworkMember, course, member_id)
    slot = DraftSlot(request, form="member", subject_id=member_id)
    if answer := slot.answer():
        return answer
    read = Read(member, fields(*MEMBER))
    form = MemberForm.from_slot(slot, initial=read.initial).meets(read)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            change_member(by=course.viewer, member=member, **form.cleaned_data)
            return slot.done(after(request, "network", enrolment_id, said=_("Put right.")))
    return _shown(course, form, slot, _("Someone around the person"), record=member)


@page("other_plan.add")
def other_plan_new(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Write down a plan that somebody else leads."""
    course = open_course(request, enrolment_id, policy="other_plan.add")
    slot = DraftSlot(request, form="other_plan", subject_id=enrolment_id)
    if answer := slot.answer():
        return answer
    form = OtherPlanForm.from_slot(slot, profile=course.profile, fresh=True)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            add_plan(by=course.viewer, person=course.person, key=slot.key, **form.cleaned_data)
            said = _("Written down.")
            return slot.done(after(request, "network", enrolment_id, said=said, fragment="plans"))
    return _shown(course, form, slot, _("Another plan"))


@page("other_plan.change")
def other_plan_change(request: HttpRequest, enrolment_id: UUID, plan_id: UUID) -> HttpResponse:
    """Put right what is written about another plan, or say what comes next in it."""
    course = open_course(request, enrolment_id, policy="other_plan.change")
    plan = _one_of(OtherPlan, course, plan_id)
    slot = DraftSlot(request, form="other_plan", subject_id=plan_id)
    if answer := slot.answer():
        return answer
    read = Read(plan, fields(*PLAN))
    form = OtherPlanForm.from_slot(slot, profile=course.profile, kept=plan.kind, initial=read.initial)
    form.meets(read)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            change_plan(by=course.viewer, plan=plan, **form.cleaned_data)
            said = _("Put right.")
            return slot.done(after(request, "network", enrolment_id, said=said, fragment="plans"))
    return _shown(course, form, slot, _("Another plan"), record=plan)


@page("course.read")
def member(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Someone around a person, by themself: to the page where that is put right, in the person's latest course."""
    return _in_course(request, NetworkMember, member_id, "member_change")


@page("course.read")
def other_plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Another plan by itself: to the page where it is put right, in the person's latest course."""
    return _in_course(request, OtherPlan, plan_id, "other_plan_change")


def _in_course(request: HttpRequest, model: type[Any], record_id: UUID, to: str) -> HttpResponse:
    found, _may = gate(request, model, record_id, related=("person",))
    course = next(iter(courses_of(viewer_of(request), found.person)), None)
    if course is None:
        raise Http404
    return redirect(to, course.pk, found.pk)


def _one_of(model: type[Any], course: Course, record_id: UUID) -> Any:
    found = (
        model.objects.visible_to(course.viewer)
        .filter(pk=record_id, person_id=course.person.pk)
        .select_related("person")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _shown(course: Course, form: Any, slot: DraftSlot, title: Any, record: Any = None) -> HttpResponse:
    return course.render(
        "courses/network_form.html",
        here="network",
        form=form,
        title=title,
        slot=slot,
        record=record,
    )
