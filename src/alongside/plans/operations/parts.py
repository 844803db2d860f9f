"""What lies under a goal: SMART sub-goals and steps."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from alongside.access.actor import Actor
from alongside.kernel.operations import operation
from alongside.plans import rules
from alongside.plans.errors import GoalNotActive, OtherGoal
from alongside.plans.models import Goal, GoalStatus, Step, StepOwner, SubGoal, WhoseWish


class SubGoalChanges(TypedDict, total=False):
    """What can be changed in a sub-goal; what is left out stays."""

    title: str
    indicator: str
    baseline: str
    target: str
    whose_wish: str
    due_on: date | None
    status: str
    status_on: date


class StepChanges(TypedDict, total=False):
    """What can be changed in a step; what is left out stays."""

    title: str
    owner: str
    owner_name: str
    due_on: date | None
    done_on: date | None
    dropped_on: date | None
    sub_goal: SubGoal | None


@operation("sub_goal.add", on="goal")
def add_sub_goal(
    *,
    by: Actor,
    goal: Goal,
    title: str,
    indicator: str = "",
    baseline: str = "",
    target: str = "",
    whose_wish: str = WhoseWish.PERSON,
    due_on: date | None = None,
    key: UUID | None = None,
) -> SubGoal:
    """Add a sub-goal (delmål). What it lacks to be SMART is asked for later, never demanded (S2).

    Raises:
        CourseClosed: the course has ended.
        GoalNotActive: the goal is reached, rests or was let go.
        TitleMissing: it has no words.
    """
    _require_active(goal)
    title = rules.require_title(title)
    sub_goal = SubGoal(
        goal=goal,
        title=title,
        indicator=indicator.strip(),
        baseline=baseline.strip(),
        target=target.strip(),
        whose_wish=whose_wish,
        due_on=due_on,
        place=SubGoal.objects.filter(goal=goal).count() + 1,
    )
    sub_goal.save()
    return sub_goal


@operation("sub_goal.change", on="sub_goal")
def change_sub_goal(
    *, by: Actor, sub_goal: SubGoal, version: int | None = None, **changes: Unpack[SubGoalChanges]
) -> SubGoal:
    """Change a sub-goal's words, measure or status.

    Raises:
        CourseClosed, StaleRecord, TitleMissing, DayToCome.
    """
    rules.require_open(sub_goal.goal.plan.enrolment.is_open)
    sub_goal.require_version(version)
    if "title" in changes:
        sub_goal.title = rules.require_title(changes["title"])
    sub_goal.indicator = changes.get("indicator", sub_goal.indicator).strip()
    sub_goal.baseline = changes.get("baseline", sub_goal.baseline).strip()
    sub_goal.target = changes.get("target", sub_goal.target).strip()
    sub_goal.whose_wish = changes.get("whose_wish", sub_goal.whose_wish)
    sub_goal.due_on = changes.get("due_on", sub_goal.due_on)
    status = changes.get("status", sub_goal.status)
    if status != sub_goal.status:
        sub_goal.status, sub_goal.status_on = (
            status,
            rules.happened_on(changes.get("status_on") or by.today, today=by.today, field="status_on"),
        )
    sub_goal.save()
    return sub_goal


@operation("step.add", on="goal")
def add_step(
    *,
    by: Actor,
    goal: Goal,
    title: str,
    sub_goal: SubGoal | None = None,
    owner: str = StepOwner.TOGETHER,
    owner_name: str = "",
    due_on: date | None = None,
    key: UUID | None = None,
) -> Step:
    """Add a step: something someone does next, under a goal or one of its sub-goals.

    Raises:
        CourseClosed, GoalNotActive, TitleMissing.
        OtherGoal: `sub_goal` lies under another goal.
        OwnerMissing: someone else does it and no name is given.
    """
    _require_active(goal)
    _require_under(goal, sub_goal)
    rules.require_step(
        by_someone_else=owner == StepOwner.OTHER,
        owner_name=owner_name,
        done_on=None,
        dropped_on=None,
        today=by.today,
    )
    step = Step(
        goal=goal,
        sub_goal=sub_goal,
        title=rules.require_title(title),
        owner=owner,
        owner_name=owner_name.strip(),
        due_on=due_on,
        place=Step.objects.filter(goal=goal).count() + 1,
    )
    step.save()
    return step


@operation("step.change", on="step")
def change_step(*, by: Actor, step: Step, version: int | None = None, **changes: Unpack[StepChanges]) -> Step:
    """Change a step, say that it was done (`done_on`), not done after all (None), or let go (`dropped_on`).

    Raises:
        CourseClosed, StaleRecord, TitleMissing, OtherGoal, OwnerMissing, DayToCome, DoneAndDropped.
    """
    rules.require_open(step.goal.plan.enrolment.is_open)
    step.require_version(version)
    if "title" in changes:
        step.title = rules.require_title(changes["title"])
    if "sub_goal" in changes:
        _require_under(step.goal, changes["sub_goal"])
        step.sub_goal = changes["sub_goal"]
    step.owner = changes.get("owner", step.owner)
    step.owner_name = changes.get("owner_name", step.owner_name).strip()
    step.due_on = changes.get("due_on", step.due_on)
    step.done_on = changes.get("done_on", step.done_on)
    step.dropped_on = changes.get("dropped_on", step.dropped_on)
    rules.require_step(
        by_someone_else=step.owner == StepOwner.OTHER,
        owner_name=step.owner_name,
        done_on=step.done_on,
        dropped_on=step.dropped_on,
        today=by.today,
    )
    step.save()
    return step


def _require_active(goal: Goal) -> None:
    rules.require_open(goal.plan.enrolment.is_open)
    if goal.status != GoalStatus.ACTIVE:
        raise GoalNotActive


def _require_under(goal: Goal, sub_goal: SubGoal | None) -> None:
    if sub_goal is not None and sub_goal.goal_id != goal.pk:
        raise OtherGoal(field="sub_goal")
