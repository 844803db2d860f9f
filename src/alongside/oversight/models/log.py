from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.history import versions
from alongside.kernel.models import Record
from alongside.organisation.models import Agency, Worker
from alongside.oversight.rules.reviewing import Verdict


class LogReview(Record):
    """Somebody looks through who looked, over a period: a drawn sample, each look judged, the whole signed."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()
    """Up to here, but not including it: the next one begins here."""
    seed = models.PositiveBigIntegerField()
    """With it the sample can be drawn again."""
    entries = models.PositiveIntegerField()
    """Lines of the trail about somebody, in the period."""
    looks = models.PositiveIntegerField()
    """The same, taken together by worker, person and day."""
    begun_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    words = EncryptedTextField(context="oversight.log_review.words", blank=True, default="")
    signed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="log_review_has_a_period"),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True, signed_at__isnull=True)
                | (Q(signed_by__isnull=False, signed_at__isnull=False) & ~Q(words="")),
                name="log_review_signed_with_words",
            ),
            models.UniqueConstraint(
                fields=["agency"], condition=Q(signed_at__isnull=True), name="log_review_one_at_a_time"
            ),
        ]


class Drawn(models.TextChoices):
    """How a look came into the sample."""

    BY_CHANCE = "chance", pgettext_lazy("sample", "Drawn by chance")
    BY_RISK = "risk", pgettext_lazy("sample", "Stands out")


class LookVerdict(models.TextChoices):
    """What the reviewer says of a look."""

    FINE = Verdict.FINE.value, pgettext_lazy("a look", "It is fine")
    ASK = Verdict.ASK.value, pgettext_lazy("a look", "Ask the worker")
    BREACH = Verdict.BREACH.value, pgettext_lazy("a look", "It is a breach")


class ReviewedLook(Record):
    """One look of the sample: who opened what about whom on a day. Ids alone, as in the trail."""

    review = models.ForeignKey(LogReview, on_delete=models.PROTECT, related_name="lines")
    drawn = models.CharField(max_length=10, choices=Drawn)
    number = models.PositiveSmallIntegerField()
    """Its place in the sample, the riskiest first."""
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    person_id = models.UUIDField()
    day = models.DateField()
    place = models.PositiveBigIntegerField()
    """The line of the trail with the first of them."""
    opens = models.PositiveIntegerField()
    pages = models.JSONField(default=list)
    signs = models.JSONField(default=list)
    """Why it stands out (`rules.looks.Sign`)."""
    verdict = models.CharField(max_length=10, choices=LookVerdict, blank=True, default="")
    words = EncryptedTextField(context="oversight.reviewed_look.words", blank=True, default="")
    judged_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "drawn", "number"], name="reviewed_look_place_once"),
            models.CheckConstraint(
                condition=Q(verdict="", judged_at__isnull=True)
                | (~Q(verdict="") & Q(judged_at__isnull=False)),
                name="reviewed_look_judged_whole",
            ),
        ]
