from __future__ import annotations

from django.db import models

from alongside.kernel.models import Record
from alongside.organisation.models import Worker


class WritingDay(models.Model):
    """How long a worker wrote in one kind of form on one day, and how many of these they sent. Only the sum."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    form = models.CharField(max_length=60)
    """The name of the form, as drafts know it."""
    milliseconds = models.PositiveBigIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["worker", "day", "form"], name="writing_day_once")]
        indexes = [models.Index(fields=["day"], name="writing_day_by_day")]


class CountedUntil(models.Model):
    """Up to which moment a worker's writing has been counted, so that two open pages count no minute twice."""

    worker = models.OneToOneField(Worker, on_delete=models.PROTECT, primary_key=True, related_name="+")
    until = models.DateTimeField()


class OwnLine(Record):
    """A worker's own word on whether their lead sees the line with their time. Without one the lead does not."""

    worker = models.OneToOneField(Worker, on_delete=models.PROTECT, related_name="+")
    shown = models.BooleanField(default=False)
