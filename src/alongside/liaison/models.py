from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from alongside.enrolments.models import Enrolment
from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.network.models import OtherPlan
from alongside.organisation.models import Worker
from alongside.plans.models import Goal


class Demand(PersonalRecord):
    """Something a plan of somebody else asks of the person."""

    scope_kind = "person"
    scope_path = "plan__person"

    plan = models.ForeignKey(OtherPlan, on_delete=models.PROTECT, related_name="demands")
    text = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)
    """By when; None while it goes on or nobody said."""
    support = models.CharField(max_length=200, blank=True, default="")
    """Who helps with it, when it is no goal of ours: the sister, the job coach."""
    ended_on = models.DateField(null=True, blank=True)
    """Since when it is met, or not asked any more; never a day to come."""
    history = versions()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="demand_says_something")]
        indexes = [models.Index(fields=["plan", "due_on"], name="demand_of_plan")]


class Touches(PersonalRecord):
    """A goal of ours that works on a demand."""

    scope_kind = "person"
    scope_path = "demand__plan__person"

    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="touches")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="demanded_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["demand", "goal"], name="demand_touches_goal_once")]


class EntryKind(models.TextChoices):
    """What something in the thread is."""

    QUESTION = "question", pgettext_lazy("in the thread", "Question")
    ANSWER = "answer", pgettext_lazy("in the thread", "Answer")
    DECISION = "decision", pgettext_lazy("in the thread", "Decision")
    CHANGE = "change", pgettext_lazy("in the thread", "Agreed change")
    INFORM = "inform", pgettext_lazy("in the thread", "For your information")


class Entry(PersonalRecord):
    """What one side wrote to the other about a course. Never changed."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="thread_entries")
    kind = models.CharField(max_length=10, choices=EntryKind)
    from_authority = models.BooleanField()
    said_by = models.CharField(max_length=200, blank=True, default="")
    """Of the authority, who said it, when one of us wrote it down for them; empty when they wrote it themselves."""
    text = EncryptedTextField(context="liaison.entry.text")
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="answered_by"
    )
    """The question it answers."""
    written_at = models.DateTimeField()
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    """Who wrote it."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="answer", answers__isnull=False)
                | (~Q(kind="answer") & Q(answers__isnull=True)),
                name="thread_answer_has_its_question",
            ),
            models.CheckConstraint(
                condition=Q(said_by="") | Q(from_authority=True), name="thread_only_they_are_written_for"
            ),
        ]
        indexes = [models.Index(fields=["enrolment", "-written_at", "-id"], name="thread_latest")]
