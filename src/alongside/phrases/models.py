from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.kernel.history import versions
from alongside.kernel.models import Record
from alongside.organisation.models import Agency, Worker


class Phrase(Record):
    """A longer text behind a short word. Taken away for good when its owner removes it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    """Whose it is; empty when it is the whole agency's."""
    shortcut = models.CharField(max_length=30)
    """Without the slash it is called with, in small letters."""
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "shortcut"],
                condition=Q(worker__isnull=False),
                name="phrase_once_for_a_worker",
            ),
            models.UniqueConstraint(
                fields=["agency", "shortcut"], condition=Q(worker__isnull=True), name="phrase_once_for_all"
            ),
        ]


class NoteTemplate(Record):
    """Headings of a note in the agency's own words; they go before the practice profile's of the same key."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=100)
    body = models.TextField()
    kinds = models.JSONField(default=list)
    """For which kinds of contact (`rules.KINDS`); none means for all."""
    retired = models.BooleanField(default=False)
    """Not offered any more, and not the profile's in its place either."""
    history = versions()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "key"], name="note_template_once")]
