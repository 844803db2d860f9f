from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord, Record
from alongside.organisation.models import Agency, Worker
from alongside.people.models import Person


class Incident(Record):
    """Something happened to personal data, or is played as if it had: the register the law asks for."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    what = EncryptedTextField(context="oversight.incident.what")
    is_drill = models.BooleanField(default=False)
    noticed_at = models.DateTimeField()
    written_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    tells_authority = models.BooleanField(null=True)
    tells_people = models.BooleanField(null=True)
    reason = EncryptedTextField(context="oversight.incident.reason", blank=True, default="")
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    words = EncryptedTextField(context="oversight.incident.words", blank=True, default="")
    closed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, tells_authority__isnull=True, tells_people__isnull=True)
                | (
                    Q(decided_at__isnull=False, tells_authority__isnull=False, tells_people__isnull=False)
                    & ~Q(reason="")
                ),
                name="incident_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | (Q(decided_at__isnull=False) & ~Q(words="")),
                name="incident_closed_after_deciding",
            ),
        ]
        indexes = [models.Index(fields=["agency", "noticed_at"], name="incident_by_time")]


class Searched(Record):
    """Where the people concerned were looked for: whose looks, from when to when, at what."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="searches")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    """Whose looks; everybody's when empty."""
    since = models.DateTimeField()
    until = models.DateTimeField()
    pages = models.JSONField(default=list)
    """Names of pages in the trail; all when empty."""
    found = models.PositiveIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(until__gt=F("since")), name="searched_in_a_period")]


class Affected(PersonalRecord):
    """Somebody whose record was opened, printed or exported, as the trail says."""

    scope_kind = "person"
    scope_path = "person"

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="affected")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    looks = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "person"], name="affected_once")]


class ToWhom(models.TextChoices):
    """Whom one tells of an incident."""

    AUTHORITY = "authority", pgettext_lazy("told of an incident", "The data protection authority")
    PEOPLE = "people", pgettext_lazy("told of an incident", "The people concerned")
    MANAGEMENT = "management", pgettext_lazy("told of an incident", "The management")
    OTHERS = "others", pgettext_lazy("told of an incident", "Somebody else")


class Told(Record):
    """What was told to whom about an incident, and when."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="told")
    to = models.CharField(max_length=20, choices=ToWhom)
    at = models.DateTimeField()
    what = EncryptedTextField(context="oversight.told.what")
    told_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
