from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.enrolments.models import Enrolment
from alongside.kernel.encryption import EncryptedTextField
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
    place_text = EncryptedTextField(
        context="contacts.contact.place_text", max_length=200, blank=True, default=""
    )
    occurred_at = models.DateTimeField()
    """When it happened; for a planned contact, when it will."""
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    person_present = models.BooleanField(default=True)
    others_present = models.CharField(max_length=300, blank=True, default="")
    text = EncryptedTextField(context="contacts.contact.text", blank=True, default="")
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
            models.Index(fields=["worker", "occurred_at"], name="contact_calendar"),
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
    text = EncryptedTextField(context="contacts.amendment.text")
    reason = models.CharField(max_length=300, blank=True, default="")
    amended_at = models.DateTimeField()
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")


class GoesAlong(PersonalRecord):
    """A colleague who comes along to what is planned."""

    scope_kind = "enrolment"
    scope_path = "contact__enrolment"

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="along")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "worker"], name="goes_along_once")]


class PlanChange(PersonalRecord):
    """What was planned was moved or called off: by whom, when, and why when somebody said why."""

    scope_kind = "enrolment"
    scope_path = "contact__enrolment"

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="plan_changes")
    was_at = models.DateTimeField()
    now_at = models.DateTimeField(null=True, blank=True)
    """Null: called off."""
    reason = models.CharField(max_length=300, blank=True, default="")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["contact", "changed_at"], name="plan_change_order")]


class SeriesRhythm(models.TextChoices):
    """How often a visit comes back."""

    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every second week")
    MONTHLY = "monthly", _("Every month, the same weekday")


class VisitSeries(PersonalRecord):
    """Visits that come back. Those of the coming weeks stand as planned contacts of their own (`SeriesVisit`).

    `starts_on` and `at` are a day and a time of day where the work is done: ten o'clock stays ten o'clock when the
    clocks change.
    """

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="visit_series")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    rhythm = models.CharField(max_length=12, choices=SeriesRhythm)
    starts_on = models.DateField()
    at = models.TimeField()
    until = models.DateField(null=True, blank=True)
    """The first day without a visit; null: until further notice."""
    times = models.PositiveSmallIntegerField(null=True, blank=True)
    """How many visits in all; null: no number was agreed."""
    skips_holidays = models.BooleanField(default=True)
    kind = models.CharField(max_length=10, choices=ContactKind, default=ContactKind.VISIT)
    place = models.CharField(max_length=40, blank=True, default="")
    place_text = EncryptedTextField(
        context="contacts.series.place_text", max_length=200, blank=True, default=""
    )
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    text = EncryptedTextField(context="contacts.series.text", blank=True, default="")
    along = models.JSONField(default=list, blank=True)
    """Ids of the colleagues who go along."""
    made_until = models.DateField()
    """The first day whose visits have not been made yet."""
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The series whose later visits this one took over."""
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("starts_on")),
                name="series_ends_after_start",
            )
        ]
        indexes = [models.Index(fields=["worker", "made_until"], name="series_to_extend")]


class SeriesVisit(PersonalRecord):
    """Which visit of a series a contact is. It keeps its day of the series when it is moved, so none comes twice."""

    scope_kind = "enrolment"
    scope_path = "contact__enrolment"

    series = models.ForeignKey(VisitSeries, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField()
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="in_series")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "on"], name="series_visit_once")]
