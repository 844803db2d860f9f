"""Whose courses: those in which somebody walks along on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from alongside.access.actor import Actor
from alongside.caseload.models import Assignment
from alongside.enrolments.models import Enrolment


def held_on(day: date, path: str = "") -> Q:
    """Assignments that hold on `day`; `path` leads to them."""
    return Q(**{f"{path}starts_on__lte": day}) & (
        Q(**{f"{path}ends_on__isnull": True}) | Q(**{f"{path}ends_on__gt": day})
    )


def mine(viewer: Actor, *, beside: Enrolment | None = None) -> Q:
    """The courses in which the viewer walks with somebody today, as their case manager or for them.

    Args:
        beside: one more course. In one list with the others, so that the database begins with these few; with "or" it
            would look through everybody's.
    """
    assigned = Assignment.objects.unscoped().filter(held_on(viewer.today), worker_id=viewer.worker_id)
    courses = assigned.values("enrolment_id")
    if beside is not None:
        courses = courses.union(Enrolment.objects.unscoped().filter(pk=beside.pk).values("pk"), all=True)
    return Q(pk__in=courses)
