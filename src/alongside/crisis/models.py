from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker
from alongside.people.models import Person


class CrisisPlan(PersonalRecord):
    """What to do when it gets bad, as the person and somebody of ours agreed on a day."""

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="crisis_plans")
    early_signs = models.TextField(blank=True, default="")
    """How it begins, in the person's words."""
    helps = models.TextField(blank=True, default="")
    harms = models.TextField(blank=True, default="")
    """What makes it worse, and must not be done."""
    calls = models.JSONField(default=list)
    """Keys of the people around them who are called, in order (`network`)."""
    calls_text = models.TextField(blank=True, default="")
    """Whom else to call, with a number: a ward, a helpline, somebody who is not written down in the network."""
    admission = models.TextField(blank=True, default="")
    medicine = models.TextField(blank=True, default="")
    others_safety = models.TextField(blank=True, default="")
    """Who else has to be safe, and what is looked after: children, animals, the key, the stove."""
    agreed_on = models.DateField()
    agreed_with = models.CharField(max_length=200, blank=True, default="")
    """Who was there when it was agreed."""
    looked_on = models.DateField(null=True, blank=True)
    """The day on which it was last looked at with the person and still held; None since it was agreed."""
    looked_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Who looked at it with them."""
    review_on = models.DateField()
    """The day on which it is looked at again with the person."""
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    """Who wrote it down."""
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(review_on__gte=F("agreed_on")), name="crisis_plan_looked_at_after_agreed"
            ),
            models.CheckConstraint(
                condition=Q(looked_on__isnull=True)
                | (Q(looked_on__gte=F("agreed_on")) & Q(review_on__gte=F("looked_on"))),
                name="crisis_plan_looked_at_in_between",
            ),
        ]
        indexes = [models.Index(fields=["person", "-agreed_on"], name="crisis_plan_latest")]


class CriticalEvent(PersonalRecord):
    """Something grave that happened: violence, an overdose, a death. Followed up within hours, and learned from.

    What happened is said once and put right with remarks; what came of it stands in the follow-up.
    """

    scope_kind = "person"
    scope_path = "person"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="critical_events")
    kind = models.CharField(max_length=40)
    """A key of the profile's event kinds."""
    happened_at = models.DateTimeField()
    place = EncryptedTextField(context="crisis.critical_event.place", blank=True, default="")
    what = EncryptedTextField(context="crisis.critical_event.what")
    done = EncryptedTextField(context="crisis.critical_event.done", blank=True, default="")
    hurt = EncryptedTextField(context="crisis.critical_event.hurt", blank=True, default="")
    """Who was hurt, and how they are."""
    told = EncryptedTextField(context="crisis.critical_event.told", blank=True, default="")
    """Who was told, and who still has to be."""
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    """Who wrote it down."""
    follow_up_worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    """Who sees to it that it is followed up."""
    follow_up_due_at = models.DateTimeField()
    followed_up_at = models.DateTimeField(null=True, blank=True)
    followed_up_by = models.ForeignKey(
        Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    follow_up = EncryptedTextField(context="crisis.critical_event.follow_up", blank=True, default="")
    """How everybody is now, and what was agreed."""
    learning = EncryptedTextField(context="crisis.critical_event.learning", blank=True, default="")
    """What we do otherwise from now on."""
    plan = models.ForeignKey(CrisisPlan, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The crisis plan that is looked at again because of it."""
    history = versions()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(follow_up_due_at__gte=F("happened_at")), name="critical_event_followed_up_after"
            ),
            models.CheckConstraint(
                condition=Q(followed_up_at__isnull=True) | Q(followed_up_at__gte=F("happened_at")),
                name="critical_event_not_followed_up_before",
            ),
            models.CheckConstraint(
                condition=Q(plan__isnull=True) | Q(followed_up_at__isnull=False),
                name="critical_event_plan_with_the_follow_up",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-happened_at"], name="critical_event_latest"),
            models.Index(
                fields=["follow_up_due_at"],
                condition=Q(followed_up_at__isnull=True),
                name="critical_event_waiting",
            ),
        ]
