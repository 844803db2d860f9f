"""What the timeline tells of a course: it began, rested, went on, was closed and reopened."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.db.models import F, QuerySet

from alongside.enrolments.models import Closure, Enrolment, Pause
from alongside.people.telling import LAST_MINUTE, Asked, Kind, tells

_BEFORE_LAST = time(23, 58)


def _pauses(asked: Asked) -> QuerySet[Any]:
    return Pause.objects.under(asked.viewer, *asked.courses)


def _closures(asked: Asked) -> QuerySet[Any]:
    return Closure.objects.under(asked.viewer, *asked.courses)


tells(
    Kind(
        "course.began",
        shows="course",
        rows=lambda asked: Enrolment.objects.under(asked.viewer, *asked.courses),
        day="starts_on",
        clock=time(0, 0, 2),
        key="legal_basis",
    ),
    Kind(
        "pause.began",
        shows="course",
        rows=_pauses,
        day="starts_on",
        clock=time(0, 0, 4),
        key="kind",
        text="place",
    ),
    Kind("pause.ended", shows="course", rows=_pauses, day="ends_on", clock=time(0, 0, 5), key="kind"),
    Kind(
        "course.closed",
        shows="course",
        rows=_closures,
        day="closed_on",
        clock=_BEFORE_LAST,
        key="reason",
        text="explanation",
        worker="closed_by__name",
    ),
    Kind(
        "course.reopened",
        shows="course",
        rows=lambda asked: _closures(asked).exclude(reopened_on=F("closed_on")),
        day="reopened_on",
        clock=time(0, 0, 6),
        text="reopened_reason",
    ),
    # A course that was closed by mistake is reopened on the very day, after it was closed.
    Kind(
        "course.reopened_at_once",
        shows="course",
        rows=lambda asked: _closures(asked).filter(reopened_on=F("closed_on")),
        day="reopened_on",
        clock=LAST_MINUTE,
        text="reopened_reason",
    ),
)
