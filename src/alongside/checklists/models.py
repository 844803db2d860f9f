from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.enrolments.models import Enrolment
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker


class Tick(PersonalRecord):
    """A line of a checklist that somebody ticked, or left out; unticked again, both are empty."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="checklist_ticks")
    checklist = models.CharField(max_length=40)
    """A key of the profile's checklists."""
    occasion_id = models.UUIDField()
    """The record whose event the list is bound to: a pause."""
    item = models.CharField(max_length=40)
    """A key of the list's lines."""
    done_on = models.DateField(null=True, blank=True)
    left_out_because = models.CharField(max_length=200, blank=True, default="")
    """Why it is not relevant here, in a few words."""
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    """Who said so last."""
    said_on = models.DateField()
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "occasion_id", "checklist", "item"], name="checklist_tick_once"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(left_out_because=""), name="checklist_tick_one_or_other"
            ),
        ]
