from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from alongside.caseload.events import CourseBegan
from alongside.kernel.errors import NotAllowed
from alongside.kernel.events import publish
from alongside.kernel.ids import new_id
from alongside.plans.models import Goal, GoalStatus, SubGoal
from alongside.plans.operations import change_goal
from alongside.reviews.errors import (
    AnswerMissing,
    HeldOutsidePeriod,
    NextOutsideBounds,
    NothingJudged,
    ReviewFinished,
)
from alongside.reviews.models import DomainRating, GoalJudgement, Review
from alongside.reviews.operations import finish_review, move_review, write_review
from alongside.reviews.queries import finished, sheet, to_change
from tests.people_of_the_house import writing

TODAY = date(2026, 11, 24)


def write(scene, sofie, **more):
    judgements = {
        scene.mail.pk: {"worker_movement": "same", "after": "rest"},
        scene.door.pk: {"person_movement": "closer", "after": "change"},
        scene.bella.pk: {"person_movement": "there", "after": "reached"},
        scene.contract.pk: {"person_movement": "there", "after": "reached"},
    }
    return write_review(
        **{"by": sofie, "review": scene.fresh(), "judgements": judgements, "follow_up_result": "continue"}
        | more
    )


def test_goals_become_what_both_decided(scene, sofie, jonas):
    write(scene, sofie)
    finish_review(by=sofie, review=scene.fresh(), held_on=date(2026, 11, 20))
    status = {goal.title: (goal.status, goal.status_on) for goal in Goal.objects.unscoped()}
    assert status == {
        "Handle own mail": (GoalStatus.RESTING, date(2026, 11, 20)),
        "A door I can lock": (GoalStatus.ACTIVE, None),
        "See Bella": (GoalStatus.REACHED, date(2026, 11, 20)),
    }
    assert SubGoal.objects.unscoped().get().status == GoalStatus.REACHED
    assert Goal.objects.unscoped().get(title="A door I can lock").place == 1


def test_a_goal_that_was_let_go_meanwhile_stays_let_go(scene, sofie):
    write(scene, sofie)
    change_goal(by=sofie, goal=Goal.objects.unscoped().get(pk=scene.bella.pk), status=GoalStatus.DROPPED)
    finish_review(by=sofie, review=scene.fresh(), held_on=TODAY)
    assert Goal.objects.unscoped().get(pk=scene.bella.pk).status == GoalStatus.DROPPED


def test_what_is_to_be_changed_is_known_until_the_plan_is_agreed_anew(scene, sofie, jonas):
    write(scene, sofie)
    assert to_change(sofie, jonas, agreed_at=None) == set()
    finish_review(by=sofie, review=scene.fresh(), held_on=TODAY)
    assert to_change(sofie, jonas, agreed_at=None) == {scene.door.pk}
    assert to_change(sofie, jonas, agreed_at=sofie.now - timedelta(minutes=1)) == {scene.door.pk}
    assert to_change(sofie, jonas, agreed_at=sofie.now + timedelta(minutes=1)) == set()


def test_the_day_of_the_next_one_can_be_chosen_within_bounds(scene, sofie):
    write(scene, sofie, next_due_on=date(2027, 2, 1))
    with pytest.raises(NextOutsideBounds):
        finish_review(by=sofie, review=scene.fresh(), held_on=TODAY, next_due_on=date(2028, 1, 1))
    finish_review(by=sofie, review=scene.fresh(), held_on=TODAY)
    assert Review.objects.unscoped().get(held_on__isnull=True).due_on == date(2027, 2, 1)


def test_the_authority_gets_an_answer(scene, sofie):
    write(scene, sofie, follow_up_result="")
    with pytest.raises(AnswerMissing):
        finish_review(by=sofie, review=scene.fresh(), held_on=TODAY)


def test_a_course_without_an_order_owes_no_answer(house, jonas, sofie):
    with writing(house.agency):
        publish(CourseBegan(jonas.pk, date(2026, 9, 2)))
    review = Review.objects.unscoped().get()
    write_review(by=sofie, review=review, person_words="Closer.")
    assert finish_review(by=sofie, review=review, held_on=TODAY).held_on == TODAY


def test_an_empty_review_is_not_finished(scene, sofie):
    write_review(by=sofie, review=scene.fresh(), follow_up_result="continue")
    with pytest.raises(NothingJudged):
        finish_review(by=sofie, review=scene.fresh(), held_on=TODAY)
    with pytest.raises(HeldOutsidePeriod):
        finish_review(by=sofie, review=scene.fresh(), held_on=date(2026, 11, 25))


def test_finished_twice_is_finished_once(scene, sofie):
    write(scene, sofie)
    key = new_id()
    finish_review(by=sofie, review=scene.fresh(), held_on=TODAY, key=key)
    again = finish_review(by=sofie, review=scene.fresh(), held_on=TODAY, key=key)
    assert again.pk == scene.review.pk
    assert Review.objects.unscoped().count() == 2


def test_a_finished_review_is_never_changed(scene, sofie):
    write(scene, sofie, ratings={"alcohol": ("better", "better")})
    finish_review(by=sofie, review=scene.fresh(), held_on=TODAY)
    for attempt in (
        lambda: write_review(by=sofie, review=scene.fresh(), summary="later"),
        lambda: finish_review(by=sofie, review=scene.fresh(), held_on=TODAY),
        lambda: move_review(by=sofie, review=scene.fresh(), due_on=TODAY, reason="x"),
    ):
        with pytest.raises(ReviewFinished):
            attempt()


def test_the_database_refuses_to_change_what_is_finished(scene, sofie, house):
    write(scene, sofie, ratings={"alcohol": ("better", "better")})
    finish_review(by=sofie, review=scene.fresh(), held_on=TODAY)
    review = Review.objects.unscoped().filter(pk=scene.review.pk)
    judgements = GoalJudgement.objects.unscoped().filter(review=scene.review)
    ratings = DomainRating.objects.unscoped().filter(review=scene.review)

    def add() -> None:
        with writing(house.agency):
            DomainRating(review=scene.review, domain="economy", worker_change="better").save()

    for attempt in (
        lambda: review.update(summary="later"),
        lambda: judgements.update(worker_words="later"),
        judgements.delete,
        lambda: ratings.update(worker_change="worse"),
        ratings.delete,
        add,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_a_finished_review_reads_as_the_goals_read_then(scene, sofie, jonas):
    write(scene, sofie)
    finish_review(by=sofie, review=scene.fresh(), held_on=TODAY)
    door = Goal.objects.unscoped().get(pk=scene.door.pk)
    change_goal(by=sofie, goal=door, title="A flat with a garden")
    (review,) = finished(sofie, jonas)
    found = sheet(sofie, review)
    assert {goal.title for goal in found.goals} == {"Handle own mail", "A door I can lock", "See Bella"}
    assert [sub.title for goal in found.goals for sub in goal.sub_goals] == ["A contract"]


def test_who_may_finish_it(scene, sofie, omar, karin, house):
    write(scene, sofie)
    for stranger in (omar, karin, house.actor("maja")):
        with pytest.raises(NotAllowed):
            finish_review(by=stranger, review=scene.fresh(), held_on=TODAY)
