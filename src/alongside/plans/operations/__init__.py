"""Writing the plan with the person."""

from alongside.plans.operations.goals import GoalChanges, add_goal, change_goal, move_goal
from alongside.plans.operations.parts import (
    StepChanges,
    SubGoalChanges,
    add_step,
    add_sub_goal,
    change_step,
    change_sub_goal,
)
from alongside.plans.operations.plan import agree_plan, write_plan

__all__ = [
    "GoalChanges",
    "StepChanges",
    "SubGoalChanges",
    "add_goal",
    "add_step",
    "add_sub_goal",
    "agree_plan",
    "change_goal",
    "change_step",
    "change_sub_goal",
    "move_goal",
    "write_plan",
]
