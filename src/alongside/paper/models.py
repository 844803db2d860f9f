from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.enrolments.models import Enrolment
from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord, Record
from alongside.organisation.models import Agency, Worker
from alongside.people.models import Person


class Letterhead(Record):
    """How the agency stands on its paper. A change is a new one, so that a letter keeps the head it went out with."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    lines = models.TextField(blank=True, default="")
    """Address, telephone and what else stands under the name, one on each line."""
    logo = models.BinaryField(null=True, blank=True)
    """A PNG that we have drawn ourselves from what was uploaded."""

    class Meta:
        indexes = [models.Index(fields=["agency", "-recorded_at"], name="letterhead_latest")]


class Recipient(models.TextChoices):
    """Whom a letter is to."""

    PERSON = "person", _("the person")
    AUTHORITY = "authority", _("the authority")


class PaperWish(PersonalRecord):
    """How someone wants what we hand or send them. The latest stands; earlier ones say what was agreed before."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="paper_wishes")
    language = models.CharField(max_length=5, blank=True, default="")
    """Empty: what the record of the person says, else the agency's."""
    large = models.BooleanField(default=False)
    letters = models.BooleanField(default=True)
    """Whether letters may be sent at all."""
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "-recorded_at"], name="paper_wish_latest")]


class LetterTemplate(Record):
    """A letter of the agency before it is to anyone, in one language; it goes before the profile’s of that key."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    """The profile's letter it stands for, or one of its own; the languages of one letter share it."""
    language = models.CharField(max_length=5)
    name = models.CharField(max_length=100)
    to = models.CharField(max_length=10, choices=Recipient, default=Recipient.PERSON)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    retired = models.BooleanField(default=False)
    """Not offered any more, and not the profile's in its place either."""
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "key", "language"], name="letter_template_once")
        ]


class Mailing(Record):
    """Many letters made at once. `left_out`: who got none, as [person id, reason] pairs."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    template_key = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    left_out = models.JSONField(default=list)


class Letter(PersonalRecord):
    """A letter that went out, as it went out. Never changed."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="letters")
    written_at = models.DateTimeField()
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    to = models.CharField(max_length=10, choices=Recipient)
    recipient = models.CharField(max_length=200)
    address = EncryptedTextField(context="paper.letter.address", blank=True, default="")
    """Empty when it was handed over."""
    address_reason = models.CharField(max_length=300, blank=True, default="")
    """Why a protected address stands on it, when it does."""
    language = models.CharField(max_length=5)
    large = models.BooleanField(default=False)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    letterhead = models.ForeignKey(Letterhead, on_delete=models.PROTECT, null=True, related_name="+")
    agency_name = models.CharField(max_length=200)
    """What the agency was called, for a letter without a letterhead of its own."""
    template_key = models.CharField(max_length=60, blank=True, default="")
    template_version = models.PositiveIntegerField(default=0)
    """The version of the agency's template; 0 for the profile's own, or none."""
    occasion = models.CharField(max_length=100, blank=True, default="")
    """What a run was about (a review and its day), so that the same one is not written twice."""
    mailing = models.ForeignKey(Mailing, on_delete=models.PROTECT, null=True, related_name="letters")
    digest = models.CharField(max_length=64)
    """SHA-256 of the PDF, hexadecimal."""
    part2 = models.BooleanField(null=True)
    """Whether it carries the notice of 42 CFR part 2; None for those from before that was asked."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "template_key", "occasion"],
                condition=~Q(occasion=""),
                name="letter_once_for_an_occasion",
            )
        ]
        indexes = [models.Index(fields=["enrolment", "-written_at", "-id"], name="letter_story")]
