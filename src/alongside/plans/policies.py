"""Who reads the plan, and who writes it with the person."""

from __future__ import annotations

from alongside.access.policy import (
    COURSE_READERS,
    WALKS_WITH_OR_LEADS,
    Relation,
    RelationPolicy,
    policy,
    reads,
)
from alongside.plans.models import Goal, Plan, PlanVersion, Step, SubGoal
from alongside.restrictions.standing import carries

# A partner with whom the person shares their plan; which of its goals, `web.consents.shared` asks of the consents.
for model in (Plan, Goal, SubGoal, Step):
    reads(model, COURSE_READERS | {Relation.PARTNER})
reads(PlanVersion, COURSE_READERS)
# What the person works for belongs to an area of life, and with it the plans that were agreed on.
carries(Goal, "life_dimensions", "dimension")
carries(SubGoal, "life_dimensions", "goal__dimension")
carries(Step, "life_dimensions", "goal__dimension")
carries(PlanVersion, "life_dimensions", "plan__goals__dimension")


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
