"""What an authority's order carries (KL FFB: bestilling and udveksling), as tables.

Codes are FFB or CareSocial codes (UUID text). Their names are looked up where they are shown, never stored.
The ids of other systems are kept by the door they came through, not here.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alongside.kernel.encryption import EncryptedTextField
from alongside.kernel.history import versions
from alongside.kernel.models import PersonalRecord
from alongside.kernel.scoping import ScopedQuerySet


class FollowUpUnit(models.TextChoices):
    """FHIR's units of time, as far as people follow up by them."""

    DAY = "d", _("days")
    WEEK = "wk", _("weeks")
    MONTH = "mo", _("months")
    YEAR = "a", _("years")


class StandingManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """What stands: without what the sender has withdrawn."""

    def get_queryset(self) -> ScopedQuerySet:
        """Records that were not withdrawn."""
        found: ScopedQuerySet = super().get_queryset().filter(withdrawn_at__isnull=True)
        return found


class _OfReferral(PersonalRecord):
    scope_kind = "referral"
    scope_path = "referral"

    class Meta:
        abstract = True


class Received(_OfReferral):
    """What was received. `objects` leaves out what was withdrawn since; `with_withdrawn` has everything."""

    referral: Any
    """Each kind of record names its own foreign key, for the sake of the name that leads back."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    """When the sender called it entered in error. It then counts as never received, and is kept as history."""

    objects = StandingManager()  # type: ignore[misc]
    with_withdrawn = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class Order(Received):
    """One commissioned effort (indsats, FHIR CarePlan) of a case."""

    referral = models.ForeignKey("referrals.Referral", on_delete=models.CASCADE, related_name="orders")
    intent = models.CharField(max_length=10, default="order")
    """"order" or "plan"."""
    status = models.CharField(max_length=20, default="active")
    ordered_at = models.DateTimeField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    """The last day, as the authority wrote it."""
    category = models.CharField(max_length=40, blank=True, default="")
    """CareSocial code of the kind of course ordered (social effort)."""
    description = models.TextField(blank=True, default="")
    ordered_by = models.CharField(max_length=200, blank=True, default="")
    """The part of the authority that wrote the order."""
    acting_municipality = models.CharField(max_length=10, blank=True, default="")
    """Number of the municipality that acts for the person in social matters, when it is another."""
    offer_type = models.CharField(max_length=40, blank=True, default="")
    """FFB code of the kind of offer (tilbudstype)."""
    follow_up_on = models.DateField(null=True, blank=True)
    follow_up_text = models.TextField(blank=True, default="")
    follow_up_times = models.PositiveSmallIntegerField(null=True, blank=True)
    follow_up_period = models.PositiveSmallIntegerField(null=True, blank=True)
    follow_up_unit = models.CharField(max_length=2, choices=FollowUpUnit, blank=True, default="")
    """After the first follow-up, so many times in so many days, weeks, months or years."""
    follow_up_by = models.CharField(max_length=200, blank=True, default="")
    """The organisation that follows up."""
    existing = models.BooleanField(default=False)
    """A service the person already has elsewhere; not ordered from us."""
    performer_name = models.TextField(blank=True, default="")
    performer_address = models.TextField(blank=True, default="")
    account_number = models.CharField(max_length=60, blank=True, default="")
    account_owner = models.CharField(max_length=200, blank=True, default="")
    account_ean = models.CharField(max_length=20, blank=True, default="")
    account_contact = models.TextField(blank=True, default="")
    history = versions()


class OrderFollowUp(Received):
    """What the authority decided when it followed up an order (opfølgningsresultat)."""

    referral = models.ForeignKey("referrals.Referral", on_delete=models.CASCADE, related_name="follow_ups")
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="follow_ups")
    result = models.CharField(max_length=40)
    """FFB code: go on, end, or end and refer to something else."""
    followed_up_on = models.DateField()
    history = versions()


class OrderedService(Received):
    """A service of an order (ydelse)."""

    referral = models.ForeignKey("referrals.Referral", on_delete=models.CASCADE, related_name="services")
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="services")
    code = models.CharField(max_length=40, blank=True, default="")
    text = models.CharField(max_length=300, blank=True, default="")
    status = models.CharField(max_length=20, default="not-started")
    ordered_at = models.DateTimeField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    history = versions()


class TargetGroup(Received):
    """A target group the authority found (målgruppe)."""

    referral = models.ForeignKey("referrals.Referral", on_delete=models.CASCADE, related_name="target_groups")
    code = models.CharField(max_length=40)
    recorded_on = models.DateField(null=True, blank=True)
    history = versions()


class OrderTargetGroup(_OfReferral):
    """The rank of a target group in an order; at most one is first."""

    referral = models.ForeignKey("referrals.Referral", on_delete=models.CASCADE, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="target_group_links")
    target_group = models.ForeignKey(TargetGroup, on_delete=models.CASCADE, related_name="order_links")
    rank = models.PositiveSmallIntegerField(default=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(rank=1), name="order_one_first_target_group"
            ),
            models.UniqueConstraint(fields=["order", "target_group"], name="order_target_group_once"),
        ]


class Theme(Received):
    """A theme of the person's situation with its functional level, where it has one (FFB tilstand)."""

    referral = models.ForeignKey("referrals.Referral", on_delete=models.CASCADE, related_name="themes")
    code = models.CharField(max_length=40)
    level = models.CharField(max_length=40, blank=True, default="")
    """FFB code of the functional level; only activity-and-participation themes have one."""
    observed_at = models.DateTimeField(null=True, blank=True)
    active = models.BooleanField(default=True)
    history = versions()


