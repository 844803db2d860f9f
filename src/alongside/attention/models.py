from __future__ import annotations

from django.db import models

from alongside.kernel.models import Record
from alongside.organisation.models import Agency, Team, Worker


class SavedFilter(Record):
    """A way of looking at a list, with a name: its owner's, and a team's when they share it. Nothing about a person."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    """The team it is shared with."""
    place = models.CharField(max_length=20)
    """Which list it is for (`rules.filters.KEPT`)."""
    name = models.CharField(max_length=60)
    asked = models.JSONField(default=dict)
    """What the address of the list asks for, by parameter."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "place", "name"], name="saved_filter_name_once")
        ]
