from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.enrolments.models import Enrolment
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord, Record
from alongside.organisation.models import Team, Worker


class OwnWord(Record):
    """What a case manager says of themselves on a day, about a principle no record tells of. The latest one holds."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="own_words")
    principle = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    """A key of the profile's fidelity levels."""
    words = models.TextField(blank=True, default="")
    said_on = models.DateField()
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "principle", "said_on"], name="own_word_once_a_day"),
        ]


class Supervision(models.Model):
    """What a supervisor wrote about some days, and what was agreed to try until the next time."""

    period_from = models.DateField()
    period_until = models.DateField()
    """The first day that was not looked at any more."""
    held_on = models.DateField()
    words = models.TextField()
    agreed = models.TextField(blank=True, default="")
    supervisor = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True


class CourseSupervision(PersonalRecord, Supervision):
    """The supervisor's words about a course."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="supervisions")
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_until__gt=F("period_from")), name="course_supervision_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["enrolment", "-held_on"], name="course_supervision_latest")]


class TeamSupervision(Record, Supervision):
    """The supervisor's words about a worker's people together, or a team's. It names nobody we walk with."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="supervisions")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="supervisions")
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_until__gt=F("period_from")), name="team_supervision_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(worker__isnull=False, team__isnull=True)
                | Q(worker__isnull=True, team__isnull=False),
                name="team_supervision_is_about_one",
            ),
        ]
        indexes = [
            models.Index(fields=["worker", "-held_on"], name="supervision_of_worker"),
            models.Index(fields=["team", "-held_on"], name="supervision_of_team"),
        ]
