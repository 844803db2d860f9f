"""What happens to contacts when a course ends or its case manager changes, and what a note ticks off."""

from __future__ import annotations

from datetime import datetime, time

from django.utils.timezone import get_default_timezone, localtime

from alongside.caseload.events import CaseManagerChanged
from alongside.caseload.warming import tick_from_contact
from alongside.contacts.errors import ContactsAfterEnd
from alongside.contacts.events import ContactHeld
from alongside.contacts.models import Contact, ContactStatus, VisitSeries
from alongside.enrolments.events import CourseEnded
from alongside.kernel.events import subscribe
from alongside.kernel.running import current


@subscribe(CourseEnded)
def call_off_what_was_planned(event: CourseEnded) -> None:
    """Nothing stays planned in a course that ended, and nothing happened after its end.

    Raises:
        ContactsAfterEnd: a signed note says we met or tried after the last day.
    """
    zone = get_default_timezone()
    contacts = Contact.objects.filter(enrolment_id=event.enrolment_id)
    latest = (
        contacts.filter(
            status__in=(ContactStatus.HELD, ContactStatus.TRIED),
            occurred_at__gte=datetime.combine(event.on, time(), tzinfo=zone),
        )
        .order_by("-occurred_at")
        .first()
    )
    if latest is not None:
        raise ContactsAfterEnd(field="closed_on", day=localtime(latest.occurred_at, zone).date())
    running = current()
    assert running is not None
    for series in VisitSeries.objects.filter(enrolment_id=event.enrolment_id).exclude(until__lte=event.on):
        series.until = max(event.on, series.starts_on)
        series.save()
    for contact in contacts.filter(status=ContactStatus.PLANNED):
        contact.status = ContactStatus.CANCELLED
        contact.person_present = False
        contact.signed_at = running.by.now
        contact.save()


@subscribe(CaseManagerChanged)
def planned_visits_follow(change: CaseManagerChanged) -> None:
    """What the one before had planned from that day on is the new case manager's; a colleague's visit stays theirs."""
    if change.from_id is None:
        return
    planned = Contact.objects.filter(
        enrolment_id=change.enrolment_id,
        status=ContactStatus.PLANNED,
        worker_id=change.from_id,
        occurred_at__gte=datetime.combine(change.on, time(), tzinfo=get_default_timezone()),
    )
    for contact in planned:
        contact.worker_id = change.to_id
        contact.save()
    for series in VisitSeries.objects.filter(
        enrolment_id=change.enrolment_id, worker_id=change.from_id
    ).exclude(until__lte=change.on):
        series.worker_id = change.to_id
        series.save()


@subscribe(ContactHeld)
def warm_a_hand_over(held: ContactHeld) -> None:
    """A meeting with both case managers is a line of the warm checklist."""
    if not (held.others_present and held.person_present and held.worker_id is not None):
        return
    tick_from_contact(
        held.enrolment_id,
        worker_id=held.worker_id,
        worker=held.worker,
        others_present=held.others_present,
        on=held.on,
        today=held.today,
    )
