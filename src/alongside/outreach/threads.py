"""The thread follows from the contacts: opened, moved and closed by what is written about them, in any order."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from alongside.contacts.models import Contact, ContactStatus
from alongside.contacts.planning import profile_for
from alongside.contacts.queries import FACE_TO_FACE
from alongside.enrolments.models import Enrolment
from alongside.outreach import rules
from alongside.outreach.models import Ended, Outreach


def follow(enrolment_id: UUID) -> None:
    """Bring the thread of a course to what its contacts say. Inside an operation."""
    course = Enrolment.objects.select_related("team").get(pk=enrolment_id)
    threads = Outreach.objects.filter(enrolment=course)
    thread = threads.filter(closed_at__isnull=True).first()
    met_at = _met_at(course)
    eased = [at for at in (met_at, _let_be_at(course)) if at is not None]
    since = rules.sought_since(_missed(course, after=max(eased, default=None)), eased)
    if thread is not None and since != thread.first_missed_at:
        if met_at is not None and met_at >= thread.first_missed_at:
            close(thread, Ended.MET, at=met_at)
            thread = None
        elif since is None:
            close(thread, Ended.ERROR, at=thread.first_missed_at)
        else:
            thread.first_missed_at = since
            thread.save()
    if thread is None and since is not None and course.is_open:
        _open(course, since)


def _open(course: Enrolment, since: datetime) -> None:
    """Begin a thread; one that a note closed which does not stand any more goes on."""
    again = Outreach.objects.filter(
        enrolment=course, first_missed_at=since, ended__in=(Ended.MET, Ended.ERROR)
    ).first()
    thread = again or Outreach(enrolment=course, first_missed_at=since)
    thread.closed_at, thread.ended = None, ""
    thread.save()


def close(thread: Outreach, ended: Ended, *, at: datetime, said: str = "") -> None:
    """End a thread: nothing is tried next any more."""
    thread.closed_at, thread.ended, thread.said = at, ended, said.strip()
    clear_next(thread)
    thread.save()


def clear_next(thread: Outreach) -> None:
    """What was agreed to be tried next has been tried, or is needed no more. Saved by the caller."""
    thread.next_try = thread.next_where = ""
    thread.next_worker_id = thread.next_on = None


def _met_at(course: Enrolment) -> datetime | None:
    """When we last met face to face; a call or a message keeps hold and does not count as having met."""
    held = Contact.objects.filter(
        enrolment=course, status=ContactStatus.HELD, kind__in=FACE_TO_FACE, person_present=True
    ).standing()
    at: datetime | None = held.order_by("-occurred_at").values_list("occurred_at", flat=True).first()
    return at


def _let_be_at(course: Enrolment) -> datetime | None:
    """When they last said where they want to be left, or the course was closed with a thread open."""
    threads = Outreach.objects.filter(enrolment=course, ended__in=(Ended.LEFT, Ended.COURSE))
    at: datetime | None = threads.order_by("-closed_at").values_list("closed_at", flat=True).first()
    return at


def _missed(course: Enrolment, *, after: datetime | None) -> list[datetime]:
    """When they were not there. Who called off themselves was in touch, and an unanswered call is no missed visit."""
    tried = Contact.objects.filter(
        enrolment=course,
        status=ContactStatus.TRIED,
        kind__in=FACE_TO_FACE,
        tried_how__in=[
            one.key for one in profile_for(course).tried_outcomes if not (one.by_us or one.called_off)
        ],
    ).standing()
    if after is not None:
        tried = tried.filter(occurred_at__gt=after)
    return list(tried.values_list("occurred_at", flat=True))
