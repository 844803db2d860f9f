"""Reading the plan. Everything takes the viewer and answers with frozen dataclasses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from alongside.access.actor import Actor
from alongside.enrolments.models import Enrolment
from alongside.plans.models import Goal, GoalKind, GoalStatus, Step, SubGoal


@dataclass(frozen=True)
class ActiveSubGoal:
    """A sub-goal that is worked on."""

    id: UUID
    title: str


@dataclass(frozen=True)
class NextStep:
    """A step that is still to be done."""

    id: UUID
    enrolment_id: UUID
    goal_id: UUID
    title: str
    owner: str
    owner_name: str
    due_on: date | None


@dataclass(frozen=True)
class ActiveGoal:
    """A goal that is worked on, in the person's order.

    Attributes:
        steps_done, steps: how many of its steps are done, and how many there are; let-go ones do not count.
        next_step: the one that is due first.
    """

    id: UUID
    title: str
    commissioned: bool
    place: int
    sub_goals: tuple[ActiveSubGoal, ...]
    steps_done: int
    steps: int
    next_step: NextStep | None


def active_goals(viewer: Actor, enrolment: Enrolment, *, with_sub_goals: bool = True) -> list[ActiveGoal]:
    """What the person is working for now, most important first. Three queries, two without sub-goals."""
    goals = _goals(viewer, enrolment).filter(status=GoalStatus.ACTIVE)
    sub_goals = defaultdict(list)
    active = SubGoal.objects.visible_to(viewer).filter(
        goal__plan__enrolment=enrolment, status=GoalStatus.ACTIVE
    )
    for sub in active.order_by("place", "pk") if with_sub_goals else ():
        sub_goals[sub.goal_id].append(ActiveSubGoal(sub.pk, sub.title))
    steps = defaultdict(list)
    for step in _steps(viewer, [enrolment.pk]):
        steps[step.goal_id].append(step)
    return [
        ActiveGoal(
            id=goal.pk,
            title=goal.title,
            commissioned=goal.kind == GoalKind.COMMISSIONED,
            place=goal.place,
            sub_goals=tuple(sub_goals[goal.pk]),
            steps_done=sum(step.done_on is not None for step in steps[goal.pk]),
            steps=len(steps[goal.pk]),
            next_step=next(
                (_next_step(step, enrolment.pk) for step in steps[goal.pk] if step.done_on is None), None
            ),
        )
        for goal in goals
    ]


def next_steps(viewer: Actor, enrolment: Enrolment) -> list[NextStep]:
    """What is to be done next in one course, what is due first on top, undated last. One query."""
    return open_steps(viewer, [enrolment.pk])


def open_steps(viewer: Actor, enrolment_ids: Sequence[UUID], *, due_by: date | None = None) -> list[NextStep]:
    """Steps still to be done under goals that are worked on, in several courses. One query.

    Args:
        due_by: only steps that are due on this day or earlier.
    """
    steps = _steps(viewer, enrolment_ids).filter(
        Q(sub_goal__isnull=True) | Q(sub_goal__status=GoalStatus.ACTIVE),
        done_on__isnull=True,
        goal__status=GoalStatus.ACTIVE,
    )
    if due_by is not None:
        steps = steps.filter(due_on__lte=due_by)
    return [_next_step(step, step.goal.plan.enrolment_id) for step in steps.select_related("goal__plan")]


def _goals(viewer: Actor, enrolment: Enrolment) -> QuerySet[Goal]:
    found: QuerySet[Goal] = Goal.objects.visible_to(viewer).filter(plan__enrolment=enrolment)
    return found.order_by("place", "pk")


def _steps(viewer: Actor, enrolment_ids: Iterable[UUID]) -> QuerySet[Step]:
    found: QuerySet[Step] = Step.objects.visible_to(viewer).filter(
        goal__plan__enrolment_id__in=list(enrolment_ids), dropped_on__isnull=True
    )
    return found.order_by(F("due_on").asc(nulls_last=True), "place", "pk")


def _next_step(step: Step, enrolment_id: UUID) -> NextStep:
    return NextStep(step.pk, enrolment_id, step.goal_id, step.title, step.owner, step.owner_name, step.due_on)
