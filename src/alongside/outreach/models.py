from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.enrolments.models import Enrolment
from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker
from alongside.people.models import Person
from alongside.people.protecting import guard


class Ended(models.TextChoices):
    """How a thread ended. That we gave up is none of them."""

    MET = "met", _("We met")
    LEFT = "left", _("They have said where they want to be left")
    COURSE = "course", _("The course was closed")
    ERROR = "error", _("No visit was missed: the note was put right")


class Outreach(PersonalRecord):
    """Somebody was not there: what is tried next, by whom and by when. The tries themselves are contacts."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="outreaches")
    first_missed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    """When they were met, or said it; null while we look for them."""
    ended = models.CharField(max_length=10, choices=Ended, blank=True, default="")
    said = EncryptedTextField(context="outreach.outreach.said", blank=True, default="")
    """Where they want to be left, in their words."""
    next_try = models.CharField(max_length=40, blank=True, default="")
    """A key of the profile's ways to try; empty while nothing is agreed."""
    next_where = EncryptedTextField(
        context="outreach.outreach.next_where", max_length=200, blank=True, default=""
    )
    """Where or with whom, in words."""
    next_worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    next_on = models.DateField(null=True, blank=True)
    """By when it is tried."""
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(closed_at__isnull=True), name="outreach_one_open"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, ended="") | (Q(closed_at__isnull=False) & ~Q(ended="")),
                name="outreach_closed_says_how",
            ),
            models.CheckConstraint(
                condition=Q(next_try="", next_on__isnull=True, next_worker__isnull=True)
                | (~Q(next_try="") & Q(next_on__isnull=False, next_worker__isnull=False)),
                name="outreach_next_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["enrolment", "-first_missed_at"], name="outreach_latest")]

    @property
    def address_protected(self) -> bool:
        """Whether where they can be found is not shown."""
        return bool(self.enrolment.person.address_protected)


class FoundAt(PersonalRecord):
    """A place where somebody can be found, and when it is best, as they or somebody around them told it."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="found_at")
    place = EncryptedTextField(context="outreach.found_at.place", max_length=200)
    best_times = EncryptedTextField(
        context="outreach.found_at.best_times", max_length=200, blank=True, default=""
    )
    """When they are there, in words: "Thursdays, when there is soup"."""
    told_by = models.CharField(max_length=100, blank=True, default="")
    said_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    """They are not there any more."""
    history = versions()

    class Meta:
        indexes = [
            models.Index(fields=["person"], condition=Q(ended_on__isnull=True), name="found_at_now"),
        ]

    @property
    def address_protected(self) -> bool:
        """Whether where they can be found is not shown."""
        return bool(self.person.address_protected)


guard(Outreach, ("next_where", "said"))
guard(FoundAt, ("place", "best_times"))
