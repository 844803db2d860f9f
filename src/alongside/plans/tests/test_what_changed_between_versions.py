from __future__ import annotations

from typing import Any

from alongside.plans.versions import Difference, What, differences


def goal(key: str, title: str = "", status: str = "active", **more: Any) -> dict[str, Any]:
    return {"id": key, "title": title or key, "status": status, "sub_goals": [], "steps": []} | more


def plan(*goals: dict[str, Any], wishes: str = "", purpose: str = "") -> dict[str, Any]:
    return {"wishes": wishes, "purpose": purpose, "goals": list(goals)}


def sub(key: str, status: str = "active", **more: Any) -> dict[str, Any]:
    words = {"title": key, "indicator": "", "baseline": "", "target": "", "due_on": None}
    return {"id": key, "status": status} | words | more


def step(key: str, done_on: str | None = None) -> dict[str, Any]:
    return {"id": key, "done_on": done_on}


def test_the_first_version_is_one_difference():
    assert differences(None, plan(goal("a"), goal("b"))) == [Difference(What.FIRST, number=2)]


def test_nothing_changed_is_an_empty_list():
    assert differences(plan(goal("a")), plan(goal("a"))) == []


def test_the_goal_that_rose_is_told_and_not_the_one_it_passed():
    before = plan(goal("door"), goal("bella"))
    assert differences(before, plan(goal("bella"), goal("door"))) == [
        Difference(What.GOAL_MOVED, "bella", number=1)
    ]


def test_the_goal_that_fell_is_told_and_not_all_that_closed_up():
    before = plan(goal("a"), goal("b"), goal("c"))
    assert differences(before, plan(goal("b"), goal("c"), goal("a"))) == [
        Difference(What.GOAL_MOVED, "a", number=3)
    ]


def test_new_gone_reworded_and_reached_goals():
    before = plan(goal("a"), goal("b"), goal("c"))
    now = plan(goal("a", "A door"), goal("c", status="reached"), goal("d"), wishes="Bella")
    assert differences(before, now) == [
        Difference(What.WISHES),
        Difference(What.GOAL_REWORDED, "A door", before="a"),
        Difference(What.GOAL_STATUS, "c", status="reached"),
        Difference(What.GOAL_NEW, "d", number=3),
        Difference(What.GOAL_GONE, "b"),
    ]


def test_sub_goals_and_steps_are_told_under_their_goal():
    before = plan(goal("a", sub_goals=[sub("s"), sub("t")], steps=[step("1")]))
    now = plan(
        goal(
            "a",
            sub_goals=[sub("s", target="3 of 4"), sub("t", status="reached"), sub("u")],
            steps=[step("1", "2026-11-12"), step("2"), step("3", "2026-11-13")],
        )
    )
    assert differences(before, now) == [
        Difference(What.SUB_GOAL_CHANGED, "s"),
        Difference(What.SUB_GOAL_STATUS, "t", status="reached"),
        Difference(What.SUB_GOAL_NEW, "u"),
        Difference(What.STEPS_NEW, "a", number=2),
        Difference(What.STEPS_DONE, "a", number=2),
    ]
