from __future__ import annotations

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.plans.models import Goal, GoalStatus, Step
from alongside.plans.operations import add_goal, add_step, add_sub_goal, change_goal, change_step
from alongside.web.courses.tests.conftest import words
from tests.people_of_the_house import writing


def order_of(walk):
    goals = Goal.objects.unscoped().filter(plan__enrolment=walk.enrolment).order_by("place")
    return [goal.title for goal in goals]


def test_the_plan_reads_from_wish_to_step(walk, sign_in):
    said = words(sign_in("sofie").get(walk.url("plan/")))
    assert "Jon’s plan" in said
    assert said.index("A door I can lock. Bella with me.") < said.index("That Jonas keeps a home of his own.")
    assert "1 · from the order" in said
    assert "Develop functioning" in said
    assert "Severe limitation" in said
    assert "Mild limitation" in said
    assert '<dd lang="da">Håndtere post</dd>' in said
    assert "2 · own goal" in said
    assert "How will you know?" in said
    assert "Jon and Sofie" in said
    assert "1 day late" in said
    assert "Nobody has agreed to it yet" in said


def test_goals_move_up_and_down_in_the_persons_order(walk, sign_in):
    sofie = sign_in("sofie")
    answer = sofie.post(f"/goals/{walk.bella.pk}/move/", {"way": "up"})
    assert answer["Location"] == f"{walk.url('plan/')}#goal-{walk.bella.pk}"
    assert order_of(walk) == ["Handle own mail and money", "See Bella every week", "A door I can lock"]
    sofie.post(f"/goals/{walk.mail.pk}/move/", {"way": "down"})
    assert order_of(walk) == ["See Bella every week", "Handle own mail and money", "A door I can lock"]


def test_ticks_are_kept_for_the_steps_that_were_on_the_page(walk, sign_in, sofie):
    lamp = add_step(by=sofie, goal=walk.door, title="A lamp")
    elsewhere = add_step(by=sofie, goal=walk.door, title="Added by a colleague meanwhile")
    change_step(by=sofie, step=elsewhere, done_on=date(2026, 11, 20))
    client = sign_in("sofie")
    client.post(
        f"/goals/{walk.door.pk}/steps/",
        {"shown": [walk.viewing.pk, lamp.pk], "done": [walk.viewing.pk]},
    )
    done = dict(Step.objects.unscoped().values_list("title", "done_on"))
    assert done == {
        "Viewing at Møllevej": date(2026, 11, 24),
        "A lamp": None,
        "Added by a colleague meanwhile": date(2026, 11, 20),
    }
    client.post(f"/goals/{walk.door.pk}/steps/", {"shown": [walk.viewing.pk]})
    assert Step.objects.unscoped().get(pk=walk.viewing.pk).done_on is None


def test_a_step_of_another_goal_is_not_ticked_through_this_one(walk, sign_in, sofie):
    other = add_step(by=sofie, goal=walk.bella, title="Ask Rikke")
    sign_in("sofie").post(f"/goals/{walk.door.pk}/steps/", {"shown": [other.pk], "done": [other.pk]})
    assert Step.objects.unscoped().get(pk=other.pk).done_on is None


def test_goals_that_rest_stand_apart(walk, sign_in, sofie):
    change_goal(by=sofie, goal=walk.door, status=GoalStatus.RESTING)
    said = words(sign_in("sofie").get(walk.url("plan/")))
    assert said.index("2 · own goal") < said.index("Goals that rest, are reached or let go")
    assert "Resting, Tue 24 Nov" in said


def test_a_course_without_a_plan_says_how_one_begins(jonas, sign_in):
    said = words(sign_in("sofie").get(f"/courses/{jonas.pk}/plan/"))
    assert "No plan yet" in said
    assert "Write down the wishes" in said


def test_the_plan_of_an_ended_course_is_read_and_not_written(walk, house, sign_in):
    with writing(house.agency):
        walk.enrolment.ends_on = date(2026, 11, 1)
        walk.enrolment.save()
    client = sign_in("amina")
    said = words(client.get(walk.url("plan/")))
    assert "A door I can lock" in said
    assert "Add a goal" not in said
    assert "Review on" not in said
    answer = client.post(walk.url("plan/goals/new/"), {"title": "One more"})
    assert "This course has ended." in words(answer)
    assert 'value="One more"' in words(answer)


def test_the_page_costs_the_same_however_long_the_plan_is(walk, sign_in, sofie):
    client = sign_in("sofie")

    def cost():
        with CaptureQueriesContext(connection) as seen:
            client.get(walk.url("plan/"))
        return len(seen)

    few = cost()
    for number in range(4):
        goal = add_goal(by=sofie, enrolment=walk.enrolment, title=f"Goal {number}")
        sub = add_sub_goal(by=sofie, goal=goal, title="Sub-goal")
        add_step(by=sofie, goal=goal, sub_goal=sub, title="Step")
    assert cost() == few


def test_a_colleague_reads_the_plan_without_a_single_button(walk, house, sign_in):
    said = words(sign_in("maja").get(walk.url("plan/")))
    assert "A contract in my own name" in said
    for act in ("Add a goal", "Add a step", "Save the ticks", "Agree on it", "Prepare the review"):
        assert act not in said
