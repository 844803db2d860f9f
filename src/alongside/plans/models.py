from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.enrolments.models import Enrolment
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker
from alongside.referrals.models import CommissionedGoal


class GoalKind(models.TextChoices):
    OWN = "own", _("own goal")
    COMMISSIONED = "commissioned", _("from the order")


class GoalStatus(models.TextChoices):
    """For goals and sub-goals alike."""

    ACTIVE = "active", _("Working on it")
    REACHED = "reached", _("Reached")
    RESTING = "resting", _("Resting")
    DROPPED = "dropped", _("Let go")


class WhoseWish(models.TextChoices):
    PERSON = "person", _("the person")
    SHARED = "shared", _("shared")
    ORDER = "order", _("the order")
    OTHER = "other", _("someone else")


class StepOwner(models.TextChoices):
    PERSON = "person", _("the person")
    WORKER = "worker", _("case manager")
    TOGETHER = "together", _("together")
    OTHER = "other", _("someone else")


class AgreedHow(models.TextChoices):
    SIGNED = "signed", _("signed")
    ALOUD = "aloud", _("said yes aloud")
    MESSAGE = "message", _("by message")
    REFUSED = "refused", _("did not want to agree")


class Plan(PersonalRecord):
    """The plan of a course. There is one; it changes, and versions say what was agreed when."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="plan")
    wishes = models.TextField(blank=True, default="")
    """What the person wishes, in their own words and order."""
    purpose = models.TextField(blank=True, default="")
    """Why the authority ordered this (indsatsformål), or the purpose we agreed."""
    history = versions()


class Goal(PersonalRecord):
    """Something to work for."""

    scope_kind = "enrolment"
    scope_path = "plan__enrolment"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    kind = models.CharField(max_length=15, choices=GoalKind, default=GoalKind.OWN)
    commissioned = models.ForeignKey(
        CommissionedGoal, on_delete=models.PROTECT, null=True, blank=True, related_name="goals"
    )
    title = models.CharField(max_length=300)
    """In the person's words where they gave some."""
    person_view = models.TextField(blank=True, default="")
    worker_view = models.TextField(blank=True, default="")
    dimension = models.CharField(max_length=40, blank=True, default="")
    """A key of the profile's eight life dimensions, or empty."""
    place = models.PositiveSmallIntegerField()
    """1 is most important to the person."""
    status = models.CharField(max_length=10, choices=GoalStatus, default=GoalStatus.ACTIVE)
    status_on = models.DateField(null=True, blank=True)
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="own") | Q(commissioned__isnull=False),
                name="goal_commissioned_has_its_order",
            ),
            models.UniqueConstraint(
                fields=["plan", "commissioned"],
                condition=Q(commissioned__isnull=False),
                name="goal_commissioned_once_per_plan",
            ),
        ]
        indexes = [models.Index(fields=["plan", "place"], name="goal_order")]


class SubGoal(PersonalRecord):
    """A SMART sub-goal (delmål), made with the person (seed 002)."""

    scope_kind = "enrolment"
    scope_path = "goal__plan__enrolment"

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="sub_goals")
    title = models.CharField(max_length=300)
    indicator = models.CharField(max_length=300, blank=True, default="")
    """How we know."""
    baseline = models.CharField(max_length=300, blank=True, default="")
    """Where it stands now."""
    target = models.CharField(max_length=300, blank=True, default="")
    """What we aim at."""
    whose_wish = models.CharField(max_length=10, choices=WhoseWish, default=WhoseWish.PERSON)
    due_on = models.DateField(null=True, blank=True)
    place = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=GoalStatus, default=GoalStatus.ACTIVE)
    status_on = models.DateField(null=True, blank=True)
    history = versions()


class Step(PersonalRecord):
    """Something someone does next."""

    scope_kind = "enrolment"
    scope_path = "goal__plan__enrolment"

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="steps")
    sub_goal = models.ForeignKey(
        SubGoal, on_delete=models.PROTECT, null=True, blank=True, related_name="steps"
    )
    title = models.CharField(max_length=300)
    owner = models.CharField(max_length=10, choices=StepOwner, default=StepOwner.TOGETHER)
    owner_name = models.CharField(max_length=200, blank=True, default="")
    """Who, when it is someone else (Karin Holst; the landlord)."""
    due_on = models.DateField(null=True, blank=True)
    place = models.PositiveSmallIntegerField()
    done_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    history = versions()

    class Meta:
        indexes = [
            models.Index(fields=["due_on"], condition=Q(done_on__isnull=True), name="step_open_by_due")
        ]


class PlanVersion(PersonalRecord):
    """The plan as it was agreed, or refused, on a day. Never changed."""

    scope_kind = "enrolment"
    scope_path = "plan__enrolment"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agreed_versions")
    number = models.PositiveSmallIntegerField()
    agreed_on = models.DateField()
    how = models.CharField(max_length=10, choices=AgreedHow)
    place_text = models.CharField(max_length=100, blank=True, default="")
    person_words = models.TextField(blank=True, default="")
    """What the person said about it; when refused, why."""
    summary = models.CharField(max_length=300, blank=True, default="")
    """What changed since the version before."""
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    content = models.JSONField()
    """The frozen plan: wishes, purpose, goals with sub-goals and steps."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once")]
