from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker
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


class HomeStep(PersonalRecord):
    """A line of the road to a home of the person's own: on the waiting list, the contract, the meter."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="home_steps")
    kind = models.CharField(max_length=40)
    """A key of the profile's home steps."""
    done_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True, default="")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    """Who wrote it down last."""
    over_on = models.DateField(null=True, blank=True)
    """When this road came to its end; None for the one that is walked now."""
    history = versions()

    class Meta:
        indexes = [models.Index(fields=["person", "over_on"], name="housing_road")]


class TenancyThreat(PersonalRecord):
    """Something that may cost the person their home: arrears, a notice, a conflict."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenancy_threats")
    kind = models.CharField(max_length=40)
    """A key of the profile's tenancy threats."""
    noticed_on = models.DateField()
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    """What is owed, in the money of the country."""
    said = models.TextField(blank=True, default="")
    """What the landlord, the letter or the person said, and what was agreed since."""
    next_on = models.DateField(null=True, blank=True)
    """The day on which something has to happen; Today tells it from then on."""
    next_what = models.CharField(max_length=200, blank=True, default="")
    resolved_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=40, blank=True, default="")
    """How it ended, a key of the profile's threat outcomes."""
    resolution = models.CharField(max_length=300, blank=True, default="")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(resolved_on__isnull=True) & Q(outcome=""))
                | (Q(resolved_on__gte=F("noticed_on")) & ~Q(outcome="")),
                name="housing_threat_over_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="housing_threat_amount"
            ),
        ]
        indexes = [models.Index(fields=["person", "resolved_on", "next_on"], name="housing_threats")]


class LostHome(PersonalRecord):
    """What a lost home taught us: nobody's fault, and the next one is kept longer."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="lost_homes")
    stay = models.ForeignKey(HousingStay, on_delete=models.PROTECT, related_name="lost_homes")
    happened = models.TextField(blank=True, default="")
    seen_before = models.TextField(blank=True, default="")
    """What we saw before it happened, also what only looks like a sign now."""
    next_time = models.TextField(blank=True, default="")
    written_on = models.DateField()
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    history = versions()
