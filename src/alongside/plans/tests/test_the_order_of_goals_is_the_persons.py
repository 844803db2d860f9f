from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.enrolments.errors import DayToCome, NotInTheList
from alongside.kernel.errors import StaleRecord
from alongside.plans import rules
from alongside.plans.errors import CommissionedGoalStands, GoalNotActive, TitleMissing
from alongside.plans.models import Goal, GoalStatus
from alongside.plans.operations import add_goal, change_goal, move_goal


def places():
    return {goal.title: goal.place for goal in Goal.objects.unscoped()}


@given(st.integers(1, 8), st.data())
def test_moving_never_leaves_a_gap_or_loses_a_goal(size, data):
    order = list(range(size))
    item = data.draw(st.sampled_from(order))
    place = data.draw(st.integers(-3, size + 3))
    after = rules.moved(order, item, place)
    assert sorted(after) == order
    assert after.index(item) == min(max(place, 1), size) - 1
    assert [o for o in after if o != item] == [o for o in order if o != item]


def test_a_goal_moves_up_and_the_others_make_room(goals, sofie):
    move_goal(by=sofie, goal=goals["bella"], place=1)
    assert places() == {"See Bella every week": 1, "Handle own mail and money": 2, "A door I can lock": 3}


def test_a_goal_that_is_reached_leaves_the_order_and_the_next_ones_close_up(goals, sofie):
    change_goal(by=sofie, goal=goals["mail"], status=GoalStatus.REACHED)
    assert places() == {"A door I can lock": 1, "See Bella every week": 2, "Handle own mail and money": 3}
    assert Goal.objects.unscoped().get(pk=goals["mail"].pk).status_on == sofie.today
    with pytest.raises(GoalNotActive):
        move_goal(by=sofie, goal=goals["mail"], place=1)


def test_a_goal_taken_up_again_comes_after_those_worked_on(goals, sofie):
    change_goal(by=sofie, goal=goals["mail"], status=GoalStatus.RESTING)
    resting = Goal.objects.unscoped().get(pk=goals["bella"].pk)
    change_goal(by=sofie, goal=resting, status=GoalStatus.RESTING)
    change_goal(by=sofie, goal=Goal.objects.unscoped().get(pk=goals["mail"].pk), status=GoalStatus.ACTIVE)
    assert places() == {"A door I can lock": 1, "Handle own mail and money": 2, "See Bella every week": 3}


def test_a_new_goal_comes_before_those_that_rest(goals, jonas, sofie):
    change_goal(by=sofie, goal=goals["door"], status=GoalStatus.RESTING)
    add_goal(by=sofie, enrolment=jonas, title="Sleep a whole night")
    assert places()["Sleep a whole night"] == 3
    assert sorted(places().values()) == [1, 2, 3, 4]


def test_the_goal_of_the_order_can_rest_but_is_not_ours_to_let_go(goals, sofie):
    with pytest.raises(CommissionedGoalStands):
        change_goal(by=sofie, goal=goals["mail"], status=GoalStatus.DROPPED)
    mail = Goal.objects.unscoped().get(pk=goals["mail"].pk)
    assert change_goal(by=sofie, goal=mail, status=GoalStatus.RESTING).status == GoalStatus.RESTING


def test_words_are_needed_and_areas_come_from_the_list(goals, jonas, sofie):
    with pytest.raises(TitleMissing):
        add_goal(by=sofie, enrolment=jonas, title="   ")
    with pytest.raises(TitleMissing):
        change_goal(by=sofie, goal=goals["door"], title="")
    with pytest.raises(NotInTheList):
        change_goal(by=sofie, goal=goals["door"], dimension="astrology")
    with pytest.raises(DayToCome):
        change_goal(
            by=sofie,
            goal=goals["bella"],
            status=GoalStatus.REACHED,
            status_on=sofie.today.replace(year=2030),
        )


def test_two_who_write_the_same_goal_do_not_overwrite_each_other(goals, sofie, amina):
    version = goals["door"].version
    change_goal(by=amina, goal=Goal.objects.unscoped().get(pk=goals["door"].pk), worker_view="He is proud.")
    with pytest.raises(StaleRecord):
        change_goal(
            by=sofie,
            goal=Goal.objects.unscoped().get(pk=goals["door"].pk),
            version=version,
            worker_view="mine",
        )


def test_every_change_keeps_history(goals, sofie):
    change_goal(by=sofie, goal=goals["door"], title="A door with a lock, and Bella")
    assert [row.title for row in Goal.history.filter(id=goals["door"].pk)] == [
        "A door with a lock, and Bella",
        "A door I can lock",
    ]
