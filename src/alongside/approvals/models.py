from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.models import Record
from alongside.organisation.models import Agency, Worker


class State(models.TextChoices):
    """What became of a request. That its time ran out is seen from `expires_at`."""

    ASKED = "asked", pgettext_lazy("second person", "Waits for an answer")
    GRANTED = "granted", pgettext_lazy("second person", "Yes")
    REFUSED = "refused", pgettext_lazy("second person", "No")
    WITHDRAWN = "withdrawn", pgettext_lazy("second person", "Taken back")
    USED = "used", pgettext_lazy("second person", "Carried out")


class Approval(Record):
    """A request for an act that takes two people, and what became of it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    """The act, as it was declared with `two_person`."""
    subject_label = models.CharField(max_length=100)
    subject_id = models.UUIDField()
    person_id = models.UUIDField(null=True, blank=True)
    """The person it is about, if it is about one."""
    why = EncryptedTextField(context="approvals.approval.why")
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    """Until when it can be answered; after a yes, until when it can be made use of."""
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    said = EncryptedTextField(context="approvals.approval.said", blank=True, default="")
    """The words of the one who decided."""
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="approval_by_another_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "withdrawn"]) | Q(decided_by__isnull=False),
                name="approval_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="used", used_at__isnull=False) | ~Q(state="used") & Q(used_at__isnull=True),
                name="approval_used_has_its_moment",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject_id", "asked_by"],
                condition=Q(state="asked"),
                name="approval_asked_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "expires_at"], condition=Q(state="asked"), name="approval_waiting"
            ),
            models.Index(fields=["asked_by", "-asked_at"], name="approval_by_asker"),
            models.Index(fields=["kind", "subject_id"], name="approval_by_subject"),
            models.Index(fields=["person_id"], name="approval_by_person"),
        ]
