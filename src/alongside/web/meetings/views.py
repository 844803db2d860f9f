"""A meeting on one page: before, during and after; and the forms that write to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from alongside.contacts.models import Contact, ContactKind, ContactStatus
from alongside.documents.queries import latest_first
from alongside.kernel.drafts import new_key
from alongside.meetings.models import LineKind
from alongside.meetings.operations import hold_meeting, prepare_meeting, say_what_it_meant, write_line
from alongside.meetings.queries import Around, around_meeting
from alongside.network.models import OtherPlan
from alongside.network.queries import around_now, plans_now
from alongside.plans.models import Goal, GoalStatus
from alongside.web import dates
from alongside.web.courses.course import Course, open_course_of
from alongside.web.drafts import DraftSlot
from alongside.web.forms import after
from alongside.web.meetings.forms import HeldForm, LineForm, MeantForm, PrepareForm
from alongside.web.meetings.sheet import meeting_sheet
from alongside.web.meetings.words import lines_of, meeting_url, note_from
from alongside.web.pages import May, page
from alongside.web.paper.forms import SheetForm
from alongside.web.paper.making import wish_of
from alongside.web.paper.views import document
from alongside.web.together import Read, fields

LETTERS = 20
"""So many of the latest documents are offered as the letter that came."""


@dataclass(frozen=True)
class _Open:
    """The meeting behind an address."""

    contact: Contact
    course: Course
    around: Around
    may: May


@page("course.read")
def meeting(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """The meeting: what was prepared, the lines, what came of it. A posted line is written."""
    found = _open(request, contact_id)
    writes = found.may("meeting.write_line") and found.course.enrolment.is_open
    form = LineForm(request.POST or None, initial={"key": new_key()})
    if request.method == "POST" and not writes:
        raise Http404
    if request.method == "POST" and form.is_valid():
        with form.shows():
            line = write_line(by=found.course.viewer, contact=found.contact, **form.cleaned_data)
            return redirect(f"{meeting_url(contact_id)}?kind={line.kind}#lines")
    return _page(found, form if writes else None, status=422 if form.errors else 200)


def _page(found: _Open, form: LineForm | None, *, status: int) -> HttpResponse:
    course, contact, around = found.course, found.contact, found.around
    kind = course.request.GET.get("kind", "")
    if form is not None and not form.is_bound and kind in LineKind.values:
        form.initial["kind"] = kind
    lines = lines_of(around.lines, around.steps, course.enrolment.pk, course.viewer.today)
    open_lines = [line for line in lines if line.kind == LineKind.DECIDED and not line.step_url]
    waits = [line for line in lines if line.kind == LineKind.LETTER and line.document_id is None]
    place = course.profile.contact_places.label(contact.place, course.language) if contact.place else ""
    return course.render(
        "meetings/meeting.html",
        here="meeting",
        contact=contact,
        is_held=contact.status == ContactStatus.HELD,
        begun=contact.occurred_at <= course.viewer.now,
        when=dates.spoken_moment(contact.occurred_at, course.viewer.today),
        where=place if course.person.address_protected else contact.place_text or place,
        around=around,
        plan=_plan_words(course, around),
        lines=lines,
        form=form,
        names=[course.name, course.viewer.name, *(one.name for one in around.comes)],
        goals=_goals(course) if open_lines and form is not None else [],
        letters=_letters(course, contact) if waits and form is not None else [],
        prints=course.may("paper.print"),
        writes_letters=course.writable("letter.finish"),
        attaches=course.writable("document.attach"),
        status=status,
    )


@page("meeting.prepare")
def prepare(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Write down, with the person, what the meeting is for and what it takes."""
    found = _open(request, contact_id, policy="meeting.prepare")
    course, contact, around = found.course, found.contact, found.around
    if contact.status != ContactStatus.PLANNED:
        return redirect("meeting", contact.pk)
    slot = DraftSlot(request, form="meeting", subject_id=contact.pk)
    if answer := slot.answer():
        return answer
    members = [one.member_id for one in around.comes if one.member_id is not None]
    lists: dict[str, Any] = {
        "papers": [paper.text for paper in around.papers],
        "names": [one.name for one in around.comes if one.member_id is None],
        "members": members,
    }
    options: dict[str, Any] = {
        "around": around_now(course.viewer, course.person, course.viewer.today),
        "plans": _plans(course, around),
        "initial": _listed(lists),
    }
    if around.meeting is None:
        form = PrepareForm.from_slot(slot, **options)
    else:
        names = {**fields("wish", "says", "speaks", "way"), "about": _about}
        read = Read(around.meeting, names if options["plans"] else fields("wish", "says", "speaks", "way"))
        options["initial"] = {**options["initial"], **read.initial}
        form = PrepareForm.from_slot(slot, **options).meets(read)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            said = form.said(**lists)
            key = said.pop("about")
            plan = (
                OtherPlan.objects.under(course.viewer, course.person).filter(pk=key).first() if key else None
            )
            prepare_meeting(by=course.viewer, contact=contact, about=plan, key=slot.key, **said)
            return slot.done(
                after(request, "meeting", contact.pk, said=_("Kept. It can be printed to take along."))
            )
    return course.render("meetings/prepare.html", here="meeting", form=form, slot=slot, contact=contact)


