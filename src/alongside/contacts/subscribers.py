"""What happens to contacts when a course ends."""

from __future__ import annotations

from datetime import datetime, time

from django.utils.timezone import get_default_timezone, localtime

from alongside.contacts.errors import ContactsAfterEnd
from alongside.contacts.models import Contact, ContactStatus
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
    for contact in contacts.filter(status=ContactStatus.PLANNED):
        contact.status = ContactStatus.CANCELLED
        contact.person_present = False
        contact.signed_at = running.by.now
        contact.save()
