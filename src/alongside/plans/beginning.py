"""How a plan begins: from what the authority ordered. Building blocks; they run inside an operation."""

from __future__ import annotations

from typing import Any

from alongside.enrolments.models import Enrolment
from alongside.plans.models import Goal, GoalKind, GoalStatus, Plan
from alongside.referrals.models import CommissionedGoal

TAKEN_BACK = ("cancelled", "completed", "rejected", "entered-in-error")
"""States of a commissioned goal (FHIR Goal.lifecycleStatus) in which the authority does not ask for it any more."""


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
    """The first line of a commissioned goal. Empty when the order gives codes alone (delivery reports do).

    The screens then show the name of its first theme; names of codes are looked up where they are shown.
    """
    text = goal.text.strip()
    line = text.splitlines()[0].strip() if text else ""
    return line if len(line) <= 300 else line[:299].rstrip() + "…"
