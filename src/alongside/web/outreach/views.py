"""The thread of somebody who was not there: what was tried, what is tried next, who acts from when on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.contacts.operations import record_attempt
from alongside.contacts.queries import ahead
from alongside.contacts.story import notes_between
from alongside.kernel.drafts import new_key
from alongside.kernel.errors import DomainError
from alongside.network.queries import around_now, members
from alongside.outreach.models import FoundAt, Outreach
from alongside.outreach.operations import agree_next, leave_them
from alongside.outreach.queries import ladder_of, latest_thread, places_of, rests_of, who_can_try
from alongside.web.courses.course import Course, open_course
from alongside.web.drafts import posted_key
from alongside.web.forms import after
from alongside.web.network import member_line
from alongside.web.outreach.forms import LeaveForm, NextTryForm
from alongside.web.outreach.words import ended_line, next_line, place_lines, rung_lines, since_line
from alongside.web.pages import page
from alongside.web.places import back_to
from alongside.web.story import note_line
from alongside.web.unsent import uuid_of


@page("outreach.read")
def outreach(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The whole thread, with what to try next and one tap for each try."""
    course = open_course(request, enrolment_id, policy="outreach.read")
    thread = latest_thread(course.viewer, course.enrolment)
    acts = thread is not None and thread.closed_at is None and course.writable("outreach.agree")
    agreeing, leaving = _forms(course, thread) if acts and thread is not None else (None, None)
    if thread is not None and agreeing is not None and agreeing.is_bound and agreeing.is_valid():
        with agreeing.shows():
            said = dict(agreeing.cleaned_data)
            workers = {str(one.pk): one for one in who_can_try(course.enrolment, course.viewer.today)}
            said["worker"] = workers[said["worker"]]
            agree_next(by=course.viewer, thread=thread, **said)
            return after(request, "outreach", enrolment_id, said=_("Agreed. It stands on Today."))
    if thread is not None and leaving is not None and leaving.is_bound and leaving.is_valid():
        with leaving.shows():
            leave_them(by=course.viewer, thread=thread, **leaving.cleaned_data)
            words = _("Written down. The course stays open, and silence is still measured.")
            return after(request, "outreach", enrolment_id, said=words)
    if request.method == "POST" and agreeing is None:
        raise Http404
    return course.render(
        "outreach/thread.html",
        here="outreach",
        agreeing=agreeing,
        leaving=leaving,
        tries=[(one.key, one.label.in_(course.language)) for one in course.profile.outreach_tries],
        places=place_lines(places_of(course.viewer, course.person), course.viewer.today),
        members=[
            member_line(one, course.viewer.today)
            for one in members(around_now(course.viewer, course.person, course.viewer.today))
        ],
        key=new_key(),
        sought=(),
        **(_said(course, thread) if thread is not None else {}),
    )


@page("contact.tried")
@require_POST
def outreach_tried(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """We tried and did not reach them: one tap, an ordinary contact."""
    course = open_course(request, enrolment_id, policy="contact.tried")
    tries = course.profile.outreach_tries
    way = tries.get(request.POST.get("try", "")) or tries[0]
    found = _place(course, uuid_of(request.POST.get("place")))
    try:
        record_attempt(
            by=course.viewer,
            enrolment=course.enrolment,
            kind=way.kind,
            how=way.how,
            place=way.place,
            place_text=found.place if found else "",
            occurred_at=course.viewer.now,
            key=posted_key(request),
        )
    except DomainError as error:
        messages.error(request, error.text)
        return redirect("outreach", enrolment_id)
    said = _("We tried. It counts.")
    if request.POST.get("to") == "outreach":
        return after(request, "outreach", enrolment_id, said=said, fragment="next")
    return back_to(request, course.person.pk, said=said)


def _forms(course: Course, thread: Outreach) -> tuple[NextTryForm, LeaveForm]:
    post = course.request.POST
    workers = who_can_try(course.enrolment, course.viewer.today)
    mine = course.viewer.worker_id in {one.pk for one in workers}
    agreeing = NextTryForm(
        post if "agree" in post else None,
        tries=course.profile.outreach_tries,
        workers=workers,
        initial={
            "worker": str(course.viewer.worker_id) if mine else "",
            "next_on": course.viewer.today + timedelta(days=1),
            "version": thread.version,
        },
    )
    leaving = LeaveForm(post if "leave" in post else None, initial={"version": thread.version})
    return agreeing, leaving


def _said(course: Course, thread: Outreach) -> dict[str, Any]:
    today = course.viewer.today
    until = today if thread.closed_at is None else localdate(thread.closed_at)
    stands = ladder_of(
        thread,
        course.profile.outreach_rungs,
        until=until,
        rests=rests_of(course.viewer, course.enrolment),
    )
    notes = notes_between(course.viewer, course.enrolment, thread.first_missed_at, thread.closed_at)
    return {
        "thread": thread,
        "since": since_line(thread, course.name, today),
        "ended": ended_line(thread, course.name, today),
        "rungs": rung_lines(stands, course.profile, course.language, today),
        "acts_now": course.profile.outreach_rungs[stands.place].acts,
        "next": next_line(thread, course.profile, course.language, today),
        "next_late": thread.next_on is not None and thread.next_on < today,
        "lines": [note_line(note, course.name, course.profile, today) for note in notes],
        "planned": ahead(course.viewer, [course.enrolment.pk]) if thread.closed_at is None else [],
    }


def _place(course: Course, found_id: UUID | None) -> FoundAt | None:
    """The place at which it was tried; its words stay empty in the note when it is protected."""
    if found_id is None:
        return None
    return next((one for one in places_of(course.viewer, course.person) if one.pk == found_id), None)
