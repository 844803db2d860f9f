from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker
from alongside.people.models import Person


class RemarkKind(models.TextChoices):
    """What is remarked on a record."""

    CORRECTION = "correction", pgettext_lazy("of a record", "Corrected")
    DISAGREEMENT = "disagreement", _("They see it otherwise")
    STRIKE = "strike", _("Entered in error")


class SaidHow(models.TextChoices):
    """How the person said that they see it otherwise."""

    ALOUD = "aloud", pgettext_lazy("how it was said", "Aloud")
    WRITTEN = "written", pgettext_lazy("how it was said", "In writing")
    MESSAGE = "message", pgettext_lazy("how it was said", "By message")
    OTHER = "other", pgettext_lazy("how it was said", "Through someone they trust")


class Remark(PersonalRecord):
    """A correction, a disagreement or a strike, on one record about a person."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=12, choices=RemarkKind)
    label = models.CharField(max_length=100)
    """What kind of record, as `app.model`."""
    record_id = models.UUIDField()
    words = EncryptedTextField(context="corrections.remark.words")
    """Why it was corrected or struck through, or what the person says."""
    how = models.CharField(max_length=10, choices=SaidHow, blank=True, default="")
    said_on = models.DateField(null=True, blank=True)
    from_version = models.PositiveIntegerField(null=True, blank=True)
    """Of a correction, the version that was put right; the next one is the correction."""
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    """When a strike was taken back: the record stands again."""
    lifted_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lifted_words = EncryptedTextField(context="corrections.remark.lifted_words", blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record_id"],
                condition=Q(kind="strike", lifted_at__isnull=True),
                name="remark_struck_once",
            ),
            models.UniqueConstraint(
                fields=["record_id", "from_version"],
                condition=Q(kind="correction"),
                name="remark_corrects_a_version_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="disagreement") | Q(said_on__isnull=False), name="remark_said_on_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(kind="correction") | Q(from_version__isnull=False),
                name="remark_corrects_a_version",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(kind="strike"), name="remark_only_strikes_are_lifted"
            ),
        ]
        indexes = [models.Index(fields=["person", "record_id"], name="remark_by_person")]
