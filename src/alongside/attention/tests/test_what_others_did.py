"""What others did with my people is told once, leads to the thing, and never tells what I did or what I may not see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.attention.queries import Kind, Mine, lately, who_needs_me
from alongside.caseload.operations import change_case_manager
from alongside.contacts.operations import amend_contact, record_attempt, record_contact
from alongside.enrolments.operations import pause_course, propose_closure
from alongside.housing.operations import record_stay
from alongside.reviews.operations import move_review
from tests.people_of_the_house import NOW

SINCE = timedelta(days=2)
BEFORE_THE_SCENE_WAS_SET = NOW - timedelta(minutes=1)


def told(viewer, **options):
    people = who_needs_me(viewer).people
    return lately(viewer, Mine(people, NOW - SINCE, BEFORE_THE_SCENE_WAS_SET), **options)


def kinds(viewer) -> list[tuple[str, str, str]]:
    return [(one.kind.value, one.by, one.name) for one in told(viewer).news]


@pytest.fixture
def kim(scene):
    return scene.course("Kim Thorsen")


def earlier(actor, *, hours: float):
    return replace(actor, now=NOW - timedelta(hours=hours))


def test_notes_of_colleagues_and_of_on_call(scene, house, sofie, amina, kim) -> None:
    vagn = house.actor("vagn")
    at = NOW - timedelta(hours=9)
    record_contact(
        by=earlier(vagn, hours=8), enrolment=kim, kind="phone", occurred_at=at, text="He rang, cold."
    )
    record_attempt(by=earlier(amina, hours=7), enrolment=kim, how="not_found", occurred_at=at)
    mine = record_contact(
        by=earlier(sofie, hours=6), enrolment=kim, kind="visit", occurred_at=at, text="We met."
    )
    amend_contact(by=earlier(amina, hours=5), contact=mine, text="I saw him too.")

    assert kinds(sofie) == [
        ("added", "Amina Yilmaz", "Kim Thorsen"),
        ("note", "Amina Yilmaz", "Kim Thorsen"),
        ("on_call", "Vagn Nattergal", "Kim Thorsen"),
    ]
    assert told(sofie).news[0].record_id == mine.pk
    assert [(one.how, one.what) for one in told(sofie).news[1:]] == [("visit", "tried"), ("phone", "held")]


def test_turns_of_the_course(scene, house, sofie, amina, kim) -> None:
    review = scene.review(kim, due_in=3)
    move_review(
        by=earlier(amina, hours=4), review=review, due_on=date(2026, 12, 8), reason="She is on the ward."
    )
    pause_course(by=earlier(amina, hours=3), enrolment=kim, kind="hospital", starts_on=NOW.date())
    record_stay(by=earlier(amina, hours=2), person=kim.person, kind="ward", starts_on=NOW.date())

    assert kinds(sofie) == [
        ("housing", "Amina Yilmaz", "Kim Thorsen"),
        ("paused", "Amina Yilmaz", "Kim Thorsen"),
        ("review_moved", "Amina Yilmaz", "Kim Thorsen"),
    ]
    assert told(sofie).news[2].what == "2026-12-08"
    assert "paused" not in [kind for kind, _by, _name in kinds(amina)]


def test_a_person_who_is_given_to_me_and_one_who_is_passed_on(scene, house, sofie, amina, kim) -> None:
    rosa = scene.course("Rosa Andersen", worker="maja")
    for course, worker in ((kim, "maja"), (rosa, "sofie")):
        change_case_manager(
            by=earlier(amina, hours=2),
            enrolment=course,
            worker=house.workers[worker],
            reason="They asked for it.",
            starts_on=NOW.date(),
        )

    assert sorted(kinds(sofie)) == [
        ("assigned", "Maja Toft", "Kim Thorsen"),
        ("assigned", "Sofie Lindholm", "Rosa Andersen"),
    ]


def test_older_news_other_peoples_people_and_my_own_doing_are_none(scene, house, sofie, amina, kim) -> None:
    old = NOW - timedelta(days=3)
    record_contact(by=replace(amina, now=old), enrolment=kim, kind="phone", occurred_at=old, text="Long ago.")
    theirs = scene.course("Rosa Andersen", worker="maja")
    scene.happened(theirs, days=1, signed_by=house.workers["amina"])
    scene.happened(kim, days=1, signed_by=house.workers["sofie"])

    assert kinds(sofie) == []


def test_it_is_read_a_part_at_a_time_and_nothing_twice(scene, house, sofie, kim) -> None:
    for hours in range(1, 8):
        scene.happened(kim, days=hours / 24, signed_by=house.workers["maja"])
    everything = [one.record_id for one in told(sofie).news]

    first = told(sofie, most=3)
    second = told(sofie, most=3, before=first.earlier)
    third = told(sofie, most=3, before=second.earlier)

    assert [one.record_id for part in (first, second, third) for one in part.news] == everything
    assert (len(everything), third.earlier) == (7, None)


def test_a_place_nobody_gave_out_starts_from_the_top(scene, house, sofie, kim) -> None:
    scene.happened(kim, days=1, signed_by=house.workers["maja"])

    assert len(told(sofie, before="somewhere").news) == 1


def test_a_closure_that_waits_for_a_second_person_waits_with_the_lead(scene, sofie, amina, kim) -> None:
    old = replace(sofie, now=NOW - timedelta(days=9))
    propose_closure(
        by=old,
        enrolment=kim,
        closed_on=old.today,
        reason="no_need_professional",
        explanation="We cannot find him.",
        destination="no_support",
        housing_at_exit="own_tenancy",
    )

    assert [(one.kind, one.by) for one in told(amina).waits] == [(Kind.PROPOSED, "Sofie Lindholm")]
    assert told(sofie).waits == ()
    assert told(amina).news == ()
