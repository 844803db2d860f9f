"""Reading what happened, and what still has to be followed up."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.crisis.models import CriticalEvent
from alongside.people.models import Person

LOOK_BACK = timedelta(days=90)
"""So long what was followed up stands on the team's list: as long as it is talked about in a review."""


def events_of(viewer: Actor, person: Person) -> list[CriticalEvent]:
    """What happened around a person, the latest first. One query."""
    return list(_with_workers(CriticalEvent.objects.under(viewer, person)).order_by("-happened_at", "-pk"))


def waiting_events(viewer: Actor) -> list[CriticalEvent]:
    """What nobody has followed up yet, what is due first on top, with the person. One query."""
    rows = CriticalEvent.objects.visible_to(viewer).filter(followed_up_at__isnull=True)
    return list(_with_workers(rows).select_related("person").order_by("follow_up_due_at", "pk"))


def learned_events(viewer: Actor) -> list[CriticalEvent]:
    """What was followed up in the last months, the latest first, with the person. One query."""
    rows = CriticalEvent.objects.visible_to(viewer).filter(followed_up_at__gte=viewer.now - LOOK_BACK)
    return list(_with_workers(rows).select_related("person").order_by("-followed_up_at", "-pk"))


def late(viewer: Actor) -> Q:
    """The condition of events that nobody has followed up although the hours are over."""
    return Q(followed_up_at__isnull=True, follow_up_due_at__lt=viewer.now)


def late_count(viewer: Actor) -> int:
    """How many of those the viewer may see are late. One query."""
    return int(CriticalEvent.objects.visible_to(viewer).filter(late(viewer)).count())


def _with_workers(rows: QuerySet[CriticalEvent]) -> QuerySet[CriticalEvent]:
    return rows.select_related("worker", "follow_up_worker", "followed_up_by")
