"""Reads about reminders, for the page of a person."""

from __future__ import annotations

from alongside.access.actor import Actor
from alongside.people.models import Person
from alongside.reminders.models import Reminder, ReminderWish

LATEST = 20
"""So many reminders the page shows."""


def wish_of(viewer: Actor, person: Person) -> ReminderWish | None:
    """What the person wants now; None when they are not reminded. One query."""
    rows = ReminderWish.objects.under(viewer, person).filter(ended_on__isnull=True)
    found: ReminderWish | None = rows.select_related("worker").first()
    return found


def latest_reminders(viewer: Actor, person: Person) -> list[Reminder]:
    """What became of the latest reminders, the latest appointment first. One query."""
    rows = Reminder.objects.visible_to(viewer).filter(enrolment__person=person)
    return list(rows.order_by("-for_at", "-pk")[:LATEST])
