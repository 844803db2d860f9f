from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from alongside.enrolments.errors import (
    AnotherCourseOpen,
    BeforeClosure,
    BeforeCourse,
    CourseClosed,
    CourseOpen,
    DayToCome,
    NotBegunYet,
    NotInTheList,
    ReasonMissing,
)
from alongside.enrolments.events import CourseEnded, CourseReopened
from alongside.enrolments.models import Closure, Enrolment, Pause
from alongside.enrolments.operations import close_course, pause_course, propose_closure, reopen_course
from alongside.kernel import events
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from tests.people_of_the_house import writing

TODAY = date(2026, 11, 24)
WELL: dict[str, Any] = {
    "reason": "no_need_person",
    "destination": "no_support",
    "housing_at_exit": "own_tenancy",
}


@pytest.fixture
def heard(monkeypatch):
    """What is published while a test runs, beside the real subscribers."""
    told: list[object] = []
    for kind in (CourseEnded, CourseReopened):
        handlers = [*events._subscribers[kind], (told.append, False)]
        monkeypatch.setitem(events._subscribers, kind, handlers)
    return told


def _again(enrolment):
    return Enrolment.objects.unscoped().get(pk=enrolment.pk)


def test_a_course_ends_the_day_after_its_last_day(jonas, sofie, house, heard):
    closure = close_course(by=sofie, enrolment=jonas, closed_on=TODAY, explanation="He has a home.", **WELL)
    assert closure.closed_by == house.workers["sofie"]
    assert _again(jonas).ends_on == TODAY + timedelta(days=1)
    assert heard == [CourseEnded(jonas.pk, TODAY + timedelta(days=1))]


@pytest.mark.parametrize("missing", ["reason", "destination", "housing_at_exit"])
@pytest.mark.parametrize("value", ["", "made_up"])
def test_each_of_the_three_must_be_said(jonas, sofie, missing, value):
    with pytest.raises(NotInTheList) as refused:
        close_course(by=sofie, enrolment=jonas, closed_on=TODAY, **{**WELL, missing: value})
    assert refused.value.field == missing


def test_a_course_is_not_closed_in_advance(jonas, sofie):
    with pytest.raises(DayToCome):
        close_course(by=sofie, enrolment=jonas, closed_on=TODAY + timedelta(days=1), **WELL)


def test_a_course_is_not_closed_before_it_began(jonas, sofie):
    with pytest.raises(BeforeCourse) as refused:
        close_course(by=sofie, enrolment=jonas, closed_on=date(2025, 9, 1), **WELL)
    assert "2025" in refused.value.text


def test_a_course_that_has_not_begun_is_closed_today_and_ends_on_the_day_it_would_begin(house, jonas, amina):
    start = TODAY + timedelta(days=10)
    with writing(house.agency):
        jonas.starts_on = start
        jonas.save()
    with pytest.raises(NotBegunYet):
        close_course(by=amina, enrolment=jonas, closed_on=TODAY - timedelta(days=1), **WELL)
    close_course(by=amina, enrolment=jonas, closed_on=TODAY, **{**WELL, "reason": "died"})
    assert _again(jonas).ends_on == start
    assert Closure.objects.unscoped().get().closed_on == TODAY


def test_a_course_is_closed_once(jonas, sofie, amina):
    close_course(by=sofie, enrolment=jonas, closed_on=TODAY, **WELL)
    with pytest.raises(CourseClosed):
        close_course(by=amina, enrolment=_again(jonas), closed_on=TODAY, **WELL)


def test_the_same_command_twice_is_one_closure(jonas, sofie):
    key = new_id()
    first = close_course(by=sofie, enrolment=jonas, closed_on=TODAY, key=key, **WELL)
    assert close_course(by=sofie, enrolment=jonas, closed_on=TODAY, key=key, **WELL) == first
    assert Closure.objects.unscoped().count() == 1


