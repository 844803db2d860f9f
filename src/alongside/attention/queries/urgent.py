"""Urgent access as news: at once to those who walk with the person, and to their lead until somebody has judged it."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from alongside.access.actor import Actor
from alongside.attention.queries.news import Kind, Mine, branch, tells
from alongside.enrolments.models import Enrolment
from alongside.oversight.models import UrgentAccess


@tells
def opened_urgently(viewer: Actor, mine: Mine) -> QuerySet[Any]:
    """Somebody without a tie to one of my people opened their record."""
    lately = _opened(viewer).filter(opened_at__gt=mine.since, opened_at__lte=mine.until)
    return _branch(lately.filter(person_id__in=mine.persons), Kind.OPENED_URGENTLY)


@tells
def to_judge(viewer: Actor, mine: Mine) -> QuerySet[Any]:
    """Nobody has said yet whether it was justified; for the lead of the team."""
    of_my_teams = Enrolment.objects.visible_to(viewer).filter(team_id__in=viewer.lead_team_ids)
    waiting = _opened(viewer).filter(judgement="", person_id__in=of_my_teams.values("person_id"))
    return _branch(waiting, Kind.TO_JUDGE)


def _opened(viewer: Actor) -> QuerySet[Any]:
    rows: QuerySet[Any] = UrgentAccess.objects.visible_to(viewer)
    return rows.exclude(worker_id=viewer.worker_id)


def _branch(rows: QuerySet[Any], kind: Kind) -> QuerySet[Any]:
    return branch(rows, kind, at="opened_at", person="person", by=F("worker__name"))
