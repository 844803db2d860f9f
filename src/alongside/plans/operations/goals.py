"""Goals and their order, which is the person's."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict, Unpack
from uuid import UUID

from alongside.access.actor import Actor
from alongside.enrolments.errors import NotInTheList
from alongside.enrolments.models import Enrolment
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.plans import rules
from alongside.plans.beginning import append_goal, begin_plan, is_asked_for, title_of
from alongside.plans.errors import CommissionedGoalStands, GoalNotActive, NotInThisOrder
from alongside.plans.models import Goal, GoalKind, GoalStatus, Plan
from alongside.referrals.models import CommissionedGoal


class GoalChanges(TypedDict, total=False):
    """What can be changed in a goal; what is left out stays."""

    title: str
    person_view: str
    worker_view: str
    dimension: str
    status: str
    status_on: date


@operation("goal.add", on="enrolment")
def add_goal(
    *,
    by: Actor,
    enrolment: Enrolment,
    title: str,
    kind: str = GoalKind.OWN,
    commissioned: CommissionedGoal | None = None,
    dimension: str = "",
    person_view: str = "",
    worker_view: str = "",
    key: UUID | None = None,
) -> Goal:
    """Add a goal after those already worked on.

    Args:
        commissioned: the order's goal that a goal of kind COMMISSIONED is about.
        dimension: a key of the profile's life dimensions, or empty.

    Raises:
        CourseClosed, TitleMissing, NotInTheList.
        NotInThisOrder: kind and `commissioned` do not fit together, or it is another referral's.
    """
    rules.require_open(enrolment.is_open)
    _require_dimension(by, dimension)
    if (commissioned is not None) != (kind == GoalKind.COMMISSIONED):
        raise NotInThisOrder
    if commissioned is not None:
        if commissioned.referral_id != enrolment.referral_id:
            raise NotInThisOrder
        title = title or title_of(commissioned)
    else:
        title = rules.require_title(title)
    plan = begin_plan(enrolment)
    return append_goal(
        plan,
        kind=kind,
        commissioned=commissioned,
        title=title,
        dimension=dimension,
        person_view=person_view.strip(),
        worker_view=worker_view.strip(),
    )


@operation("goal.change", on="goal")
def change_goal(*, by: Actor, goal: Goal, version: int | None = None, **changes: Unpack[GoalChanges]) -> Goal:
    """Change a goal's words or status. A goal that is no longer worked on goes to the end of the order.

    Args:
        version: the version the writer saw.
        changes: see `GoalChanges`; `status_on` is the day the status holds from, today when left out.

    Raises:
        CourseClosed, StaleRecord, TitleMissing, NotInTheList, DayToCome.
        CommissionedGoalStands: a goal from the order was to be let go, and the authority still asks for it.
    """
    rules.require_open(goal.plan.enrolment.is_open)
    goal.require_version(version)
    if "title" in changes and not (goal.commissioned_id and not changes["title"].strip()):
        goal.title = rules.require_title(changes["title"])
    if "dimension" in changes:
        _require_dimension(by, changes["dimension"])
        goal.dimension = changes["dimension"]
    goal.person_view = changes.get("person_view", goal.person_view).strip()
    goal.worker_view = changes.get("worker_view", goal.worker_view).strip()
    status = changes.get("status", goal.status)
    if status == goal.status:
        goal.save()
        return goal
    if status == GoalStatus.DROPPED and goal.commissioned and is_asked_for(goal.commissioned):
        raise CommissionedGoalStands(field="status")
    goal.status, goal.status_on = (
        status,
        rules.happened_on(changes.get("status_on") or by.today, today=by.today, field="status_on"),
    )
    _put_in_order(goal)
    return goal


@operation("goal.move", on="goal")
def move_goal(*, by: Actor, goal: Goal, place: int) -> Goal:
    """Give a goal another place in the person's order; `place` 1 is what matters most to them.

    Raises:
        CourseClosed: the course has ended.
        GoalNotActive: the goal is not worked on now, so it has no place in the order.
    """
    rules.require_open(goal.plan.enrolment.is_open)
    if goal.status != GoalStatus.ACTIVE:
        raise GoalNotActive
    _put_in_order(goal, place)
    return goal


def _require_dimension(by: Actor, dimension: str) -> None:
    if dimension and profile_of(by.agency_id).life_dimensions.get(dimension) is None:
        raise NotInTheList(field="dimension")


def _put_in_order(goal: Goal, place: int | None = None) -> None:
    """Save `goal` and the place of every goal of its plan; without `place` it goes to the end of its kind."""
    Plan.objects.select_for_update().get(pk=goal.plan_id)
    goals = list(Goal.objects.filter(plan_id=goal.plan_id).order_by("place", "pk"))
    by_id: dict[Any, Goal] = {other.pk: other for other in goals} | {goal.pk: goal}
    active = [pk for pk, other in _others(by_id, goal) if other.status == GoalStatus.ACTIVE]
    resting = [pk for pk, other in _others(by_id, goal) if other.status != GoalStatus.ACTIVE]
    if goal.status == GoalStatus.ACTIVE:
        active = rules.moved(active, goal.pk, place or len(active) + 1)
    else:
        resting.append(goal.pk)
    for pk, at in rules.in_order(active, resting):
        other = by_id[pk]
        if other is goal or other.place != at:
            other.place = at
            other.save()


def _others(by_id: dict[Any, Goal], goal: Goal) -> list[tuple[Any, Goal]]:
    return [(pk, other) for pk, other in by_id.items() if pk != goal.pk]
