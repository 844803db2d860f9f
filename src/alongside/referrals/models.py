"""The referral itself, its criteria and decisions. What an authority's order carries is in `orders.py`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Agency, Worker
from alongside.people.models import Person


class ReferralStatus(models.TextChoices):
    """Where a referral stands on the board."""

    NEW = "new", _("New")
    CLARIFYING = "clarifying", _("Being clarified")
    WAITING = "waiting", _("Waiting for a case manager")
    ASSIGNED = "assigned", _("Assigned")
    DECLINED = "declined", _("Declined")
    REDIRECTED = "redirected", _("Redirected")


class Answer(models.TextChoices):
    """The three answers to a criterion."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not yet known")


class DecisionOutcome(models.TextChoices):
    YES = "yes", _("Yes, ICM")
    NO = "no", _("No")
    REDIRECT = "redirect", _("Another support fits better")


class ProviderWish(models.TextChoices):
    """Whether the person's wish for provider was followed (SEL § 85 a (2), § 142 (4))."""

    FOLLOWED = "followed", _("Followed")
    NOT_FOLLOWED = "not_followed", _("Not followed, because …")
    NONE = "none", _("Had none")


class Referral(PersonalRecord):
    """Someone asks us to walk with a person."""

    scope_kind = "referral"
    scope_path = "pk"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="referrals")
    source = models.CharField(max_length=40)
    """A key of the profile's referral sources ("order" for an authority's order)."""
    source_text = models.CharField(max_length=200, blank=True, default="")
    """Who it came from, in words: "Outreach team, by phone"."""
    status = models.CharField(max_length=12, choices=ReferralStatus, default=ReferralStatus.NEW)
    case_number = models.CharField(max_length=100, blank=True, default="")
    received_at = models.DateTimeField()
    answer_due_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")
    """Why ICM is asked for, in the words of whoever asks."""
    wishes = models.TextField(blank=True, default="")
    """What the person wishes, in their own words."""
    purpose = models.TextField(blank=True, default="")
    """The purpose of the support (indsatsformål)."""
    diagnosis_text = models.TextField(blank=True, default="")
    follow_up_on = models.DateField(null=True, blank=True)
    follow_up_text = models.CharField(max_length=200, blank=True, default="")
    authority_name = models.CharField(max_length=200, blank=True, default="")
    """The organisation that orders."""
    authority_worker = models.ForeignKey(
        Worker, on_delete=models.PROTECT, null=True, blank=True, related_name="ordered_referrals"
    )
    """The authority caseworker, when they have an account here."""
    history = versions()

    class Meta:
        indexes = [
            models.Index(fields=["agency", "status", "received_at"], name="referral_board"),
            models.Index(fields=["agency", "case_number"], name="referral_by_case"),
        ]


class CriterionAnswer(PersonalRecord):
    """One answer to one target-group criterion of the profile, with what it rests on."""

    scope_kind = "referral"
    scope_path = "referral"

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="criterion_answers")
    criterion = models.CharField(max_length=60)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    evidence = models.TextField(blank=True, default="")
    history = versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "criterion"], name="criterion_answered_once")
        ]


class Decision(PersonalRecord):
    """The answer to a referral (visitation). Never changed; a later one replaces it."""

    scope_kind = "referral"
    scope_path = "referral"

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=DecisionOutcome)
    reason = models.TextField()
    """Why, in words the person can read."""
    legal_basis = models.CharField(max_length=60, blank=True, default="")
    """A key of the profile's dated legal bases."""
    provider_wish = models.CharField(max_length=15, choices=ProviderWish, default=ProviderWish.NONE)
    provider_wish_reason = models.TextField(blank=True, default="")
    destination = models.CharField(max_length=60, blank=True, default="")
    """A key of the profile's destinations, for no and redirect."""
    destination_text = models.CharField(max_length=200, blank=True, default="")
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(provider_wish=ProviderWish.NOT_FOLLOWED) | ~Q(provider_wish_reason=""),
                name="decision_wish_not_followed_has_reason",
            )
        ]
        indexes = [
            models.Index(fields=["referral", "-decided_on"], name="decision_latest"),
            models.Index(fields=["-decided_on"], name="decision_by_day"),
        ]


# Django finds the tables of an app through its `models` module.
from alongside.referrals.orders import (  # noqa: E402
    CommissionedGoal,
    CommissionedGoalTheme,
    Order,
    OrderAssessment,
    OrderDocument,
    OrderedService,
    OrderFollowUp,
    OrderTargetGroup,
    Participant,
    TargetGroup,
    Theme,
)

__all__ = [
    "Answer",
    "CommissionedGoal",
    "CommissionedGoalTheme",
    "CriterionAnswer",
    "Decision",
    "DecisionOutcome",
    "Order",
    "OrderAssessment",
    "OrderDocument",
    "OrderFollowUp",
    "OrderTargetGroup",
    "OrderedService",
    "Participant",
    "ProviderWish",
    "Referral",
    "ReferralStatus",
    "TargetGroup",
    "Theme",
]
