"""What on call left to be followed up, told on Today until somebody says that they acted on it."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from alongside.access.actor import Actor
from alongside.attention.queries import Kind, Mine, branch, tells
from alongside.contacts.models import Contact
from alongside.oncall.models import FollowUp


@tells
def to_follow_up(viewer: Actor, mine: Mine) -> QuerySet[Any]:
    """However old it is: it stands there until it is settled. A call that was entered in error left nothing."""
    calls = Contact.objects.visible_to(viewer).filter(enrolment_id__in=mine.courses)
    return branch(
        FollowUp.objects.visible_to(viewer).filter(contact__in=calls, settled_at__isnull=True),
        Kind.FOLLOW_UP,
        at="contact__signed_at",
        person="contact__enrolment__person",
        course="contact__enrolment_id",
        by=F("contact__signed_by__name"),
        what=F("due_on"),
    )
