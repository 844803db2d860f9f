from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alongside.contacts.models import Contact
from alongside.enrolments.models import Enrolment
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker
from alongside.people.models import Person


class Way(models.TextChoices):
    TEXT = "text", _("Text message")
    MAIL = "mail", _("Mail")


class ReminderState(models.TextChoices):
    WAITING = "waiting", _("On its way")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Arrived")
    FAILED = "failed", _("Could not be sent")
    DROPPED = "dropped", _("Not sent")


class ReminderWish(PersonalRecord):
    """That a person wants to be reminded, how, and how long before."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reminder_wishes")
    way = models.CharField(max_length=4, choices=Way)
    hours_before = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=5)
    """The language they are written to in: da, en or fr."""
    asked_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    """The day on which they wanted it no more."""
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    """Who wrote the wish down."""
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on__isnull=True), name="reminder_one_wish"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("asked_on")),
                name="reminder_wish_ends_after_it_began",
            ),
            models.CheckConstraint(condition=Q(hours_before__gte=1), name="reminder_goes_before"),
        ]


class Reminder(PersonalRecord):
    """One message about one appointment: the outbox. It keeps neither the words nor the number."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="reminders")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="reminders")
    way = models.CharField(max_length=4, choices=Way)
    for_at = models.DateTimeField()
    """When the appointment is. One that is moved is reminded of anew."""
    state = models.CharField(max_length=9, choices=ReminderState, default=ReminderState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    """When it is tried next, or its arrival asked about; of one that failed, when it was given up."""
    sent_at = models.DateTimeField(null=True, blank=True)
    gateway_id = models.CharField(max_length=100, blank=True, default="")
    """What the gateway calls it."""
    why = models.CharField(max_length=40, blank=True, default="")
    """The code of what went wrong last."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "for_at"], name="reminder_once_for_a_time"),
            models.CheckConstraint(
                condition=~Q(state__in=("sent", "delivered")) | Q(sent_at__isnull=False),
                name="reminder_sent_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(state__in=("waiting", "sent")), name="reminder_to_do"
            ),
            models.Index(fields=["enrolment", "-for_at"], name="reminder_of_course"),
        ]
