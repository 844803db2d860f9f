"""Who reads the plan, and who writes it with the person."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor, Role
from alongside.access.denials import closes
from alongside.access.policy import (
    COURSE_READERS,
    WALKS_WITH_OR_LEADS,
    Relation,
    RelationPolicy,
    policy,
    reads,
)
from alongside.consents.policies import standing_for
from alongside.organisation.queries import profile_of
from alongside.plans.models import Goal, Plan, PlanVersion, Step, SubGoal
from alongside.restrictions.standing import carries

# A partner with whom the person shares their plan; goals in an area of life that is not shared are closed below.
for model in (Plan, Goal, SubGoal, Step):
    reads(model, COURSE_READERS | {Relation.PARTNER})
reads(PlanVersion, COURSE_READERS)
# What the person works for belongs to an area of life, and with it the plans that were agreed on.
carries(Goal, "life_dimensions", "dimension")
carries(SubGoal, "life_dimensions", "goal__dimension")
carries(Step, "life_dimensions", "goal__dimension")
carries(PlanVersion, "life_dimensions", "plan__goals__dimension")


def _not_told(actor: Actor, area: str, course: str) -> Q | None:
    """For a partner, what lies in an area of life that the person does not share with them.

    Args:
        area, course: how the area and the course are reached from what is asked about.
    """
    if Role.PARTNER not in actor.roles:
        return None
    closed = Q(pk__in=[])
    for one in profile_of(actor.agency_id).information:
        shared = standing_for(actor, one.key)
        if one.areas and shared is not None:
            people = Q(**{f"{course}__person_id__in": shared.values("person_id")})
            closed |= Q(**{f"{area}__in": one.areas}) & ~people
    return closed


@closes(Goal)
def goals_not_told(actor: Actor) -> QuerySet[Any] | None:
    """Goals that a partner is not to read."""
    found = _not_told(actor, "dimension", "plan__enrolment")
    return None if found is None else Goal._base_manager.filter(found).values("pk")


@closes(SubGoal)
def sub_goals_not_told(actor: Actor) -> QuerySet[Any] | None:
    """Sub-goals of such goals."""
    found = _not_told(actor, "goal__dimension", "goal__plan__enrolment")
    return None if found is None else SubGoal._base_manager.filter(found).values("pk")


@closes(Step)
def steps_not_told(actor: Actor) -> QuerySet[Any] | None:
    """Steps of such goals."""
    found = _not_told(actor, "goal__dimension", "goal__plan__enrolment")
    return None if found is None else Step._base_manager.filter(found).values("pk")


@policy(
    "plan.write",
    "goal.add",
    "goal.change",
    "goal.move",
    "sub_goal.add",
    "sub_goal.change",
    "step.add",
    "step.change",
    "plan.agree",
)
class MakesThePlan(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS
