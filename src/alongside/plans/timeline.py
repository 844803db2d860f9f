"""What the timeline tells of the plan: what was agreed, which steps were done, which goals were reached."""

from __future__ import annotations

from datetime import time

from django.db.models import Q

from alongside.people.telling import Kind, tells
from alongside.plans.models import Goal, GoalStatus, PlanVersion, Step, SubGoal

_CLOCK = time(0, 0, 7)

tells(
    Kind(
        "plan.agreed",
        shows="plan",
        rows=lambda asked: PlanVersion.objects.with_struck().under(asked.viewer, *asked.courses),
        day="agreed_on",
        clock=_CLOCK,
        key="how",
        text="summary",
        words="person_words",
        worker="worker__name",
        holder="plan__enrolment_id",
        number="number",
    ),
    Kind(
        "step.done",
        shows="plan",
        rows=lambda asked: (
            Step.objects.with_struck().under(asked.viewer, *asked.courses).filter(done_on__isnull=False)
        ),
        day="done_on",
        clock=_CLOCK,
        key="goal__title",
        text="title",
        holder="goal__plan__enrolment_id",
        of_goal=lambda goal: Q(goal_id=goal),
    ),
    Kind(
        "sub_goal.reached",
        shows="plan",
        rows=lambda asked: (
            SubGoal.objects.with_struck()
            .under(asked.viewer, *asked.courses)
            .filter(status=GoalStatus.REACHED)
        ),
        day="status_on",
        clock=_CLOCK,
        key="goal__title",
        text="title",
        holder="goal__plan__enrolment_id",
        of_goal=lambda goal: Q(goal_id=goal),
    ),
    Kind(
        "goal.reached",
        shows="plan",
        rows=lambda asked: (
            Goal.objects.with_struck().under(asked.viewer, *asked.courses).filter(status=GoalStatus.REACHED)
        ),
        day="status_on",
        clock=_CLOCK,
        text="title",
        holder="plan__enrolment_id",
        of_goal=lambda goal: Q(pk=goal),
    ),
)
