from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Agency, Worker
from alongside.oversight.rules.urgent import Judgement
from alongside.people.models import Person


class UrgentJudgement(models.TextChoices):
    """What the review says."""

    JUSTIFIED = Judgement.JUSTIFIED.value, pgettext_lazy("urgent access", "It was justified")
    NOT_JUSTIFIED = Judgement.NOT_JUSTIFIED.value, pgettext_lazy("urgent access", "It was not justified")
    FOLLOW_UP = Judgement.FOLLOW_UP.value, pgettext_lazy("urgent access", "It must be followed up")


class UrgentAccess(PersonalRecord):
    """A worker opened one person's record without a tie to them. It waits until somebody else has judged it."""

    scope_kind = "person"
    scope_path = "person"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    reason_code = models.CharField(max_length=40)
    """A key of the practice profile's urgent reasons."""
    why = EncryptedTextField(context="oversight.urgent_access.why")
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    """Eight hours later, or when whoever opened it was done."""
    judgement = models.CharField(max_length=20, choices=UrgentJudgement, blank=True, default="")
    words = EncryptedTextField(context="oversight.urgent_access.words", blank=True, default="")
    judged_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("opened_at")), name="urgent_access_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(judged_by__isnull=True) | ~Q(judged_by=F("worker")),
                name="urgent_access_judged_by_another",
            ),
            models.CheckConstraint(
                condition=Q(judgement="", judged_by__isnull=True, judged_at__isnull=True)
                | (~Q(judgement="") & Q(judged_by__isnull=False, judged_at__isnull=False)),
                name="urgent_access_judged_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["worker", "ends_at"], name="urgent_access_of_worker"),
            models.Index(fields=["person", "ends_at"], name="urgent_access_of_person"),
            models.Index(fields=["agency", "opened_at"], name="urgent_access_by_time"),
        ]
