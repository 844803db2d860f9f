from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.kernel.history import versions
from alongside.kernel.models import Record
from alongside.organisation.models import Team, Worker


class Shift(Record):
    """Somebody is on call for a team from one moment to another."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="shifts")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    """The first moment without them. One who is taken off in the middle was on call until then."""
    taken_off_at = models.DateTimeField(null=True, blank=True)
    """Taken off before it began: it does not count."""
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="shift_has_length"),
            models.UniqueConstraint(
                fields=["team", "worker", "starts_at"],
                condition=Q(taken_off_at__isnull=True),
                name="shift_once",
            ),
        ]
        indexes = [models.Index(fields=["team", "ends_at"], name="shift_of_team")]
