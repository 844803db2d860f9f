from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alongside.corrections.models import SaidHow
from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker
from alongside.people.models import Person


class AccessRequest(PersonalRecord):
    """Somebody asks to see everything that is written about them."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="access_requests")
    asked_on = models.DateField()
    due_on = models.DateField()
    how = models.CharField(max_length=10, choices=SaidHow)
    words = EncryptedTextField(context="rights.access_request.words", blank=True, default="")
    """What they asked for, in their words."""
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_on"], condition=Q(answered_on__isnull=True), name="access_request_open")
        ]


class Withheld(PersonalRecord):
    """A record that is kept back from the answer, because it is about somebody else as well."""

    scope_kind = "person"
    scope_path = "request__person"

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="withheld")
    label = models.CharField(max_length=100)
    record_id = models.UUIDField()
    why = EncryptedTextField(context="rights.withheld.why")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "record_id"], name="withheld_once")]


class Export(PersonalRecord):
    """A person's file: being made, waiting to be taken out, or taken out and gone."""

    scope_kind = "person"
    scope_path = "request__person"

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="exports")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    user_id = models.UUIDField()
    """Who made it, and alone may take it out."""
    language = models.CharField(max_length=5)
    large = models.BooleanField(default=False)
    names = models.BooleanField(default=False)
    """Whether those who work here are named in it, as two people decided."""
    asked_at = models.DateTimeField()
    job_id = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    size = models.PositiveIntegerField(default=0)
    log_lines = models.PositiveIntegerField(default=0)
    sealed = models.BinaryField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True) | Q(sealed__isnull=True), name="export_taken_is_gone"
            )
        ]


class Outcome(models.TextChoices):
    """The answer to somebody who asked to be erased."""

    REFUSED = "refused", pgettext_lazy("of a request to erase", "Refused, with the ground in law")
    RESTRICTED = "restricted", _("Not erased, but its use is restricted")
    ERASED = "erased", _("To be erased")


class ErasureRequest(PersonalRecord):
    """Somebody asks to be erased: what they asked, what was decided, and that they were told."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="erasure_requests")
    asked_on = models.DateField()
    due_on = models.DateField()
    how = models.CharField(max_length=10, choices=SaidHow)
    words = EncryptedTextField(context="rights.erasure_request.words", blank=True, default="")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default="")
    ground = EncryptedTextField(context="rights.erasure_request.ground", blank=True, default="")
    """Why, with the ground in law, in words the person can read."""
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True)
                | (~Q(outcome="") & Q(decided_on__isnull=False)),
                name="erasure_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | ~Q(outcome=""), name="erasure_told_what_was_decided"
            ),
        ]
