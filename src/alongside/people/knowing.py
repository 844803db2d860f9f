"""What one has to know before meeting somebody, gathered beside a list of people or of appointments."""

from __future__ import annotations

from django.db.models import OuterRef

from alongside.access.actor import Actor
from alongside.access.denials import closed
from alongside.kernel.gathering import Rows
from alongside.people.models import Flag

FLAG = ("id", "text", "asked_for", "said_on", "until")


def to_know(viewer: Actor, person: str) -> Rows:
    """What stands to be known of each person, what warns first, as a column; `unpacked(Flag, …)` reads it.

    For rows whose people the viewer may already see: whoever reads a course reads this (`people/policies.py`).

    Args:
        person: the path from a row to its person.
    """
    rows = Flag.objects.unscoped().standing().filter(person=OuterRef(person), ended_on__isnull=True)
    shut = closed(viewer, Flag)
    rows = rows if shut is None else rows.exclude(pk__in=shut)
    return Rows(rows.order_by("asked_for", "until", "pk"), *FLAG, worker_name="worker__name")
