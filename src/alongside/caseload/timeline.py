"""What the timeline tells of who walks with the person: case managers, cover, hand-overs."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.db.models import QuerySet

from alongside.caseload.models import Assignment, AssignmentKind, HandOver, HandOverStatus
from alongside.people.telling import Asked, Kind, tells

_CLOCK = time(0, 0, 3)


def _of_kind(asked: Asked, kind: AssignmentKind) -> QuerySet[Any]:
    return Assignment.objects.under(asked.viewer, *asked.courses).filter(kind=kind)


def _hand_overs(asked: Asked, *status: HandOverStatus) -> QuerySet[Any]:
    return HandOver.objects.under(asked.viewer, *asked.courses).filter(status__in=status)


tells(
    Kind(
        "case_manager.began",
        shows="course",
        rows=lambda asked: _of_kind(asked, AssignmentKind.PRIMARY),
        day="starts_on",
        clock=_CLOCK,
        text="reason",
        worker="worker__name",
    ),
    Kind(
        "cover.began",
        shows="course",
        rows=lambda asked: _of_kind(asked, AssignmentKind.COVER).filter(starts_on__lte=asked.viewer.today),
        day="starts_on",
        clock=_CLOCK,
        text="reason",
        worker="worker__name",
    ),
    Kind(
        "hand_over.asked",
        shows="course",
        rows=lambda asked: _hand_overs(
            asked, HandOverStatus.ASKED, HandOverStatus.ACCEPTED, HandOverStatus.DECLINED
        ),
        day="asked_on",
        clock=_CLOCK,
        text="reason",
        worker="receiver__name",
    ),
    Kind(
        "hand_over.declined",
        shows="course",
        rows=lambda asked: _hand_overs(asked, HandOverStatus.DECLINED),
        day="answered_on",
        clock=_CLOCK,
        text="answer",
        worker="receiver__name",
    ),
)
