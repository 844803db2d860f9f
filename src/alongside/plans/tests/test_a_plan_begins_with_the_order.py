from __future__ import annotations

import pytest

from alongside.caseload.events import CourseBegan
from alongside.enrolments.errors import CourseClosed
from alongside.kernel.events import publish
from alongside.plans.beginning import begin_plan, take_up_order, title_of
from alongside.plans.errors import NotInThisOrder
from alongside.plans.models import Goal, GoalKind, GoalStatus, Plan
from alongside.plans.operations import add_goal, change_goal, write_plan
from alongside.plans.reading import whole
from alongside.referrals.events import OrderReceived
from alongside.referrals.models import CommissionedGoal, CommissionedGoalTheme, Referral, Theme
from tests.people_of_the_house import writing

MAIL = "8bef71de-55b5-47fe-b438-18ac769106b3"


def order(referral, text, status="active"):
    goal = CommissionedGoal(referral=referral, text=text, goal_type="t", expected_level="l", status=status)
    goal.save()
    return goal


def test_a_new_course_has_a_plan_with_wishes_purpose_and_the_goals_of_the_order(house, jonas, ordered):
    with writing(house.agency):
        publish(CourseBegan(jonas.pk, jonas.starts_on))
    plan = Plan.objects.unscoped().get()
    assert (plan.wishes, plan.purpose) == ("A door I can lock.", "That Jonas keeps a home of his own.")
    goal = Goal.objects.unscoped().get()
    assert (goal.kind, goal.commissioned, goal.title) == (
        GoalKind.COMMISSIONED,
        ordered,
        "Handle own mail and money",
    )


def test_beginning_again_changes_nothing(house, jonas, ordered, sofie):
    write_plan(by=sofie, enrolment=jonas, wishes="Bella with me.")
    with writing(house.agency):
        publish(CourseBegan(jonas.pk, jonas.starts_on))
    assert Plan.objects.unscoped().get().wishes == "Bella with me."
    assert Goal.objects.unscoped().count() == 1


def test_a_newer_order_adds_its_goals_after_those_worked_on(house, jonas, goals):
    with writing(house.agency):
        order(jonas.referral, "Find work")
        order(jonas.referral, "Taken back before we saw it", status="cancelled")
        new = take_up_order(begin_plan(jonas))
    assert [goal.title for goal in new] == ["Find work"]
    assert [goal.title for goal in Goal.objects.unscoped().order_by("place")] == [
        "Handle own mail and money",
        "A door I can lock",
        "See Bella every week",
        "Find work",
    ]


def test_a_goal_ordered_while_the_course_runs_stands_in_the_plan_at_once(house, jonas, goals):
    with writing(house.agency):
        order(jonas.referral, "Find work")
        publish(OrderReceived(jonas.referral_id))
    assert Goal.objects.unscoped().get(title="Find work").place == 4


def test_what_the_authority_takes_back_can_be_let_go(house, jonas, goals, ordered, sofie):
    mail = Goal.objects.unscoped().get(commissioned=ordered)
    with writing(house.agency):
        ordered.withdrawn_at = house.now
        ordered.save()
    plan = whole(sofie, jonas)
    assert plan
    assert [card.ordered.asked_for for card in plan.goals if card.ordered] == [False]
    assert change_goal(by=sofie, goal=mail, status=GoalStatus.DROPPED).status == GoalStatus.DROPPED


def test_an_order_of_codes_alone_is_called_by_its_first_theme(house, jonas):
    with writing(house.agency):
        goal = order(jonas.referral, "")
        assert title_of(goal) == ""
        for rank, code in ((2, "not-a-code"), (1, MAIL)):
            theme = Theme(referral=jonas.referral, code=code)
            theme.save()
            CommissionedGoalTheme(referral=jonas.referral, goal=goal, theme=theme, rank=rank).save()
        assert title_of(goal) == "Håndtere post"


def test_a_long_text_becomes_a_title_that_fits():
    title = title_of(CommissionedGoal(text="x" * 400))
    assert len(title) == 300
    assert title.endswith("…")


def test_a_goal_of_another_order_is_refused(house, jonas, ordered, sofie):
    with writing(house.agency):
        other = Referral(
            agency=house.agency,
            person=jonas.person,
            source="order",
            received_at=house.now,
        )
        other.save()
        strange = order(other, "Not his")
    for kind, commissioned in (
        (GoalKind.COMMISSIONED, strange),
        (GoalKind.COMMISSIONED, None),
        (GoalKind.OWN, ordered),
    ):
        with pytest.raises(NotInThisOrder):
            add_goal(by=sofie, enrolment=jonas, title="x", kind=kind, commissioned=commissioned)


def test_the_plan_of_an_ended_course_is_kept_as_it_was(house, jonas, sofie):
    with writing(house.agency):
        jonas.ends_on = house.now.date()
        jonas.save()
    with pytest.raises(CourseClosed):
        write_plan(by=sofie, enrolment=jonas, wishes="x")
