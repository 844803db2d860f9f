from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.kernel.errors import NotAllowed
from alongside.plans.models import GoalStatus, StepOwner
from alongside.plans.operations import (
    add_goal,
    add_step,
    add_sub_goal,
    agree_plan,
    change_goal,
    change_step,
    change_sub_goal,
)
from alongside.plans.queries import active_goals, next_steps, open_steps


@pytest.fixture
def steps(goals, sofie):
    sub = add_sub_goal(by=sofie, goal=goals["door"], title="A contract")
    form = add_step(by=sofie, goal=goals["door"], sub_goal=sub, title="Fill in the form")
    change_step(by=sofie, step=form, done_on=date(2026, 11, 12))
    add_step(by=sofie, goal=goals["door"], sub_goal=sub, title="Viewing", due_on=date(2026, 11, 26))
    add_step(by=sofie, goal=goals["door"], title="Ask about the dog", due_on=date(2026, 11, 23))
    add_step(
        by=sofie, goal=goals["bella"], title="Ask Rikke", owner=StepOwner.OTHER, owner_name="Jonas's sister"
    )
    gone = add_step(by=sofie, goal=goals["bella"], title="Let go")
    change_step(by=sofie, step=gone, dropped_on=date(2026, 11, 20))
    return sub


def test_active_goals_come_in_the_persons_order_with_what_is_next(jonas, goals, steps, sofie):
    change_goal(by=sofie, goal=goals["mail"], status=GoalStatus.RESTING)
    door, bella = active_goals(sofie, jonas)
    assert door.next_step
    assert bella.next_step
    assert (door.title, door.steps_done, door.steps, door.next_step.title) == (
        "A door I can lock",
        1,
        3,
        "Ask about the dog",
    )
    assert [sub.title for sub in door.sub_goals] == ["A contract"]
    assert (bella.place, bella.steps, bella.next_step.owner_name) == (2, 1, "Jonas's sister")


def test_next_steps_are_those_due_first_and_undated_last(jonas, goals, steps, sofie):
    assert [step.title for step in next_steps(sofie, jonas)] == ["Ask about the dog", "Viewing", "Ask Rikke"]
    due = open_steps(sofie, [jonas.pk], due_by=date(2026, 11, 24))
    assert [(step.title, step.enrolment_id) for step in due] == [("Ask about the dog", jonas.pk)]


def test_steps_of_a_sub_goal_that_rests_wait_with_it(jonas, goals, steps, sofie):
    change_sub_goal(by=sofie, sub_goal=steps, status=GoalStatus.RESTING)
    assert [step.title for step in next_steps(sofie, jonas)] == ["Ask about the dog", "Ask Rikke"]


def test_reading_costs_the_same_however_much_there_is(jonas, goals, steps, sofie):
    def cost():
        with CaptureQueriesContext(connection) as seen:
            active_goals(sofie, jonas)
            next_steps(sofie, jonas)
        return len(seen)

    few = cost()
    for number in range(5):
        goal = add_goal(by=sofie, enrolment=jonas, title=f"Goal {number}")
        add_step(by=sofie, goal=goal, title="Step")
        add_sub_goal(by=sofie, goal=goal, title="Sub-goal")
    assert cost() == few == 4


def test_who_does_not_walk_with_him_sees_and_writes_nothing(jonas, goals, steps, omar, karin, ilse):
    for stranger in (omar, karin, ilse):
        assert active_goals(stranger, jonas) == []
        assert next_steps(stranger, jonas) == []
        with pytest.raises(NotAllowed):
            add_goal(by=stranger, enrolment=jonas, title="x")
        with pytest.raises(NotAllowed):
            change_goal(by=stranger, goal=goals["door"], title="x")
        with pytest.raises(NotAllowed):
            agree_plan(by=stranger, enrolment=jonas, how="aloud", agreed_on=date(2026, 11, 24))


def test_a_colleague_on_the_team_reads_but_does_not_write(jonas, goals, house):
    maja = house.actor("maja")
    assert len(active_goals(maja, jonas)) == 3
    with pytest.raises(NotAllowed):
        change_goal(by=maja, goal=goals["door"], title="x")
