from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.enrolments.models import Enrolment
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker
from alongside.plans.models import Goal, SubGoal


class ContactKind(models.TextChoices):
    VISIT = "visit", _("Met")
    MEETING = "meeting", _("Meeting with others")
    PHONE = "phone", _("Phone")
    MESSAGE = "message", _("Message")


class ContactStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    TRIED = "tried", _("Tried")
    CANCELLED = "cancelled", _("Called off")


class TouchMovement(models.TextChoices):
    """One tap for a goal that was worked on."""

    BACK = "back", _("Back")
    SAME = "same", _("Same")
    FORWARD = "forward", _("Forward")


class Contact(PersonalRecord):
    """We met, talked, tried, or plan to."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="contacts")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="contacts")
    kind = models.CharField(max_length=10, choices=ContactKind, default=ContactKind.VISIT)
    status = models.CharField(max_length=10, choices=ContactStatus)
    tried_how = models.CharField(max_length=40, blank=True, default="")
    """A key of the profile's tried outcomes, when status is tried or cancelled."""
    place = models.CharField(max_length=40, blank=True, default="")
    """A key of the profile's contact places."""
    place_text = models.CharField(max_length=200, blank=True, default="")
    occurred_at = models.DateTimeField()
    """When it happened; for a planned contact, when it will."""
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    person_present = models.BooleanField(default=True)
    others_present = models.CharField(max_length=300, blank=True, default="")
    text = models.TextField(blank=True, default="")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="tried") | ~Q(tried_how=""), name="contact_tried_says_how"
            ),
            models.CheckConstraint(
                condition=Q(status="planned") | Q(signed_at__isnull=False), name="contact_past_is_signed"
            ),
        ]
        indexes = [
            models.Index(fields=["enrolment", "-occurred_at", "-id"], name="contact_story"),
            models.Index(
                fields=["worker", "occurred_at"], condition=Q(status="planned"), name="contact_planned"
            ),
        ]


class GoalTouch(PersonalRecord):
    """A contact worked on a goal or sub-goal (seed 002: sub-goals are judged each time they are worked on)."""

    scope_kind = "enrolment"
    scope_path = "contact__enrolment"

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="touches")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="touches")
    sub_goal = models.ForeignKey(
        SubGoal, on_delete=models.PROTECT, null=True, blank=True, related_name="touches"
    )
    movement = models.CharField(max_length=10, choices=TouchMovement)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "goal"], condition=Q(sub_goal__isnull=True), name="touch_goal_once"
            ),
            models.UniqueConstraint(
                fields=["contact", "sub_goal"],
                condition=Q(sub_goal__isnull=False),
                name="touch_sub_goal_once",
            ),
        ]


class Amendment(PersonalRecord):
    """Something added to a signed note later. The note itself stays as it was signed."""

    scope_kind = "enrolment"
    scope_path = "contact__enrolment"

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="amendments")
    text = models.TextField()
    reason = models.CharField(max_length=300, blank=True, default="")
    amended_at = models.DateTimeField()
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