@page("meeting.hold")
def held(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """It took place: sign the note, which begins with the lines."""
    found = _open(request, contact_id, policy="meeting.hold")
    course, contact = found.course, found.contact
    slot = DraftSlot(request, form="meeting_held", subject_id=contact.pk)
    if answer := slot.answer():
        return answer
    if contact.status != ContactStatus.PLANNED:
        return redirect("meeting", contact.pk)
    form = HeldForm.from_slot(
        slot,
        first_name=course.name,
        coming=list(dict.fromkeys(one.name for one in found.around.comes)),
        around=[
            one.name for one in around_now(course.viewer, course.person, course.viewer.today) if one.name
        ],
        initial={"text": note_from(found.around.lines), "minutes": contact.minutes},
    )
    if request.method == "POST" and form.is_valid():
        with form.shows():
            hold_meeting(by=course.viewer, contact=contact, key=slot.key, **form.said())
            said = _("The note is signed. What was decided can become steps of the plan.")
            return slot.done(after(request, "meeting", contact.pk, said=said, fragment="after"))
    return course.render("meetings/held.html", here="meeting", form=form, slot=slot, contact=contact)


@page("meeting.say_what_it_meant")
def meant(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """What the meeting meant to the person."""
    found = _open(request, contact_id, policy="meeting.say_what_it_meant")
    course, contact, record = found.course, found.contact, found.around.meeting
    slot = DraftSlot(request, form="meeting_meant", subject_id=contact.pk)
    if answer := slot.answer():
        return answer
    if record is None:
        form = MeantForm.from_slot(slot)
    else:
        read = Read(record, fields("meant"))
        form = MeantForm.from_slot(slot, initial=read.initial).meets(read)
    if request.method == "POST" and form.is_valid():
        with form.shows():
            say_what_it_meant(by=course.viewer, contact=contact, key=slot.key, **form.cleaned_data)
            return slot.done(after(request, "meeting", contact.pk, said=_("Kept."), fragment="after"))
    return course.render("meetings/meant.html", here="meeting", form=form, slot=slot, contact=contact)


@page("paper.print")
def paper_meeting(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """The meeting on one sheet, in the person's language, to take along."""
    found = _open(request, contact_id)
    course = found.course
    if not course.may("paper.print"):
        raise Http404
    form = SheetForm(request.POST or None, course=course, wish=wish_of(course))
    return document(course, form, meeting_sheet(found.contact, found.around), kind="meeting")


def _open(request: HttpRequest, contact_id: UUID, *, policy: str = "course.read") -> _Open:
    contact, course = open_course_of(request, Contact, contact_id, policy=policy, path="enrolment")
    may = May(course.viewer, contact)
    if contact.kind != ContactKind.MEETING or contact.status not in (
        ContactStatus.PLANNED,
        ContactStatus.HELD,
    ):
        raise Http404
    return _Open(contact, course, around_meeting(course.viewer, contact), may)


def _about(row: Any) -> str:
    return str(row.about_id or "")


def _listed(lists: dict[str, Any]) -> dict[str, Any]:
    """The lists as a fresh form shows them, and as it remembers having shown them."""
    papers, names = "\n".join(lists["papers"]), "\n".join(lists["names"])
    members = [str(one) for one in lists["members"]]
    return {
        "papers": papers,
        "papers_read": papers,
        "names": names,
        "names_read": names,
        "members": members,
        "members_read": " ".join(members),
    }


def _plans(course: Course, around: Around) -> list[tuple[str, str | Promise]]:
    """The plans of others that run, and the one it is about already."""
    rows = list(plans_now(course.viewer, course.person, course.viewer.today))
    about = around.meeting.about if around.meeting is not None else None
    if about is not None and about.pk not in {one.pk for one in rows}:
        rows.append(about)
    return [(str(one.pk), _plan_label(course, one)) for one in rows]


def _plan_words(course: Course, around: Around) -> str:
    about = around.meeting.about if around.meeting is not None else None
    return _plan_label(course, about) if about is not None else ""


def _plan_label(course: Course, plan: OtherPlan) -> str:
    kind = str(course.profile.plan_kinds.label(plan.kind, course.language))
    return f"{kind}, {plan.organisation}" if plan.organisation else kind


def _goals(course: Course) -> list[tuple[UUID, str]]:
    rows = Goal.objects.under(course.viewer, course.enrolment).filter(status=GoalStatus.ACTIVE)
    return [(goal.pk, goal.title) for goal in rows.order_by("place", "pk")]


def _letters(course: Course, contact: Contact) -> Sequence[tuple[UUID, str]]:
    since = contact.occurred_at.date()
    rows = latest_first(course.viewer, course.person).filter(struck_on__isnull=True, dated_on__gte=since)
    return [
        (one.pk, f"{one.title} ({dates.short_day(one.dated_on, course.viewer.today)})")
        for one in rows[:LETTERS]
    ]
