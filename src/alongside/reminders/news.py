"""Told on Today: that somebody was not reminded, so that one of us rings them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.attention.queries import Kind, Mine, branch, tells
from alongside.reminders.models import Reminder, ReminderState


@tells
def not_reminded(viewer: Actor, mine: Mine) -> QuerySet[Any]:
    """The reminders of my people that were given up."""
    given_up = Reminder.objects.visible_to(viewer).filter(
        state=ReminderState.FAILED,
        enrolment_id__in=mine.courses,
        next_at__gt=mine.since,
        next_at__lte=mine.until,
    )
    return branch(
        given_up, Kind.NOT_REMINDED, at="next_at", person="enrolment__person", course="enrolment_id"
    )
