"""What opens, moves and closes a thread."""

from __future__ import annotations

from alongside.contacts.events import ContactHeld, ContactPutRight, VisitMissed
from alongside.contacts.models import Contact
from alongside.contacts.planning import day_of
from alongside.contacts.queries import FACE_TO_FACE
from alongside.enrolments.events import CourseEnded
from alongside.kernel.events import subscribe
from alongside.kernel.running import current
from alongside.outreach import rules, threads
from alongside.outreach.models import Ended, Outreach


@subscribe(VisitMissed)
def look_for_them(missed: VisitMissed) -> None:
    """Somebody was not there: we look for them. A try of whoever was to try is what was agreed."""
    threads.follow(missed.enrolment_id)
    thread = Outreach.objects.filter(
        enrolment_id=missed.enrolment_id, closed_at__isnull=True, next_on__isnull=False
    ).first()
    if thread is None:
        return
    worker_id = Contact.objects.filter(pk=missed.contact_id).values_list("worker_id", flat=True).get()
    if rules.is_tried(
        on=day_of(missed.at),
        by_id=worker_id,
        next_on=thread.next_on,
        next_worker_id=thread.next_worker_id,
    ):
        threads.clear_next(thread)
        thread.save()


@subscribe(ContactHeld)
def they_are_met(held: ContactHeld) -> None:
    """Only being together with the person ends the search; a meeting about them does not."""
    together = held.person_present and held.kind in FACE_TO_FACE
    if together and Outreach.objects.filter(enrolment_id=held.enrolment_id, closed_at__isnull=True).exists():
        threads.follow(held.enrolment_id)


@subscribe(ContactPutRight)
def what_was_written_changed(changed: ContactPutRight) -> None:
    """A note that was put right may be another day, or no missed visit at all."""
    threads.follow(changed.enrolment_id)


@subscribe(CourseEnded)
def nobody_looks_after_the_end(ended: CourseEnded) -> None:
    """A course that people have decided to end takes its thread with it; the thread itself never ends one."""
    running = current()
    assert running is not None  # an event is published inside an operation
    thread = Outreach.objects.filter(enrolment_id=ended.enrolment_id, closed_at__isnull=True).first()
    if thread is not None:
        threads.close(thread, Ended.COURSE, at=max(running.by.now, thread.first_missed_at))
