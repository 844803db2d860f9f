"""What changed from one agreed version of a plan to the next. Pure: reads the frozen content alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Content = Mapping[str, Any]
"""A frozen plan: `wishes`, `purpose` and `goals` in order, each with `sub_goals` and `steps`."""


class What(StrEnum):
    """The kinds of change that are told."""

    FIRST = "first"
    WISHES = "wishes"
    PURPOSE = "purpose"
    GOAL_NEW = "goal_new"
    GOAL_GONE = "goal_gone"
    GOAL_REWORDED = "goal_reworded"
    GOAL_MOVED = "goal_moved"
    GOAL_STATUS = "goal_status"
    SUB_GOAL_NEW = "sub_goal_new"
    SUB_GOAL_CHANGED = "sub_goal_changed"
    SUB_GOAL_STATUS = "sub_goal_status"
    STEPS_NEW = "steps_new"
    STEPS_DONE = "steps_done"


@dataclass(frozen=True)
class Difference:
    """One thing that changed.

    Attributes:
        title: of the goal or sub-goal it is about, as it reads now.
        before: the earlier wording, where that is what changed.
        status: the new status of a goal or sub-goal.
        number: the new place of a goal, or how many steps.
    """

    what: What
    title: str = ""
    before: str = ""
    status: str = ""
    number: int = 0


def differences(before: Content | None, now: Content) -> list[Difference]:
    """What changed from `before` to `now`, in the order of the plan; the first version is one difference."""
    if before is None:
        return [Difference(What.FIRST, number=len(now["goals"]))]
    found = [
        Difference(what)
        for what, name in ((What.WISHES, "wishes"), (What.PURPOSE, "purpose"))
        if before[name] != now[name]
    ]
    earlier = {goal["id"]: goal for goal in before["goals"]}
    moved = _moved([g["id"] for g in before["goals"]], [g["id"] for g in now["goals"]])
    for place, goal in enumerate(now["goals"], start=1):
        was = earlier.pop(goal["id"], None)
        if was is None:
            found.append(Difference(What.GOAL_NEW, goal["title"], number=place))
            continue
        if was["title"] != goal["title"]:
            found.append(Difference(What.GOAL_REWORDED, goal["title"], before=was["title"]))
        if was["status"] != goal["status"]:
            found.append(Difference(What.GOAL_STATUS, goal["title"], status=goal["status"]))
        elif goal["id"] in moved:
            found.append(Difference(What.GOAL_MOVED, goal["title"], number=place))
        found += _inside(was, goal)
    found += [Difference(What.GOAL_GONE, goal["title"]) for goal in earlier.values()]
    return found


def _moved(before: list[str], now: list[str]) -> set[str]:
    """The fewest goals whose move explains the new order; of two that changed places, the one that rose."""
    shared = [item for item in now if item in before]
    ranks = [before.index(item) for item in shared]
    chains: list[list[int]] = []
    for at, rank in enumerate(ranks):
        longest = max((chain for chain in chains if ranks[chain[-1]] < rank), key=len, default=[])
        chains.append([*longest, at])
    kept = max(reversed(chains), key=len, default=[])
    return {item for at, item in enumerate(shared) if at not in kept}


def _inside(was: Content, goal: Content) -> list[Difference]:
    found = []
    earlier = {sub["id"]: sub for sub in was["sub_goals"]}
    for sub in goal["sub_goals"]:
        old = earlier.get(sub["id"])
        if old is None:
            found.append(Difference(What.SUB_GOAL_NEW, sub["title"]))
            continue
        if old["status"] != sub["status"]:
            found.append(Difference(What.SUB_GOAL_STATUS, sub["title"], status=sub["status"]))
        elif any(old[name] != sub[name] for name in ("title", "indicator", "baseline", "target", "due_on")):
            found.append(Difference(What.SUB_GOAL_CHANGED, sub["title"]))
    old_steps = {step["id"]: step for step in was["steps"]}
    new = sum(step["id"] not in old_steps for step in goal["steps"])
    done = sum(
        bool(step["done_on"]) and not old_steps.get(step["id"], {}).get("done_on") for step in goal["steps"]
    )
    if new:
        found.append(Difference(What.STEPS_NEW, goal["title"], number=new))
    if done:
        found.append(Difference(What.STEPS_DONE, goal["title"], number=done))
    return found
