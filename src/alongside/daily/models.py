from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker
from alongside.people.models import Person
from alongside.plans.models import Step


class ToldBy(models.TextChoices):
    PERSON = "person", _("They told us")
    PAPER = "paper", _("It stands on paper")
    OTHER = "other", _("Somebody else told us")


class Matter(PersonalRecord):
    """One thing that is so in a person's daily life."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="matters")
    kind = models.CharField(max_length=40)
    """A key of the profile's daily kinds."""
    text = EncryptedTextField(context="daily.matter.text")
    told_by = models.CharField(max_length=6, choices=ToldBy)
    said_on = models.DateField()
    """The day on which it was so, as they said or as it stands there."""
    step = models.ForeignKey(Step, on_delete=models.SET_NULL, null=True, blank=True, related_name="matters")
    """What is being done about it, in the plan."""
    ended_on = models.DateField(null=True, blank=True)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    """Who wrote it down last."""
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("said_on")),
                name="matter_ends_after_it_was_said",
            )
        ]
        indexes = [models.Index(fields=["person", "ended_on"], name="matter_of_person")]
