from __future__ import annotations

import pytest

from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.plans.models import Goal, GoalStatus
from alongside.plans.operations import add_goal, change_goal
from alongside.reviews.errors import NotInThisReview, UnknownDomain
from alongside.reviews.models import DomainRating, GoalJudgement
from alongside.reviews.operations import Judged, write_review
from alongside.reviews.queries import Judgement, sheet


def test_what_is_judged_today_is_there_tomorrow(scene, sofie):
    write_review(
        by=sofie,
        review=scene.review,
        judgements={scene.door.pk: {"person_movement": "closer", "person_words": "If they take the dog."}},
        ratings={"alcohol": ("unchanged", "")},
        present="Jonas, Sofie",
    )
    write_review(
        by=sofie,
        review=scene.fresh(),
        judgements={
            scene.door.pk: {"worker_movement": "closer"},
            scene.contract.pk: {"worker_movement": "same", "after": "change"},
        },
        ratings={"alcohol": ("unchanged", "better"), "economy": ("", "better")},
    )
    found = sheet(sofie, scene.fresh())
    by_title = {goal.title: goal for goal in found.goals}
    assert list(by_title) == ["Handle own mail", "A door I can lock", "See Bella"]
    assert by_title["A door I can lock"].judgement == Judgement("closer", "If they take the dog.", "closer")
    assert by_title["A door I can lock"].sub_goals[0].judgement.after == "change"
    assert by_title["See Bella"].judgement.is_empty
    assert found.ratings == {"alcohol": ("unchanged", "better"), "economy": ("", "better")}
    assert scene.fresh().present == "Jonas, Sofie"


def test_saving_the_same_again_writes_no_judgement_anew(scene, sofie):
    judged: Judged = {"person_movement": "closer", "after": "go_on"}
    for _ in range(2):
        write_review(
            by=sofie,
            review=scene.fresh(),
            judgements={scene.door.pk: judged, scene.bella.pk: {"after": "go_on"}},
            ratings={"alcohol": ("", "")},
        )
    assert GoalJudgement.objects.unscoped().get().version == 1
    assert not DomainRating.objects.unscoped().exists()


def test_a_goal_that_was_judged_stays_on_the_sheet_when_it_comes_to_rest(scene, sofie):
    write_review(by=sofie, review=scene.review, judgements={scene.bella.pk: {"worker_movement": "there"}})
    change_goal(by=sofie, goal=Goal.objects.unscoped().get(pk=scene.bella.pk), status=GoalStatus.REACHED)
    change_goal(by=sofie, goal=Goal.objects.unscoped().get(pk=scene.door.pk), status=GoalStatus.RESTING)
    assert {goal.title for goal in sheet(sofie, scene.fresh()).goals} == {"Handle own mail", "See Bella"}


def test_two_who_write_at_once_do_not_overwrite_each_other(scene, sofie, amina):
    seen = scene.review.version
    write_review(by=amina, review=scene.fresh(), version=seen, summary="Hers")
    with pytest.raises(StaleRecord):
        write_review(by=sofie, review=scene.fresh(), version=seen, summary="His")


def test_only_goals_of_this_course_and_domains_of_the_profile(scene, jonas, house, sofie):
    from alongside.kernel.ids import new_id

    with pytest.raises(NotInThisReview):
        write_review(by=sofie, review=scene.review, judgements={new_id(): {"after": "go_on"}})
    with pytest.raises(UnknownDomain):
        write_review(by=sofie, review=scene.fresh(), ratings={"luck": ("better", "better")})


def test_who_may_write_it(scene, omar, karin, house):
    for stranger in (omar, karin, house.actor("maja")):
        with pytest.raises(NotAllowed):
            write_review(by=stranger, review=scene.fresh(), summary="x")


def test_karin_sees_that_it_was_held_and_not_what_was_judged(scene, sofie, karin):
    write_review(by=sofie, review=scene.review, judgements={scene.door.pk: {"worker_movement": "there"}})
    assert sheet(karin, scene.fresh()).goals == ()


def test_reading_costs_the_same_however_many_goals(scene, jonas, sofie, django_assert_num_queries):
    with django_assert_num_queries(4):
        sheet(sofie, scene.review)
    for number in range(4):
        add_goal(by=sofie, enrolment=jonas, title=f"Goal {number}")
    with django_assert_num_queries(4):
        sheet(sofie, scene.review)
