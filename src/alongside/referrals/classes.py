"""What a referral and the authority's order hold."""

from __future__ import annotations

from alongside.kernel.data_classes import classify
from alongside.referrals.models import CriterionAnswer, Decision, Referral
from alongside.referrals.orders import (
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

classify(
    Referral,
    personal="source source_text status case_number received_at answer_due_on follow_up_on authority_name",
    special="reason wishes purpose diagnosis_text follow_up_text",
)
classify(CriterionAnswer, special="criterion answer evidence")
classify(
    Decision,
    personal="outcome legal_basis provider_wish destination decided_on decided_by_name",
    special="reason provider_wish_reason destination_text",
)
classify(
    Order,
    personal="withdrawn_at intent status ordered_at starts_on ends_on category ordered_by acting_municipality "
    "offer_type follow_up_on follow_up_times follow_up_period follow_up_unit follow_up_by existing performer_name "
    "performer_address account_number account_owner account_ean account_contact",
    special="description follow_up_text",
)
classify(OrderFollowUp, personal="withdrawn_at followed_up_on", special="result")
classify(OrderedService, personal="withdrawn_at code status ordered_at starts_on ends_on", special="text")
classify(TargetGroup, personal="withdrawn_at recorded_on", special="code")
classify(OrderTargetGroup, open="rank")
classify(Theme, personal="withdrawn_at observed_at active", special="code level")
classify(CommissionedGoal, personal="withdrawn_at goal_type expected_level status", special="text")
classify(CommissionedGoalTheme, open="rank")
classify(OrderAssessment, personal="withdrawn_at kind assessed_at", special="text level")
classify(
    Participant,
    personal="withdrawn_at kind name title organisation relation advocate guardianship consent_text consented_at",
    special="note",
    protected="phone email address",
)
classify(OrderDocument, open="content_type", personal="withdrawn_at", special="title description")
