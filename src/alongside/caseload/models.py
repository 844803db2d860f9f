from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.enrolments.models import Enrolment
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker


class AssignmentKind(models.TextChoices):
    PRIMARY = "primary", _("Case manager")
    COVER = "cover", _("Cover")


class Assignment(PersonalRecord):
    """A worker walks with a person, from a day to a day."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="assignments")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=10, choices=AssignmentKind, default=AssignmentKind.PRIMARY)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")
    """Why this worker; for a change of worker, why it was made."""
    over_norm_reason = models.TextField(blank=True, default="")
    end_reason = models.TextField(blank=True, default="")
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(kind="primary", ends_on__isnull=True),
                name="assignment_one_primary",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="assignment_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["worker", "ends_on"], name="assignment_by_worker")]
