from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.people.models import Person


class HousingStay(PersonalRecord):
    """The person lives somewhere, from a day to a day."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="housing_stays")
    kind = models.CharField(max_length=40)
    """A key of the profile's housing kinds."""
    place = EncryptedTextField(context="housing.stay.place", max_length=200, blank=True, default="")
    """Sealed: it says where somebody is to be found, and where they were."""
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True, default="")
    lost = models.BooleanField(default=False)
    """A tenancy that was lost (notice, eviction), as against left."""
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ends_on__isnull=True), name="housing_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="housing_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["person", "starts_on"], name="housing_by_start")]
