"""Who sees referrals and orders, who decides."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor, Role
from alongside.access.denials import hangs_on_person
from alongside.access.policy import (
    COURSE_READERS,
    Relation,
    RelationPolicy,
    RolePolicy,
    policy,
    provide,
    reads,
)
from alongside.referrals import models, orders
from alongside.referrals.models import Referral, ReferralStatus
from alongside.restrictions.standing import carries

hangs_on_person("referral", Referral)
carries(models.CriterionAnswer, "criteria", "criterion")
OPEN = (ReferralStatus.NEW, ReferralStatus.CLARIFYING, ReferralStatus.WAITING)


@provide(Relation.INTAKE, "referral")
def intake_referrals(actor: Actor) -> Q | None:
    """Intake sees every referral of the agency; a team lead those that still wait for an answer or a worker."""
    all_of_them = Q(agency_id=actor.agency_id)
    if Role.INTAKE in actor.roles:
        return all_of_them
    return all_of_them & Q(status__in=OPEN) if Role.TEAM_LEAD in actor.roles else None


@provide(Relation.INTAKE, "person")
def intake_people(actor: Actor) -> Q | QuerySet[Any] | None:
    """The people of those referrals, and people registered without one; a record that only leads to another is none."""
    if Role.INTAKE in actor.roles:
        return Q(agency_id=actor.agency_id, merged_into__isnull=True)
    referrals = intake_referrals(actor)
    return None if referrals is None else Referral._base_manager.filter(referrals).values("person_id")


@provide(Relation.AUTHORITY, "referral")
def authority_referrals(actor: Actor) -> QuerySet[Any] | None:
    """An authority caseworker sees what they ordered."""
    if Role.AUTHORITY not in actor.roles or actor.worker_id is None:
        return None
    return Referral._base_manager.filter(authority_worker_id=actor.worker_id).values("pk")


@provide(Relation.AUTHORITY, "person")
def authority_people(actor: Actor) -> QuerySet[Any] | None:
    """The people they ordered for."""
    referrals = authority_referrals(actor)
    return None if referrals is None else referrals.values("person_id")


SEEN_BY = COURSE_READERS | {Relation.INTAKE, Relation.AUTHORITY}
for model in (
    Referral,
    models.CriterionAnswer,
    models.Decision,
    orders.Order,
    orders.OrderFollowUp,
    orders.OrderedService,
    orders.TargetGroup,
    orders.OrderTargetGroup,
    orders.Theme,
    orders.CommissionedGoal,
    orders.CommissionedGoalTheme,
    orders.OrderAssessment,
    orders.Participant,
    orders.OrderDocument,
):
    reads(model, SEEN_BY)


@policy("referral.read")
class SeesTheReferral(RelationPolicy):
    relations = SEEN_BY


@policy("referral.receive", "referral.write_down", "intake.board")
class TakesReferrals(RolePolicy):
    roles = (Role.INTAKE, Role.TEAM_LEAD)


@policy("orders.follow")
class FollowsOrders(RolePolicy):
    """Which orders, the relation says."""

    roles = (Role.AUTHORITY,)


@policy("order.receive")
class ReadsOrders(RolePolicy):
    roles = (Role.INTAKE,)


@policy("referral.change", "referral.correct", "referral.clarify", "referral.answer", "referral.decide")
class Decides(RelationPolicy):
    relations = frozenset({Relation.INTAKE})
