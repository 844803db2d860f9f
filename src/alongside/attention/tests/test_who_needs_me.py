"""My people in the order of Today, read from the records, in as many queries for forty as for eight."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.access.policy import tied
from alongside.attention.queries import (
    Mine,
    due_for,
    lately,
    my_day,
    my_people,
    waiting_drafts,
    walk_among_mine,
    who_needs_me,
)
from alongside.attention.rules import Because, Group, State
from alongside.caseload.models import Assignment
from alongside.enrolments.models import Enrolment
from alongside.kernel import drafts
from alongside.organisation.profile import load_profile
from tests.people_of_the_house import NOW, writing


def names(walks) -> list[str]:
    return [walk.who.name for walk in walks]


def test_the_silent_come_first_then_the_day_then_everyone_else(scene, sofie) -> None:
    jonas = scene.course("Jonas Krogh", rhythm_days=2)
    scene.happened(jonas, days=12)
    for days in (7, 4, 3, 1):
        scene.tried(jonas, days=days)
    mette = scene.course("Mette Dalgaard")
    scene.happened(mette, days=3)
    scene.planned(mette, NOW + timedelta(hours=3))
    line = scene.course("Line Skov", rhythm_days=14)
    scene.happened(line, days=6)
    palle = scene.course("Palle Frandsen", rhythm_days=7)
    scene.happened(palle, days=8)

    found = who_needs_me(sofie)

    assert names(found.of(Group.NEEDS_YOU)) == ["Jonas Krogh"]
    assert names(found.of(Group.TODAY)) == ["Mette Dalgaard"]
    assert names(found.of(Group.QUIET)) == ["Palle Frandsen"]
    assert names(found.of(Group.IN_RHYTHM)) == ["Line Skov"]
    first = found.walks[0]
    assert (first.who.silence.state, first.who.silence.days) == (State.SILENT, 12)
    assert first.reasons[0].tries == 4
    assert first.days[-13] == "met"
    assert [first.days[-1 - days] for days in (7, 4, 3, 1)] == ["tried"] * 4


def test_a_call_keeps_hold_and_does_not_break_the_silence(scene, sofie) -> None:
    course = scene.course("Jonas Krogh", rhythm_days=2)
    scene.happened(course, days=12)
    scene.happened(course, days=1, kind="phone")
    scene.happened(course, days=2, kind="meeting", person_present=False)

    who = who_needs_me(sofie).walks[0]

    assert who.who.silence.days == 12
    assert who.days[-2:] == ("phone", "quiet")
    assert who.days[-3] == "quiet"


def test_an_appointment_we_called_off_ourselves_is_not_a_try(scene, sofie) -> None:
    course = scene.course("Jonas Krogh", rhythm_days=2)
    scene.happened(course, days=12)
    scene.tried(course, days=3)
    scene.happened(course, days=1, status="tried", tried_how="cancelled_by_us", person_present=False)

    walk = who_needs_me(sofie).walks[0]

    assert walk.reasons[0].tries == 1
    assert walk.days[-2] == "quiet"


def test_one_course_as_its_persons_page_shows_it(scene, sofie, omar) -> None:
    course = scene.course("Jonas Krogh", rhythm_days=2)
    scene.happened(course, days=12)
    scene.course("Rosa Andersen")
    (seen,) = tied(Enrolment.objects.filter(pk=course.pk), sofie)

    found, mine = walk_among_mine(sofie, seen, [])

    assert found is not None
    assert found.who.silence.state == State.SILENT
    assert [who.name for who in mine] == ["Jonas Krogh", "Rosa Andersen"]
    assert walk_among_mine(omar, course, []) == (None, [])


def test_someone_else_s_person_is_not_among_mine(scene, house, amina) -> None:
    course = scene.course("Jonas Krogh", worker="sofie")
    mine = scene.course("Palle Frandsen", worker="amina")
    (seen,) = tied(Enrolment.objects.filter(pk=course.pk), amina)

    found, others = walk_among_mine(amina, seen, [])

    assert found is not None
    assert [who.enrolment_id for who in others] == [mine.pk]


def test_a_pause_is_not_a_silence_and_says_where_the_person_is(scene, sofie) -> None:
    course = scene.course("Birthe Olesen", rhythm_days=2)
    scene.happened(course, days=30)
    scene.pause(course, days=6, kind="hospital", place="P3")

    walk = who_needs_me(sofie).walks[0]

    assert walk.group == Group.RESTING
    assert (walk.who.where.pause_kind, walk.who.where.pause_place) == ("hospital", "P3")


def test_what_passed_unwritten_and_what_is_late_need_me_first(scene, sofie) -> None:
    unwritten, late_review, late_step = (scene.course(name) for name in ("Kim T", "Yusuf H", "Aisha R"))
    for course in (unwritten, late_review, late_step):
        scene.happened(course, days=1)
    scene.planned(unwritten, NOW - timedelta(days=1, hours=2))
    scene.review(late_review, due_in=-4)
    scene.step(late_step, "Send the housing form", due_in=-1)

    found = who_needs_me(sofie)

    assert [walk.reasons[0].because for walk in found.of(Group.NEEDS_YOU)] == [
        Because.NOT_WRITTEN,
        Because.REVIEW_LATE,
        Because.STEP_LATE,
    ]


def test_only_my_people_stand_on_my_day(scene, house, sofie) -> None:
    mine, majas = scene.course("Jonas Krogh"), scene.course("Rosa Andersen", worker="maja")
    ended = scene.course("Bo Lang", ends_on=scene.today - timedelta(days=3))
    to_come = scene.course("Ane Holm", starts_on=scene.today + timedelta(days=3))
    assert {mine.pk, majas.pk, ended.pk, to_come.pk}

    assert names(who_needs_me(sofie).walks) == ["Jonas Krogh"]
    assert [who.name for who in my_people(house.actor("maja"))] == ["Rosa Andersen"]


def test_someone_i_walked_with_before_is_not_mine_any_more(scene, house, sofie) -> None:
    course = scene.course("Jonas Krogh", worker="maja")
    with_me_before = Assignment(
        enrolment=course,
        worker=house.workers["sofie"],
        starts_on=scene.today - timedelta(days=90),
        ends_on=scene.today,
    )
    with writing(house.agency):
        with_me_before.save()

    assert my_people(sofie) == []


def test_my_day_is_what_is_planned_today_and_what_was_held_today(scene, sofie) -> None:
    course = scene.course("Mette Dalgaard")
    scene.happened(course, days=0.05, worker=scene.house.workers["sofie"])
    scene.planned(course, NOW + timedelta(hours=3), place="home")
    scene.planned(course, NOW + timedelta(days=1))
    scene.planned(course, NOW + timedelta(hours=4), worker=scene.house.workers["maja"])
    scene.planned(course, datetime(2026, 11, 24, 22, 45, tzinfo=UTC))
    scene.planned(course, datetime(2026, 11, 24, 23, 15, tzinfo=UTC), kind="phone")

    day = my_day(sofie, load_profile("dk-icm"))

    assert [(one.item.starts_at.hour, one.is_ahead) for one in day] == [(7, False), (12, True), (22, True)]


def test_what_is_due_is_announced_as_the_profile_says_and_drafts_wait(scene, sofie) -> None:
    soon, later = scene.course("Kim Thorsen"), scene.course("Line Skov")
    scene.review(soon, due_in=14)
    scene.review(later, due_in=15)
    scene.step(soon, "Ask Havnely to keep a bed", due_in=7)
    scene.step(later, "Much later", due_in=8)
    drafts.keep(
        user_id=sofie.user_id,
        form="contact",
        subject_id=soon.pk,
        fields={"text": ["We met at"]},
        key=drafts.new_key(),
        now=NOW,
    )

    due = due_for(sofie, who_needs_me(sofie))

    assert [who.name for who, _ in due.reviews] == ["Kim Thorsen"]
    assert [step.title for _, step in due.steps] == ["Ask Havnely to keep a bed"]
    assert [(draft.form, draft.name) for draft in waiting_drafts(sofie).waiting] == [
        ("contact", "Kim Thorsen")
    ]


def test_forty_people_take_as_many_queries_as_eight(scene, sofie) -> None:
    def asked_with(count: int) -> int:
        for number in range(count):
            course = scene.course(f"Person Number{number}")
            scene.happened(course, days=number % 9)
            scene.planned(course, NOW + timedelta(hours=number))
            scene.review(course, due_in=number)
            scene.step(course, "A step", due_in=number)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            needs = who_needs_me(sofie)
            my_day(sofie, load_profile("dk-icm"))
            due_for(sofie, needs)
            waiting_drafts(sofie)
            lately(sofie, Mine(needs.people, NOW - timedelta(days=1), NOW))
        return len(asked)

    assert asked_with(8) == asked_with(32) == 8
