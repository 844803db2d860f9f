"""What the authority's order carries: target groups, themes with levels, one effort with services, and goals."""

from __future__ import annotations

from datetime import timedelta

from alongside.access.actor import Actor
from alongside.demo.days import add_months
from alongside.demo.shapes import Goal, Plan
from alongside.demo.shapes import Referral as InventedReferral
from alongside.referrals import codes
from alongside.referrals.models import CommissionedGoal, Order, OrderedService, Referral, TargetGroup, Theme
from alongside.referrals.order_operations import Part, receive_order

_SUPPORT = {
    "housing": "c56634ca-6847-4c50-b5c1-c528c1ffc1d8",
    "mental_health": "ad7755d2-11bf-468d-958b-2f0c8d9c3742",
    "physical_health": "3c1639d0-e486-43c6-8add-448b8aff4b8f",
    "economy": "d473dea2-4f6d-4f36-a8f0-260f0213f50a",
    "daily_activities": "638f44df-6bf2-47f8-9935-b8fdc83e5bf5",
    "network": "05cd5e81-1a3a-4bdd-901b-7ec96c12d990",
    "substance_use": "e7c8b42e-b882-4629-8e03-65e44b1aa3e3",
    "education_work": "cb1169ee-8969-46d3-813d-f0dd555bd838",
}
"""FFB services (socialpædagogisk støtte) by life dimension: establishing a home, well-being, healthy living,
administration, daily tasks, social relations, treatment, employment."""
_MOBILE_OFFER = "d90f4da6-f87a-43b5-833f-646b4baf16d6"
"""FFB offer type "Mobilt tilbud", which fits ICM (domain notes, 4.2)."""
_TARGET_GROUPS = {
    "Hjemløshed": "293bf940-c075-4e3d-b5ef-6e331202e556",
    "Alkoholmisbrug": "ab4413f0-fa81-41c0-ad8c-21782c12a0fa",
    "Stofmisbrug": "0e25a2ec-4f04-4d14-a5ad-a6519a7d1d5f",
    "Social isolation": "16075f99-3694-4878-a48d-b2f4b515cb76",
    "Angst": "303deb9b-84f0-49d2-ab7a-f8b98eed40a2",
    "Depression": "ee5b52bd-b839-4e69-ad04-c8b33eabfbde",
    "Forandret virkelighedsopfattelse": "f2ccc0c0-2a0a-49c9-9d6a-741a7cd220a3",
    "Personlighedsforstyrrelse": "6aac5ae6-ef06-4866-9c66-16d51ebbc83b",
    "Stressbelastning": "afaa7e31-2b5d-4a49-9008-56aa8df8dc13",
    "Andet socialt problem": "66fac925-3488-43b3-8e50-4510d3821b37",
}


def take_order(
    by: Actor, referral: Referral, invented: InventedReferral, plan: Plan | None
) -> dict[str, CommissionedGoal]:
    """Receive the order of a referral. Returns its goals by the cohort's keys."""
    goals = [goal for goal in plan.goals if goal.origin == "commissioned"] if plan else []
    starts_on = by.today + timedelta(days=14)
    groups = {f"group-{at}": _TARGET_GROUPS[name] for at, name in enumerate(invented.target_groups, 1)}
    parts = [Part(TargetGroup, key, {"code": code, "recorded_on": by.today}) for key, code in groups.items()]
    parts += [_theme(by, goal) for goal in goals]
    parts.append(
        Part(
            Order,
            "order",
            {
                "intent": "order",
                "status": "active",
                "ordered_at": by.now,
                "starts_on": starts_on,
                "offer_type": _MOBILE_OFFER,
                "follow_up_on": add_months(starts_on, 3),
            },
            ranked={key: 1 if at == 1 else 2 for at, key in enumerate(groups, 1)},
        )
    )
    for dimension in dict.fromkeys(goal.dimension for goal in goals):
        service = {"code": _SUPPORT[dimension], "ordered_at": by.now, "starts_on": starts_on}
        parts.append(Part(OrderedService, f"service-{dimension}", service, order="order"))
    parts += [_goal(goal) for goal in goals]
    receipt = receive_order(by=by, referral=referral, parts=parts, known={})
    kept = {goal.key: receipt.records[goal.key] for goal in goals}
    return {key: goal for key, goal in kept.items() if isinstance(goal, CommissionedGoal)}


def _theme(by: Actor, goal: Goal) -> Part:
    assert goal.current is not None
    level = codes.FUNCTION_LEVELS[goal.current]
    return Part(Theme, f"theme-{goal.key}", {"code": goal.theme, "level": level, "observed_at": by.now})


def _goal(goal: Goal) -> Part:
    assert goal.expected is not None
    return Part(
        CommissionedGoal,
        goal.key,
        {
            "text": goal.title,
            "goal_type": goal.goal_type,
            "expected_level": codes.FUNCTION_LEVELS[goal.expected],
        },
        ranked={f"theme-{goal.key}": 1},
    )
