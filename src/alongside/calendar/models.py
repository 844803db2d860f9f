from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.kernel.history import versions
from alongside.kernel.models import Record
from alongside.organisation.models import Agency, Worker


class AppointmentKind(models.TextChoices):
    TEAM_MEETING = "team_meeting", _("Team meeting")
    TRAINING = "training", _("Training")
    AWAY = "away", _("Away")
    TRAVEL = "travel", _("On the way")
    OTHER = "other", _("Other work")
    OUTSIDE = "outside", _("From another calendar")


class Appointment(Record):
    """Time of a worker that is not spent with a person."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="appointments")
    kind = models.CharField(max_length=14, choices=AppointmentKind)
    title = models.CharField(max_length=200, blank=True, default="")
    place_text = models.CharField(max_length=200, blank=True, default="")
    note = models.TextField(blank=True, default="")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    all_day = models.BooleanField(default=False)
    """Whole days; `starts_at` and `ends_at` are midnights where the work is done."""
    private = models.BooleanField(default=False)
    """Colleagues see that the time is taken, and no more."""
    cancelled_at = models.DateTimeField(null=True, blank=True)
    uid = models.CharField(max_length=255, blank=True, default="")
    """Its identity in the file it was taken in from, and which occurrence of that it is."""
    occurrence = models.CharField(max_length=32, blank=True, default="")
    sequence = models.PositiveIntegerField(default=0)
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointment_has_length"),
            models.UniqueConstraint(
                fields=["worker", "uid", "occurrence"], condition=~Q(uid=""), name="appointment_taken_in_once"
            ),
        ]
        indexes = [models.Index(fields=["worker", "starts_at"], name="appointment_calendar")]


class TakesPart(Record):
    """A colleague who takes part in an appointment."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="others")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appointment", "worker"], name="takes_part_once")]


class AppointmentChange(Record):
    """An appointment was moved or called off: by whom, when, and why when somebody said why."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="changes")
    was_at = models.DateTimeField()
    now_at = models.DateTimeField(null=True, blank=True)
    """Null: called off."""
    reason = models.CharField(max_length=300, blank=True, default="")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["appointment", "changed_at"], name="appointment_change_order")]


class FeedShows(models.TextChoices):
    """How much of a visit leaves the house in a feed."""

    NOTHING = "nothing", _("No names")
    INITIALS = "initials", _("Initials")


class Feed(Record):
    """A secret address at which a calendar programme reads one worker's days."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="feeds")
    fingerprint = models.CharField(max_length=64, unique=True)
    """SHA-256 of the secret, in hexadecimal. The secret has 256 random bits, so that a plain hash keeps it."""
    shows = models.CharField(max_length=10, choices=FeedShows, default=FeedShows.NOTHING)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["worker"], condition=Q(ended_at__isnull=True), name="feed_open_once"
            )
        ]
