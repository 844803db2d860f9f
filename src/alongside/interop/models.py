"""What was received and sent, and which foreign id stands for which record of ours."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Agency
from alongside.people.models import Person
from alongside.referrals.models import Referral

FFB = "ffb"
"""The system under which KL's ids are kept."""


class DeliveryKind(models.TextChoices):
    ORDER = "order", _("Order")
    REPORT = "report", _("Delivery report")


class Direction(models.TextChoices):
    RECEIVED = "received", _("Received")
    SENT = "sent", _("Sent")


class Delivery(PersonalRecord):
    """The receipt of one file about one person, received or sent. Never changed."""

    scope_kind = "person"
    scope_path = "person"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deliveries")
    referral = models.ForeignKey(
        Referral, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries"
    )
    cases = models.JSONField(default=list, blank=True)
    """The ids of every referral it is about; `referral` is the first."""
    direction = models.CharField(max_length=10, choices=Direction)
    kind = models.CharField(max_length=10, choices=DeliveryKind)
    bundle_id = models.CharField(max_length=64, blank=True, default="")
    stamped_at = models.DateTimeField()
    """The time the sender put on it; which of two is newer is told by this."""
    sha256 = models.CharField(max_length=64)
    taken = models.BooleanField(default=True)
    """False for one that was older than what we had: kept as received, nothing was changed by it."""
    sender = models.CharField(max_length=200, blank=True, default="")
    receiver = models.CharField(max_length=200, blank=True, default="")
    sender_address = models.CharField(max_length=300, blank=True, default="")
    receiver_address = models.CharField(max_length=300, blank=True, default="")
    worker_name = models.CharField(max_length=200, blank=True, default="")
    """Who took it in or sent it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "sha256"], condition=Q(direction="received"), name="delivery_received_once"
            )
        ]
        indexes = [models.Index(fields=["person", "-stamped_at"], name="delivery_latest")]


class ExternalRecord(PersonalRecord):
    """A record of another system: its id, our record it stands for, and what was last said of it."""

    scope_kind = "person"
    scope_path = "person"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="external_records")
    referral = models.ForeignKey(
        Referral, on_delete=models.PROTECT, null=True, blank=True, related_name="external_records"
    )
    system = models.CharField(max_length=40)
    resource_type = models.CharField(max_length=40)
    external_id = models.CharField(max_length=80)
    label = models.CharField(max_length=100, blank=True, default="")
    """Our model, as Django names it; empty when the record has no counterpart here."""
    record_id = models.UUIDField(null=True, blank=True)
    content = models.JSONField(default=dict, blank=True)
    """What a delivery report would say of it: codes, dates and references, never free text."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "system", "resource_type", "external_id"], name="external_record_once"
            )
        ]
        indexes = [models.Index(fields=["record_id"], name="external_record_of_ours")]
