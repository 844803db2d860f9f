from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.models import PersonalRecord, Record
from alongside.organisation.models import Agency, Worker
from alongside.people.models import Person


class MarkKind(models.TextChoices):
    """What keeps a record, or shuts it."""

    HOLD = "hold", pgettext_lazy("of a record", "On hold")
    SHUT = "shut", pgettext_lazy("of a record", "Use restricted")


class Mark(PersonalRecord):
    """A hold, or a restriction of use (GDPR Art. 18), on the whole record of a person."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="retention_marks")
    kind = models.CharField(max_length=5, choices=MarkKind)
    why = EncryptedTextField(context="retention.mark.why")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    placed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_why = EncryptedTextField(context="retention.mark.lifted_why", blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(lifted_at__isnull=True), name="retention_mark_once"
            )
        ]


class Archive(PersonalRecord):
    """Everything about a person as one sealed file, until it is taken out and the record goes."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="archives")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    job_id = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    size = models.PositiveIntegerField(default=0)
    sealed = models.BinaryField(null=True, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    """How many rows of each kind are in it."""
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "-asked_at"], name="archive_latest")]


class Certificate(Record):
    """Proof that a record went: what kinds and how many, when, by whom. It names nobody we walked with."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    former_id = models.UUIDField()
    """The id the person had: the trail's lines about them carry it, and nothing else here does."""
    counts = models.JSONField()
    archive_sha256 = models.CharField(max_length=64)
    closed_on = models.DateField(null=True, blank=True)
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    """The rule by which it went; empty when the person had asked for it."""
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    granted_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    destroyed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["former_id"], name="certificate_once")]
        indexes = [models.Index(fields=["agency", "-destroyed_at"], name="certificate_latest")]


class Rule(Record):
    """For how many years an agency keeps records after the last course closed. Set by somebody, never by itself."""

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="+")
    years = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=300)
    """On what it rests: the law, or the decision of the agency."""
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(years__gte=1) & Q(years__lte=50), name="retention_1_to_50_years"
            )
        ]
