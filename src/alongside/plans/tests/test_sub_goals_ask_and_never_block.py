from __future__ import annotations

from datetime import date

import pytest

from alongside.enrolments.errors import DayToCome
from alongside.plans.errors import DoneAndDropped, GoalNotActive, OtherGoal, OwnerMissing, TitleMissing
from alongside.plans.models import Goal, GoalStatus, Step, StepOwner, SubGoal, WhoseWish
from alongside.plans.operations import add_step, add_sub_goal, change_goal, change_step, change_sub_goal
from alongside.plans.rules import SmartPart, missing_parts

TODAY = date(2026, 11, 24)


def test_what_is_missing_is_named_in_the_order_it_is_asked_for():
    assert missing_parts(indicator=" ", baseline="", target="", due_on=None) == (
        SmartPart.INDICATOR,
        SmartPart.BASELINE,
        SmartPart.TARGET,
        SmartPart.DUE,
    )
    assert missing_parts(indicator="Tuesdays", baseline="1 of 4", target="", due_on=TODAY) == (
        SmartPart.TARGET,
    )
    assert missing_parts(indicator="a", baseline="b", target="c", due_on=TODAY) == ()


def test_a_sub_goal_in_the_persons_words_is_kept_before_it_is_measurable(goals, sofie):
    sub = add_sub_goal(by=sofie, goal=goals["door"], title="A contract in my own name")
    sub = change_sub_goal(by=sofie, sub_goal=sub, indicator="Contract signed", due_on=date(2027, 1, 31))
    assert (sub.indicator, sub.baseline, sub.whose_wish) == ("Contract signed", "", WhoseWish.PERSON)
    assert change_sub_goal(by=sofie, sub_goal=sub, due_on=None).due_on is None
    with pytest.raises(TitleMissing):
        add_sub_goal(by=sofie, goal=goals["door"], title="")


def test_reaching_a_sub_goal_says_when(goals, sofie):
    sub = add_sub_goal(by=sofie, goal=goals["door"], title="A contract")
    sub = change_sub_goal(by=sofie, sub_goal=sub, status=GoalStatus.REACHED, status_on=date(2026, 11, 20))
    assert (sub.status, sub.status_on) == (GoalStatus.REACHED, date(2026, 11, 20))


def test_nothing_new_under_a_goal_that_rests(goals, sofie):
    change_goal(by=sofie, goal=goals["door"], status=GoalStatus.RESTING)
    door = Goal.objects.unscoped().get(pk=goals["door"].pk)
    with pytest.raises(GoalNotActive):
        add_sub_goal(by=sofie, goal=door, title="x")
    with pytest.raises(GoalNotActive):
        add_step(by=sofie, goal=door, title="x")


def test_a_step_lies_under_a_sub_goal_of_its_own_goal(goals, sofie):
    sub = add_sub_goal(by=sofie, goal=goals["door"], title="A contract")
    step = add_step(by=sofie, goal=goals["door"], sub_goal=sub, title="Fill in the form")
    assert (step.sub_goal, step.place, step.owner) == (sub, 1, StepOwner.TOGETHER)
    with pytest.raises(OtherGoal):
        add_step(by=sofie, goal=goals["bella"], sub_goal=sub, title="Ask Rikke")
    other = add_step(by=sofie, goal=goals["bella"], title="Ask Rikke")
    with pytest.raises(OtherGoal):
        change_step(by=sofie, step=other, sub_goal=sub)


def test_a_step_of_someone_else_says_whose(goals, sofie):
    with pytest.raises(OwnerMissing):
        add_step(by=sofie, goal=goals["door"], title="Deposit loan", owner=StepOwner.OTHER)
    step = add_step(
        by=sofie, goal=goals["door"], title="Deposit loan", owner=StepOwner.OTHER, owner_name="Karin Holst"
    )
    assert step.owner_name == "Karin Holst"


def test_a_step_is_done_undone_or_let_go(goals, sofie):
    step = add_step(by=sofie, goal=goals["door"], title="Ask about the dog")
    assert change_step(by=sofie, step=step, done_on=TODAY).done_on == TODAY
    assert change_step(by=sofie, step=step, done_on=None).done_on is None
    with pytest.raises(DayToCome):
        change_step(by=sofie, step=step, done_on=date(2026, 11, 25))
    step = Step.objects.unscoped().get(pk=step.pk)
    with pytest.raises(DoneAndDropped):
        change_step(by=sofie, step=step, done_on=TODAY, dropped_on=TODAY)


def test_the_same_command_twice_is_one_sub_goal(goals, sofie):
    from alongside.kernel.ids import new_id

    key = new_id()
    first = add_sub_goal(by=sofie, goal=goals["door"], title="A contract", key=key)
    assert add_sub_goal(by=sofie, goal=goals["door"], title="A contract", key=key) == first
    assert SubGoal.objects.unscoped().count() == 1
