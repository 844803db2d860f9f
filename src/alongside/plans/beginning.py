"""How a plan begins: from what the authority ordered. Building blocks; they run inside an operation."""

from __future__ import annotations

from typing import Any

from alongside.enrolments.models import Enrolment
from alongside.plans.models import Goal, GoalKind, GoalStatus, Plan
from alongside.referrals import codes
from alongside.referrals.models import CommissionedGoal, CommissionedGoalTheme

LONGEST_TITLE = 300
TAKEN_BACK = ("cancelled", "completed", "rejected", "entered-in-error")
"""States of a commissioned goal (FHIR Goal.lifecycleStatus) in which the authority does not ask for it any more."""


def is_asked_for(goal: CommissionedGoal) -> bool:
    """Whether the authority still asks for a goal it once commissioned."""
    return goal.withdrawn_at is None and goal.status not in TAKEN_BACK


def begin_plan(enrolment: Enrolment) -> Plan:
    """The plan of a course; when there is none yet, a new one with the wishes, purpose and goals of the order."""
    plan = Plan.objects.select_for_update().filter(enrolment=enrolment).first()
    if plan is None:
        referral = enrolment.referral
        plan = Plan(enrolment=enrolment, wishes=referral.wishes, purpose=referral.purpose)
        plan.save()
        take_up_order(plan)
    return plan


def take_up_order(plan: Plan) -> list[Goal]:
    """Put the goals of the order that the plan does not have yet after the person's own. Returns the new ones."""
    there = set(Goal.objects.filter(plan=plan).values_list("commissioned_id", flat=True))
    ordered = (
        CommissionedGoal.objects.filter(referral_id=plan.enrolment.referral_id)
        .exclude(status__in=TAKEN_BACK)
        .exclude(pk__in=there - {None})
        .order_by("pk")
    )
    return [
        append_goal(plan, kind=GoalKind.COMMISSIONED, commissioned=goal, title=title_of(goal))
        for goal in ordered
    ]


def append_goal(plan: Plan, **fields: Any) -> Goal:
    """A new goal after all that are worked on; goals that rest or are reached move one place down."""
    goals = list(Goal.objects.filter(plan=plan).order_by("place", "pk"))
    active = [goal for goal in goals if goal.status == GoalStatus.ACTIVE]
    for goal in goals:
        if goal.place > len(active):
            goal.place += 1
            goal.save()
    new = Goal(plan=plan, place=len(active) + 1, **fields)
    new.save()
    return new


def title_of(goal: CommissionedGoal) -> str:
    """What a commissioned goal is called in the plan until someone finds better words with the person.

    The first line of its text; when the order gives codes alone, as delivery reports do, the name of its first
    theme, which is a Danish term and stays one.
    """
    text = goal.text.strip()
    if text:
        line = text.splitlines()[0].strip()
        return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"
    link = CommissionedGoalTheme.objects.filter(goal=goal).order_by("rank").select_related("theme").first()
    try:
        return codes.display(link.theme.code) if link else ""
    except codes.UnknownCode:
        return ""