def test_closing_ends_the_pause_and_answers_what_waits(jonas, sofie):
    pause_course(by=sofie, enrolment=jonas, kind="hospital", starts_on=date(2026, 11, 1))
    proposal = propose_closure(
        by=sofie,
        enrolment=jonas,
        closed_on=TODAY,
        explanation="Not seen since October.",
        **{**WELL, "reason": "not_reached"},
    )
    close_course(by=sofie, enrolment=jonas, closed_on=TODAY, **{**WELL, "reason": "died"})
    assert Pause.objects.unscoped().get().ends_on == TODAY + timedelta(days=1)
    proposal.refresh_from_db()
    assert proposal.agreed is False


def test_reopening_keeps_one_history(jonas, sofie, amina, house, heard):
    close_course(by=sofie, enrolment=jonas, closed_on=date(2026, 11, 10), **WELL)
    reopened = reopen_course(
        by=amina,
        enrolment=_again(jonas),
        reopened_on=TODAY,
        reason="He asked to come back.",
        worker=house.workers["maja"],
    )
    assert reopened.pk == jonas.pk
    assert reopened.starts_on == date(2025, 9, 2)
    assert _again(jonas).is_open
    closure = Closure.objects.unscoped().get(enrolment=jonas)
    assert (closure.closed_on, closure.reopened_on) == (date(2026, 11, 10), TODAY)
    assert heard[-1] == CourseReopened(jonas.pk, TODAY, house.workers["maja"].pk, "He asked to come back.")


def test_a_reopened_course_closes_again_beside_its_first_closure(jonas, sofie, amina, house):
    close_course(by=sofie, enrolment=jonas, closed_on=date(2026, 11, 10), **WELL)
    reopen_course(by=amina, enrolment=_again(jonas), reopened_on=date(2026, 11, 20), reason="He asked.")
    with pytest.raises(BeforeCourse):
        close_course(by=amina, enrolment=_again(jonas), closed_on=date(2026, 11, 15), **WELL)
    close_course(by=amina, enrolment=_again(jonas), closed_on=TODAY, **WELL)
    assert Closure.objects.unscoped().filter(enrolment=jonas).count() == 2


def test_an_open_course_is_not_reopened(jonas, amina):
    with pytest.raises(CourseOpen):
        reopen_course(by=amina, enrolment=jonas, reopened_on=TODAY, reason="He asked.")


def test_reopening_says_why_and_from_when(jonas, sofie, amina):
    close_course(by=sofie, enrolment=jonas, closed_on=date(2026, 11, 10), **WELL)
    with pytest.raises(ReasonMissing):
        reopen_course(by=amina, enrolment=_again(jonas), reopened_on=TODAY, reason=" ")
    with pytest.raises(BeforeClosure):
        reopen_course(by=amina, enrolment=_again(jonas), reopened_on=date(2026, 11, 9), reason="He asked.")
    with pytest.raises(DayToCome):
        reopen_course(
            by=amina, enrolment=_again(jonas), reopened_on=TODAY + timedelta(days=1), reason="He asked."
        )


def test_a_course_is_not_reopened_beside_a_newer_one(house, jonas, sofie, amina):
    close_course(by=sofie, enrolment=jonas, closed_on=date(2026, 11, 10), **WELL)
    with writing(house.agency):
        Enrolment(
            person=jonas.person,
            referral=jonas.referral,
            team=house.team,
            starts_on=date(2026, 11, 15),
            rhythm_days=5,
        ).save()
    with pytest.raises(AnotherCourseOpen):
        reopen_course(by=amina, enrolment=_again(jonas), reopened_on=TODAY, reason="He asked.")


@pytest.mark.parametrize("stranger", ["omar", "maja", "ilse", "karin", "ada"])
def test_only_those_who_walk_along_or_lead_close(house, jonas, stranger):
    with pytest.raises(NotAllowed):
        close_course(by=house.actor(stranger), enrolment=jonas, closed_on=TODAY, **WELL)
