"""Tables about records that may be of one person: keys to find them, pairs to look at, and what was made one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Agency, Worker
from alongside.people.models import Person


class MatchKey(models.Model):
    """How a person is found by the sound of their name or their telephone: a fingerprint, never the name itself.

    Worked out from the person's record by `people.matching` and made anew whenever that changes.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="match_keys")
    agency_id = models.UUIDField()
    value = models.CharField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["agency_id", "value"], name="match_key_found")]


class PairStatus(models.TextChoices):
    """Where the question stands whether two records are one person's."""

    OPEN = "open"
    NOT_SAME = "not_same"
    MERGED = "merged"
    GONE = "gone"
    """They are not alike any more, since something was corrected."""


class Pair(PersonalRecord):
    """Two records that may be one person's. Whoever looked and said no is remembered, and nobody is asked again."""

    scope_kind = "person"
    scope_path = "first"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    """Of the two the one with the smaller id."""
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    points = models.SmallIntegerField()
    signs = models.JSONField(default=list)
    """`rules.matching.Sign`s, for the words."""
    status = models.CharField(max_length=10, choices=PairStatus, default=PairStatus.OPEN)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_by_name = models.CharField(max_length=200, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
        ]
        indexes = [
            models.Index(fields=["agency", "status", "-points", "id"], name="pair_list"),
            models.Index(fields=["second"], name="pair_by_second"),
        ]


class Merge(PersonalRecord):
    """Two records of one person were made one: what was chosen, what moved, and how to take it back."""

    scope_kind = "person"
    scope_path = "kept"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    """From now on a signpost to `kept`."""
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    merged_by_name = models.CharField(max_length=200)
    reason = models.TextField()
    fields = EncryptedTextField(context="people.merge.fields")
    """JSON: for each field of `kept` that changed, what it said before and after."""
    moves = models.JSONField(default=list)
    """Every change to what hung on the two: [kind, id, column, before, after], in order. Ids and days only."""
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_name = models.CharField(max_length=200, blank=True, default="")
    undone_reason = models.TextField(blank=True, default="")
    history = versions()

    class Meta:
        indexes = [
            models.Index(fields=["kept", "-merged_at"], name="merge_latest"),
            models.Index(fields=["agency", "-merged_at"], name="merge_by_day"),
        ]
