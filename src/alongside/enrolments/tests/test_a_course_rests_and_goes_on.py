from __future__ import annotations

from datetime import date

import pytest

from alongside.enrolments.errors import (
    AlreadyPaused,
    BeforeCourse,
    BeforePause,
    CourseClosed,
    DayToCome,
    InsidePause,
    NotInTheList,
    NotPaused,
    RhythmOutOfBounds,
)
from alongside.enrolments.models import Enrolment, Intensity, Pause
from alongside.enrolments.operations import change_course, close_course, pause_course, resume_course
from alongside.kernel.errors import NotAllowed, StaleRecord

TODAY = date(2026, 11, 24)


@pytest.fixture
def paused(jonas, sofie):
    return pause_course(
        by=sofie,
        enrolment=jonas,
        kind="hospital",
        place="Ward P3",
        starts_on=date(2026, 11, 10),
        note="By himself.",
    )


def test_a_pause_says_what_kind_where_and_since_when(jonas, paused):
    kept = Pause.objects.unscoped().get(enrolment=jonas)
    assert (kept.kind, kept.place, kept.starts_on, kept.ends_on) == (
        "hospital",
        "Ward P3",
        date(2026, 11, 10),
        None,
    )


def test_a_course_rests_once_at_a_time(jonas, sofie, paused):
    with pytest.raises(AlreadyPaused):
        pause_course(by=sofie, enrolment=jonas, kind="prison", starts_on=TODAY)


@pytest.mark.parametrize(
    ("starts_on", "refusal"), [(date(2026, 11, 25), DayToCome), (date(2025, 9, 1), BeforeCourse)]
)
def test_a_pause_lies_within_the_course(jonas, sofie, starts_on, refusal):
    with pytest.raises(refusal) as refused:
        pause_course(by=sofie, enrolment=jonas, kind="hospital", starts_on=starts_on)
    assert refused.value.field == "starts_on"


def test_a_pause_is_of_a_kind_the_profile_knows(jonas, sofie):
    with pytest.raises(NotInTheList):
        pause_course(by=sofie, enrolment=jonas, kind="did_not_come", starts_on=TODAY)


def test_the_course_goes_on(jonas, sofie, paused):
    resume_course(by=sofie, enrolment=jonas, resumed_on=date(2026, 11, 20))
    assert Pause.objects.unscoped().get().ends_on == date(2026, 11, 20)
    with pytest.raises(InsidePause):
        pause_course(by=sofie, enrolment=jonas, kind="prison", starts_on=date(2026, 11, 19))
    again = pause_course(by=sofie, enrolment=jonas, kind="prison", starts_on=date(2026, 11, 20))
    assert again.ends_on is None


@pytest.mark.parametrize(
    ("resumed_on", "refusal"), [(date(2026, 11, 9), BeforePause), (date(2026, 11, 25), DayToCome)]
)
def test_going_on_comes_after_the_rest_and_not_in_advance(jonas, sofie, paused, resumed_on, refusal):
    with pytest.raises(refusal):
        resume_course(by=sofie, enrolment=jonas, resumed_on=resumed_on)


def test_what_does_not_rest_cannot_go_on(jonas, sofie):
    with pytest.raises(NotPaused):
        resume_course(by=sofie, enrolment=jonas, resumed_on=TODAY)


def test_a_closed_course_does_not_rest(jonas, sofie, amina):
    close_course(
        by=sofie,
        enrolment=jonas,
        closed_on=date(2026, 11, 20),
        reason="moved_away",
        destination="other_municipality",
        housing_at_exit="own_tenancy",
    )
    with pytest.raises(CourseClosed):
        pause_course(by=amina, enrolment=jonas, kind="hospital", starts_on=TODAY)


def test_a_course_that_rests_closes_on_a_day_before_the_rest(jonas, sofie, paused):
    close_course(
        by=sofie,
        enrolment=jonas,
        closed_on=date(2026, 11, 5),
        reason="moved_away",
        destination="other_municipality",
        housing_at_exit="own_tenancy",
    )
    rest = Pause.objects.unscoped().get(enrolment=jonas)
    assert rest.ends_on == rest.starts_on


def test_rhythm_and_intensity_are_agreed_anew(jonas, sofie):
    changed = change_course(
        by=sofie, enrolment=jonas, version=jonas.version, intensity=Intensity.STEPPING_DOWN, rhythm_days=7
    )
    assert (changed.intensity, changed.rhythm_days) == ("stepping_down", 7)
    assert list(Enrolment.history.filter(id=jonas.pk).values_list("rhythm_days", flat=True)) == [7, 2]


def test_what_is_not_said_stays(jonas, sofie):
    assert change_course(by=sofie, enrolment=jonas, rhythm_days=3).intensity == "standard"


@pytest.mark.parametrize("days", [0, 61])
def test_a_rhythm_has_bounds(jonas, sofie, days):
    with pytest.raises(RhythmOutOfBounds) as refused:
        change_course(by=sofie, enrolment=jonas, rhythm_days=days)
    assert "1" in refused.value.text


def test_an_intensity_nobody_knows_is_refused(jonas, sofie):
    with pytest.raises(NotInTheList):
        change_course(by=sofie, enrolment=jonas, intensity="frantic")


def test_a_change_of_what_someone_else_changed_is_refused(jonas, sofie, amina):
    seen = jonas.version
    change_course(by=amina, enrolment=Enrolment.objects.unscoped().get(pk=jonas.pk), rhythm_days=4)
    with pytest.raises(StaleRecord):
        change_course(by=sofie, enrolment=jonas, version=seen, rhythm_days=3)


def test_omar_on_another_team_pauses_nothing(jonas, omar):
    with pytest.raises(NotAllowed):
        pause_course(by=omar, enrolment=jonas, kind="hospital", starts_on=TODAY)
