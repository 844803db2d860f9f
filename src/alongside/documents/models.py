from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.consents.models import Consent
from alongside.enrolments.models import Enrolment
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker
from alongside.people.models import Person


class Way(models.TextChoices):
    """Which way a document went."""

    CAME = "came", _("It came to us")
    WENT = "went", _("We sent it")
    OURS = "ours", _("We made it, or the person showed it")


class Document(PersonalRecord):
    """A document about a person, with the words one finds it by. Its files are its versions."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="documents")
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    """The course it belongs to; None for what concerns the person whatever the course."""
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    """A key of the profile's document kinds."""
    theme = models.CharField(max_length=40, blank=True, default="")
    """A key of the profile's life dimensions; empty when it is about no single one."""
    way = models.CharField(max_length=5, choices=Way, default=Way.CAME)
    dated_on = models.DateField()
    """The day it came, went out or was made."""
    other_party = models.CharField(max_length=200, blank=True, default="")
    """From or to whom."""
    final = models.BooleanField(default=True)
    """As it came or went out; a draft is not (offentlighedsloven § 15)."""
    note = models.CharField(max_length=300, blank=True, default="")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    """Who attached it."""
    struck_on = models.DateField(null=True, blank=True)
    """Since when it is marked as entered in error."""
    struck_because = models.CharField(max_length=300, blank=True, default="")
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="document_has_a_title"),
            models.CheckConstraint(
                condition=Q(struck_on__isnull=True, struck_because="")
                | (Q(struck_on__isnull=False) & ~Q(struck_because="")),
                name="document_struck_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["person", "-dated_on", "-id"], name="document_latest")]


class DocumentVersion(PersonalRecord):
    """A file of a document, as it was attached at one time. Never changed, never removed."""

    scope_kind = "person"
    scope_path = "document__person"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="files")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    """Of the file, cleaned."""
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    """Bytes, as kept."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the file as it is kept, hexadecimal: what a download can be compared with."""
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="document_version_counts_from_one"),
        ]


class DocumentContent(PersonalRecord):
    """The bytes of a version, sealed to it. In a table of its own, so that no list ever carries them."""

    scope_kind = "person"
    scope_path = "file__document__person"

    file = models.OneToOneField(DocumentVersion, on_delete=models.PROTECT, related_name="content")
    sealed = models.BinaryField()


class SignedPaper(PersonalRecord):
    """That a document is the paper on which the person signed a consent. Taken off again, it stays readable."""

    scope_kind = "person"
    scope_path = "document__person"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signed_for")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="signed_papers")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    taken_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consent"], condition=Q(taken_off_at__isnull=True), name="signed_paper_once"
            )
        ]
