from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alongside.enrolments.models import Enrolment
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord, Record
from alongside.organisation.models import Team, Worker


class AssignmentKind(models.TextChoices):
    PRIMARY = "primary", _("Case manager")
    COVER = "cover", _("Cover")


class Cover(Record):
    """Somebody covers for a worker who is away. Whom it is about are its assignments; this says from when to when."""

    absent = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="covered_by")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="covers")
    starts_on = models.DateField()
    ends_on = models.DateField()
    """The first day without cover."""
    whole = models.BooleanField(default=True)
    """Everyone who walks with the one who is away, those who come meanwhile too; else the people chosen."""
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="cover_ends_after_start"),
            models.CheckConstraint(condition=~Q(absent=F("worker")), name="cover_is_another"),
        ]
        indexes = [
            models.Index(fields=["absent", "ends_on"], name="cover_by_absent"),
            models.Index(fields=["worker", "ends_on"], name="cover_by_worker"),
        ]


class Assignment(PersonalRecord):
    """A worker walks with a person, from a day to a day."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="assignments")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=10, choices=AssignmentKind, default=AssignmentKind.PRIMARY)
    cover = models.ForeignKey(
        Cover, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    """The absence it is part of, when it is a cover's."""
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")
    """Why this worker; for a change of worker, why it was made."""
    note = models.TextField(blank=True, default="")
    """What whoever covers should know of this person for that time."""
    over_norm_reason = models.TextField(blank=True, default="")
    end_reason = models.TextField(blank=True, default="")
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(kind="primary", ends_on__isnull=True),
                name="assignment_one_primary",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="assignment_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(kind="cover") | Q(cover__isnull=True), name="assignment_cover_is_cover"
            ),
        ]
        indexes = [models.Index(fields=["worker", "ends_on"], name="assignment_by_worker")]


class HandOverStatus(models.TextChoices):
    ASKED = "asked", pgettext_lazy("hand-over", "Waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("hand-over", "Accepted")
    DECLINED = "declined", pgettext_lazy("hand-over", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("hand-over", "Withdrawn")


class HandOver(PersonalRecord):
    """One person, from one case manager to another, once the receiver has said yes."""

    scope_kind = "enrolment"
    scope_path = "enrolment"

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="hand_overs")
    giver = models.ForeignKey(
        Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="hand_overs_given"
    )
    """Who walked with the person when it was asked; None when nobody did."""
    receiver = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="hand_overs_received")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    """Where the course goes on; another team than the course's moves the course with the person."""
    status = models.CharField(max_length=10, choices=HandOverStatus, default=HandOverStatus.ASKED)
    asked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField()
    planned_on = models.DateField()
    """The day from which the receiver walks with the person."""
    reason = models.TextField()
    note = models.TextField(blank=True, default="")
    """What the receiver should know."""
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True, default="")
    finished_on = models.DateField(null=True, blank=True)
    """When the warm checklist was done, or somebody said that the rest is not needed."""
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(status="asked"), name="hand_over_one_asked"
            ),
            models.CheckConstraint(
                condition=Q(giver__isnull=True) | ~Q(giver=F("receiver")), name="hand_over_to_another"
            ),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(answer=""), name="hand_over_no_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["receiver", "status"], name="hand_over_by_receiver"),
            models.Index(fields=["enrolment", "status"], name="hand_over_by_course"),
        ]


class HandOverTick(PersonalRecord):
    """A line of the warm checklist that is done."""

    scope_kind = "enrolment"
    scope_path = "hand_over__enrolment"

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="ticks")
    step = models.CharField(max_length=40)
    """A key of the profile's hand-over steps."""
    done_on = models.DateField(null=True, blank=True)
    """None when it was ticked by mistake."""
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hand_over", "step"], name="hand_over_step_once"),
        ]
