"""Critical events as news: that one was written down, and that nobody has followed it up in time."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet

from alongside.access.actor import Actor
from alongside.attention.queries.news import Kind, Mine, branch, tells
from alongside.crisis.event_queries import late
from alongside.crisis.models import CriticalEvent
from alongside.enrolments.models import Enrolment


@tells
def written_down(viewer: Actor, mine: Mine) -> QuerySet[Any]:
    """What colleagues and on call wrote down about my people."""
    rows = CriticalEvent.objects.visible_to(viewer).filter(
        recorded_at__gt=mine.since, recorded_at__lte=mine.until, person_id__in=mine.persons
    )
    return branch(
        rows.exclude(worker_id=viewer.worker_id),
        Kind.EVENT,
        at="recorded_at",
        person="person",
        by=F("worker__name"),
    )


@tells
def not_followed_up(viewer: Actor, mine: Mine) -> QuerySet[Any]:
    """What is late, for who follows it up, who walks with the person and who leads their team: until somebody has."""
    of_my_teams = Enrolment.objects.visible_to(viewer).filter(team_id__in=viewer.lead_team_ids)
    concerns = (
        Q(follow_up_worker_id=viewer.worker_id)
        | Q(person_id__in=mine.persons)
        | Q(person_id__in=of_my_teams.values("person_id"))
    )
    return branch(
        CriticalEvent.objects.visible_to(viewer).filter(concerns, late(viewer)),
        Kind.NOT_FOLLOWED_UP,
        at="follow_up_due_at",
        person="person",
        by=F("follow_up_worker__name"),
        what=F("follow_up_worker_id"),
    )
