from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.enrolments.models import Enrolment
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker
from alongside.plans.models import Goal, SubGoal


class Movement(models.TextChoices):
    """Where a goal has moved since the last review."""

    FURTHER = "further", _("Further away")
    SAME = "same", _("The same")
    CLOSER = "closer", _("Closer")
    THERE = "there", _("There")


class AfterReview(models.TextChoices):
    GO_ON = "go_on", _("Go on")
    CHANGE = "change", _("Change it")
    REACHED = "reached", _("Reached")
    REST = "rest", _("Let it rest")


class DomainChange(models.TextChoices):
    WORSE = "worse", _("Worse")
    UNCHANGED = "unchanged", _("Same")
    BETTER = "better", _("Better")


class StillRight(models.TextChoices):
    """Whether ICM is still what is needed, for intensity, flexibility and coordination each (seed 002)."""

    YES = "yes", _("Yes, as now")
    LESS = "less", _("Less than now")
    MORE = "more", _("More than now")
    NO = "no", _("No longer")


class FollowUpResult(models.TextChoices):
    """The result of the follow-up as FFB knows it."""

    CONTINUE = "continue", _("Continue")
    END = "end", _("End")
    END_AND_REDIRECT = "end_and_redirect", _("End, and refer to something else")


class Review(PersonalRecord):
    """A review: coming, being done (over more than one day) or finished."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="reviews")
    due_on = models.DateField()
    period_from = models.DateField()
    """The day of the review before, or the start of the course."""
    held_on = models.DateField(null=True, blank=True)
    """The day it was finished; None while it is coming or under way."""
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    present = models.CharField(max_length=300, blank=True, default="")
    summary = models.TextField(blank=True, default="")
    person_words = models.TextField(blank=True, default="")
    intensity = models.CharField(max_length=5, choices=StillRight, blank=True, default="")
    flexibility = models.CharField(max_length=5, choices=StillRight, blank=True, default="")
    coordination = models.CharField(max_length=5, choices=StillRight, blank=True, default="")
    still_right_note = models.TextField(blank=True, default="")
    follow_up_result = models.CharField(max_length=20, choices=FollowUpResult, blank=True, default="")
    next_due_on = models.DateField(null=True, blank=True)
    move_reason = models.CharField(max_length=300, blank=True, default="")
    """Why it was moved from the day it was due, when it was; earlier moves are in the history."""
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(held_on__isnull=True), name="review_one_coming"
            )
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(held_on__isnull=True), name="review_open_by_due")
        ]


class GoalJudgement(PersonalRecord):
    """How a goal, or one of its sub-goals, is judged in a review, by both."""

    scope_kind = "enrolment"
    scope_path = "review__enrolment"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="judgements")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="judgements")
    sub_goal = models.ForeignKey(
        SubGoal, on_delete=models.PROTECT, null=True, blank=True, related_name="judgements"
    )
    title = models.CharField(max_length=300)
    """The goal or sub-goal as it read when it was judged."""
    person_movement = models.CharField(max_length=10, choices=Movement, blank=True, default="")
    person_words = models.TextField(blank=True, default="")
    worker_movement = models.CharField(max_length=10, choices=Movement, blank=True, default="")
    worker_words = models.TextField(blank=True, default="")
    after = models.CharField(max_length=10, choices=AfterReview, default=AfterReview.GO_ON)
    review_version = models.PositiveIntegerField(null=True, editable=False)
    """The version of the review with which this was written: what somebody saw who had read that version."""
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "goal"], condition=Q(sub_goal__isnull=True), name="judgement_goal_once"
            ),
            models.UniqueConstraint(
                fields=["review", "sub_goal"],
                condition=Q(sub_goal__isnull=False),
                name="judgement_sub_goal_once",
            ),
        ]


class DomainRating(PersonalRecord):
    """One of the nine domains in a review, by both. Empty means not talked about."""

    scope_kind = "enrolment"
    scope_path = "review__enrolment"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="domain_ratings")
    domain = models.CharField(max_length=40)
    person_change = models.CharField(max_length=10, choices=DomainChange, blank=True, default="")
    worker_change = models.CharField(max_length=10, choices=DomainChange, blank=True, default="")
    review_version = models.PositiveIntegerField(null=True, editable=False)
    """As in `GoalJudgement`."""
    history = versions()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "domain"], name="domain_rated_once")]
