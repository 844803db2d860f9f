"""The rules of the plan, and the questions that make a goal SMART. Pure: no Django, no clock."""

from __future__ import annotations

from alongside.plans.rules.plan import (
    SmartPart,
    happened_on,
    in_order,
    missing_parts,
    moved,
    require_open,
    require_step,
    require_title,
    stands,
)
from alongside.plans.rules.smart import (
    Question,
    Wording,
    WordList,
    asks_of_goal,
    asks_of_step,
    asks_of_sub_goal,
)

__all__ = [
    "Question",
    "SmartPart",
    "WordList",
    "Wording",
    "asks_of_goal",
    "asks_of_step",
    "asks_of_sub_goal",
    "happened_on",
    "in_order",
    "missing_parts",
    "moved",
    "require_open",
    "require_step",
    "require_title",
    "stands",
]
