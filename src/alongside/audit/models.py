from __future__ import annotations

from django.db import models


class ChainHead(models.Model):
    """The last hash of an agency's chain. Its row is the lock that keeps the chain in one line."""

    agency_id = models.UUIDField(primary_key=True)
    hash = models.CharField(max_length=64, default="")
    length = models.PositiveBigIntegerField(default=0)


class Entry(models.Model):
    """One line of the trail."""

    agency_id = models.UUIDField()
    place = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    action = models.CharField(max_length=20)
    operation = models.CharField(max_length=100)
    label = models.CharField(max_length=100, default="")
    record_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    purpose = models.CharField(max_length=20, default="")
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency_id", "place"], name="audit_place_once")]
        indexes = [
            models.Index(fields=["agency_id", "person_id", "-at"], name="audit_by_person"),
            models.Index(fields=["agency_id", "user_id", "-at"], name="audit_by_user"),
        ]


class Anchor(models.Model):
    """The signed root of all lines of an agency up to one, as it was on a day; each names the one before it."""

    agency_id = models.UUIDField()
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    size = models.PositiveBigIntegerField()
    """How many lines it stands for."""
    root = models.CharField(max_length=64)
    peaks = models.JSONField(default=list)
    """The roots of the full parts of the tree: what is needed to go on from here."""
    proof = models.JSONField(default=list)
    """That the lines of the anchor before are still the beginning (RFC 6962, 2.1.2)."""
    previous = models.CharField(max_length=64, default="")
    """The hash of the anchor before, signature included."""
    signature = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency_id", "number"], name="audit_anchor_once")]
