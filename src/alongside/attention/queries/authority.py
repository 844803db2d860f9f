"""What the authority wrote in the thread of a course, told on Today: its questions until they are answered."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, QuerySet, When

from alongside.access.actor import Actor
from alongside.attention.queries.news import Kind, Mine, branch, tells
from alongside.liaison.queries import told_by_authority, unanswered


@tells
def asked_us(viewer: Actor, mine: Mine) -> QuerySet[Any]:
    """Questions nobody has answered yet, however old."""
    return _branch(unanswered(viewer, from_authority=True), Kind.ASKED_US, mine)


@tells
def wrote_us(viewer: Actor, mine: Mine) -> QuerySet[Any]:
    """Answers, decisions and what else the caseworker wrote lately."""
    lately = told_by_authority(viewer).filter(written_at__gt=mine.since, written_at__lte=mine.until)
    return _branch(lately, Kind.WROTE_US, mine)


def _branch(rows: QuerySet[Any], kind: Kind, mine: Mine) -> QuerySet[Any]:
    return branch(
        rows.filter(enrolment_id__in=mine.courses),
        kind,
        at="written_at",
        person="enrolment__person",
        course="enrolment_id",
        by=Case(When(said_by="", then=F("worker__name")), default=F("said_by")),
        how=F("kind"),
    )
