from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.enrolments.models import Enrolment
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker


class Assessment(PersonalRecord):
    """A look at needs, on a day."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="assessments")
    assessed_on = models.DateField()
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True, default="")
    history = versions()

    class Meta:
        indexes = [models.Index(fields=["enrolment", "-assessed_on"], name="assessment_latest")]


class NeedRating(PersonalRecord):
    """One dimension of an assessment."""

    scope_kind = "enrolment"
    scope_path = "assessment__enrolment"

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="ratings")
    dimension = models.CharField(max_length=40)
    person_view = models.TextField(blank=True, default="")
    """In the person's words."""
    worker_view = models.TextField(blank=True, default="")
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    """FFB functional level 0-4; None where it is not used or not assessed."""
    strengths = models.TextField(blank=True, default="")
    """What is strong, to build on."""
    urgent = models.BooleanField(default=False)
    """What is urgent to the person."""
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "dimension"], name="need_dimension_once"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__lte=4), name="need_level_0_to_4"
            ),
        ]


class StartingProblem(PersonalRecord):
    """Whether one of the nine domains of seed 004 was a problem when the course began."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="starting_problems")
    domain = models.CharField(max_length=40)
    present = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "domain"], name="starting_problem_once")]