class CommissionedGoal(Received):
    """A goal the authority commissions (indsatsmål)."""

    referral = models.ForeignKey(
        "referrals.Referral", on_delete=models.CASCADE, related_name="commissioned_goals"
    )
    text = models.TextField(blank=True, default="")
    goal_type = models.CharField(max_length=40)
    """FFB code: develop, maintain, or limit the loss of functioning."""
    expected_level = models.CharField(max_length=40)
    """FFB code of the functional level aimed at."""
    status = models.CharField(max_length=20, default="active")
    history = versions()


class CommissionedGoalTheme(_OfReferral):
    """Which themes a commissioned goal addresses; exactly one is first."""

    referral = models.ForeignKey("referrals.Referral", on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey(CommissionedGoal, on_delete=models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="goal_links")
    rank = models.PositiveSmallIntegerField(default=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal"], condition=Q(rank=1), name="goal_one_first_theme"),
            models.UniqueConstraint(fields=["goal", "theme"], name="goal_theme_once"),
        ]


class OrderAssessment(Received):
    """A text or level of the authority's assessment: situation, support need, resources, the person's view."""

    referral = models.ForeignKey(
        "referrals.Referral", on_delete=models.CASCADE, related_name="order_assessments"
    )
    kind = models.CharField(max_length=40)
    """CareSocial code of what is assessed."""
    text = models.TextField(blank=True, default="")
    level = models.CharField(max_length=40, blank=True, default="")
    """FFB code of the support need, when that is what was assessed."""
    assessed_at = models.DateTimeField(null=True, blank=True)
    history = versions()


class Participant(Received):
    """Someone around the order: authority, provider, relative, guardian."""

    referral = models.ForeignKey("referrals.Referral", on_delete=models.CASCADE, related_name="participants")
    kind = models.CharField(max_length=30)
    """"coordinating_authority", "cooperating_authority", "coordinating_provider", "relative", "guardian", "other"."""
    name = models.CharField(max_length=201, blank=True, default="")
    title = models.CharField(max_length=100, blank=True, default="")
    organisation = models.CharField(max_length=200, blank=True, default="")
    relation = models.TextField(blank=True, default="")
    """How a relative is related: a code (MTH, GUARD) or words."""
    advocate = models.BooleanField(default=False)
    """The person's companion in the case (bisidder)."""
    guardianship = models.CharField(max_length=20, blank=True, default="")
    """The paragraph of the guardianship act: 5, 6 or 7."""
    phone = EncryptedTextField(context="referrals.participant.phone", blank=True, default="")
    email = EncryptedTextField(context="referrals.participant.email", blank=True, default="")
    address = EncryptedTextField(context="referrals.participant.address", blank=True, default="")
    note = models.TextField(blank=True, default="")
    consent_text = models.TextField(blank=True, default="")
    consented_at = models.DateTimeField(null=True, blank=True)
    history = versions()


class OrderDocument(Received):
    """A document the order refers to (the reference, not the file)."""

    referral = models.ForeignKey("referrals.Referral", on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(max_length=300, blank=True, default="")
    description = models.CharField(max_length=500, blank=True, default="")
    content_type = models.CharField(max_length=100, blank=True, default="")
    history = versions()
