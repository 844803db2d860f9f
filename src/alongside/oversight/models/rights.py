from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from alongside.kernel.history import versions
from alongside.kernel.models import Record
from alongside.organisation.models import Agency, Membership, Worker
from alongside.oversight.rules.rights import Answer


class RightsReview(Record):
    """Every role of everybody is confirmed or ended by those who answer for it, within four weeks."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    begun_on = models.DateField()
    due_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    """On this day what nobody had answered was suspended, or nothing was left."""
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gt=F("begun_on")), name="rights_review_has_time"),
            models.UniqueConstraint(
                fields=["agency"], condition=Q(closed_on__isnull=True), name="rights_review_one_at_a_time"
            ),
        ]


class RightAnswer(models.TextChoices):
    """Whether a role is still needed."""

    KEEP = Answer.KEEP.value, pgettext_lazy("a role", "Still needed")
    END = Answer.END.value, pgettext_lazy("a role", "End it")


class AskedRight(Record):
    """One role of one worker in a review of rights, and what was said of it by whom."""

    review = models.ForeignKey(RightsReview, on_delete=models.PROTECT, related_name="asked")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=RightAnswer, blank=True, default="")
    answered_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    suspended = models.BooleanField(default=False)
    """Nobody answered in time."""
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "membership"], name="asked_right_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="asked_right_answered_whole",
            ),
        ]
