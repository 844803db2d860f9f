from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Team, Worker
from alongside.people.models import Person
from alongside.referrals.models import Referral


class Intensity(models.TextChoices):
    """How closely we walk; stepping down is the way out of a course, not its end."""

    INTENSIVE = "intensive", _("Intensive")
    STANDARD = "standard", _("Regular")
    STEPPING_DOWN = "stepping_down", _("Stepping down")


class Enrolment(PersonalRecord):
    """A person's course."""

    scope_kind = "enrolment"
    scope_path = "pk"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="enrolments")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="enrolments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    """The first day without us; None while the course is open."""
    legal_basis = models.CharField(max_length=60, blank=True, default="")
    intensity = models.CharField(max_length=15, choices=Intensity, default=Intensity.STANDARD)
    rhythm_days = models.PositiveSmallIntegerField()
    """How often we agreed to meet: at most so many days between meetings."""
    income_basis = models.CharField(max_length=40, blank=True, default="")
    """A key of the profile's income bases, at the start of the course."""
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ends_on__isnull=True), name="course_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="course_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["team", "ends_on"], name="course_by_team"),
            models.Index(fields=["-starts_on"], name="course_by_start"),
        ]

    @property
    def is_open(self) -> bool:
        """Whether the course runs (a pause included)."""
        return self.ends_on is None


class Pause(PersonalRecord):
    """The course rests while the person is on a ward, in prison or away. It is not a closure."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="pauses")
    kind = models.CharField(max_length=40)
    """A key of the profile's pause kinds."""
    place = models.CharField(max_length=200, blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, default="")
    out_on = models.DateField(null=True, blank=True)
    """The day on which they are to come out (discharge, release); None while nobody knows."""
    out_said_by = models.CharField(max_length=100, blank=True, default="")
    """Who said so, in words."""
    out_said_on = models.DateField(null=True, blank=True)
    """When it was last said, also that nobody knows yet."""
    out_moved_from = models.DateField(null=True, blank=True)
    """The day things were arranged for before it moved; None once somebody has looked whether they still hold."""
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(ends_on__isnull=True), name="pause_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="pause_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(out_on__isnull=True)
                | (Q(out_on__gte=F("starts_on")) & Q(out_said_on__isnull=False) & ~Q(out_said_by="")),
                name="pause_day_out_is_said",
            ),
        ]


class Closure(PersonalRecord):
    """Why and how a course ended. Kept when the course is reopened."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="closures")
    closed_on = models.DateField()
    reason = models.CharField(max_length=60)
    """A key of the profile's closure reasons."""
    explanation = models.TextField(blank=True, default="")
    destination = models.CharField(max_length=60)
    """A key of the profile's closure destinations."""
    destination_text = models.CharField(max_length=200, blank=True, default="")
    housing_at_exit = models.CharField(max_length=40)
    """A key of the profile's housing kinds."""
    closed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The second person, whom some reasons need."""
    reopened_on = models.DateField(null=True, blank=True)
    reopened_reason = models.TextField(blank=True, default="")
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(reopened_on__isnull=True), name="closure_one_standing"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True)
                | Q(closed_by__isnull=True)
                | ~Q(agreed_by=F("closed_by")),
                name="closure_second_person_is_another",
            ),
        ]


class ClosureProposal(PersonalRecord):
    """A closure that needs a second person, waiting for them to agree or not."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="closure_proposals")
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField()
    reason = models.CharField(max_length=60)
    explanation = models.TextField()
    destination = models.CharField(max_length=60)
    destination_text = models.CharField(max_length=200, blank=True, default="")
    housing_at_exit = models.CharField(max_length=40)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agreed = models.BooleanField(null=True, blank=True)
    answer_note = models.TextField(blank=True, default="")
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(answered_on__isnull=True), name="closure_proposal_one_open"
            )
        ]
