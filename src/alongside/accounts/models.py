from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from alongside.kernel.ids import new_id


class User(AbstractUser):
    """Someone who can sign in. What they may do comes from their memberships (organisation)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    language = models.CharField(max_length=5, default="", blank=True)
    keys_on = models.BooleanField(default=True)
    """Whether single keys ("n", "g t") do something. Who speaks to their computer can switch them off (WCAG 2.1.4)."""
    first_look_at = models.DateTimeField(null=True, blank=True)
    """The first look at Today on the last day on which they looked."""
    news_since = models.DateTimeField(null=True, blank=True)
    """What happened after this is new to them."""

    REQUIRED_FIELDS: ClassVar[list[str]] = []


class Tries(models.Model):
    """How often something was tried without success, and when the next try may come (`throttle.py`)."""

    kind = models.CharField(max_length=20)
    of = models.CharField(max_length=32)
    """A fingerprint of the name, address or account."""
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "of"], name="tries_counted_once")]
