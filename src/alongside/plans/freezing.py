"""The plan as data: what a version keeps, and a fingerprint to tell whether it is still the one that was read."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from typing import Any

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.kernel.models import PersonalRecord
from alongside.plans import rules
from alongside.plans.models import Goal, GoalKind, GoalStatus, Plan, Step, SubGoal


def frozen(plan: Plan, *, refused: bool = False, viewer: Actor | None = None) -> dict[str, Any]:
    """The whole plan as JSON: what is let go is left out, what is reached stays. Three queries.

    Args:
        viewer: who reads it; left out only inside an operation.

    Each goal says whether it `stands`: all of them when the person agreed, the order's alone when they refused.
    """

    def rows(model: type[PersonalRecord]) -> QuerySet[Any]:
        return model.objects.visible_to(viewer) if viewer else model.objects.all()

    goals = rows(Goal).filter(plan=plan).exclude(status=GoalStatus.DROPPED).order_by("place", "pk")
    sub_goals, steps = defaultdict(list), defaultdict(list)
    for sub in (
        rows(SubGoal).filter(goal__plan=plan).exclude(status=GoalStatus.DROPPED).order_by("place", "pk")
    ):
        sub_goals[sub.goal_id].append(_sub_goal(sub))
    for step in rows(Step).filter(goal__plan=plan, dropped_on__isnull=True).order_by("place", "pk"):
        steps[step.goal_id].append(_step(step))
    return {
        "wishes": plan.wishes,
        "purpose": plan.purpose,
        "goals": [
            {
                "id": str(goal.pk),
                "kind": goal.kind,
                "commissioned": str(goal.commissioned_id) if goal.commissioned_id else None,
                "title": goal.title,
                "person_view": goal.person_view,
                "worker_view": goal.worker_view,
                "dimension": goal.dimension,
                "status": goal.status,
                "stands": rules.stands(commissioned=goal.kind == GoalKind.COMMISSIONED, refused=refused),
                "sub_goals": sub_goals[goal.pk],
                "steps": steps[goal.pk],
            }
            for goal in goals
        ],
    }


def digest(content: dict[str, Any]) -> str:
    """A fingerprint of a frozen plan, the same whether or not it was agreed to."""
    goals = [{**goal, "stands": None} for goal in content["goals"]]
    canonical = json.dumps({**content, "goals": goals}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]


def _sub_goal(sub: SubGoal) -> dict[str, Any]:
    return {
        "id": str(sub.pk),
        "title": sub.title,
        "indicator": sub.indicator,
        "baseline": sub.baseline,
        "target": sub.target,
        "whose_wish": sub.whose_wish,
        "due_on": sub.due_on.isoformat() if sub.due_on else None,
        "status": sub.status,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "id": str(step.pk),
        "sub_goal": str(step.sub_goal_id) if step.sub_goal_id else None,
        "title": step.title,
        "owner": step.owner,
        "owner_name": step.owner_name,
        "due_on": step.due_on.isoformat() if step.due_on else None,
        "done_on": step.done_on.isoformat() if step.done_on else None,
    }
