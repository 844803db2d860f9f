"""Who stands first, and why: the silent, what has passed unwritten, what is late, then the day itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from alongside.attention.rules import (
    Act,
    Appointment,
    Because,
    DueReview,
    DueStep,
    Facts,
    Group,
    Reason,
    Silence,
    State,
    StillWay,
    order_key,
    reasons,
)
from alongside.kernel.ids import new_id

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
TODAY = NOW.date()
IN_RHYTHM = Silence(State.IN_RHYTHM, 1, 5, met=True)
SILENT = Silence(State.SILENT, 12, 2, met=True)


def at(hours: float) -> Appointment:
    return Appointment(new_id(), NOW + timedelta(hours=hours), "visit")


def step(days: int) -> DueStep:
    return DueStep(new_id(), "Send the form", TODAY + timedelta(days=days))


def review(days: int) -> DueReview:
    return DueReview(new_id(), TODAY + timedelta(days=days))


def found(**facts: Any) -> list[Because]:
    return [reason.because for reason in because(**facts)]


def because(silence: Silence = IN_RHYTHM, **facts: Any) -> tuple[Reason, ...]:
    return reasons(Facts(silence, **facts), now=NOW)


def test_the_most_pressing_reason_comes_first_and_none_is_lost() -> None:
    everything = because(
        SILENT, appointments=[at(-30), at(3)], review=review(-4), steps=[step(-1), step(0), step(3)]
    )

    assert [reason.because for reason in everything] == [
        Because.SILENT,
        Because.NOT_WRITTEN,
        Because.REVIEW_LATE,
        Because.STEP_LATE,
        Because.APPOINTMENT,
        Because.STEP_TODAY,
    ]
    assert everything[0].group == Group.NEEDS_YOU


def test_a_visit_under_way_is_not_yet_a_note_that_is_missing() -> None:
    assert found(appointments=[at(-1.5)]) == [Because.APPOINTMENT]
    assert Because.NOT_WRITTEN in found(appointments=[at(-2.5)])


def test_when_the_time_has_come_one_tap_says_that_nobody_was_there() -> None:
    (ahead,), (begun,) = because(appointments=[at(0.5)]), because(appointments=[at(-0.1)])
    assert Act.TRY_PLANNED not in ahead.acts
    assert Act.TRY_PLANNED in begun.acts


def test_a_meeting_late_in_the_evening_belongs_to_today_where_the_work_is_done() -> None:
    """23:30 in Copenhagen is 22:30 in UTC; 00:30 is still the day before there."""
    late = Appointment(new_id(), datetime(2026, 11, 24, 22, 30, tzinfo=UTC), "visit")
    after_midnight = Appointment(new_id(), datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "visit")

    assert found(appointments=[late]) == [Because.APPOINTMENT]
    assert found(appointments=[after_midnight]) == [Because.NEXT_APPOINTMENT]


def test_a_review_or_step_of_today_belongs_to_today_and_one_to_come_to_nobody_yet() -> None:
    assert because(review=review(0))[0].group == Group.TODAY
    assert because(steps=[step(0)])[0].group == Group.TODAY
    assert found(review=review(9), steps=[step(5)]) == [Because.NOTHING_PLANNED]


def test_quiet_stands_apart_from_those_in_rhythm_and_from_those_who_need_you_first() -> None:
    assert because(Silence(State.QUIET, 6, 5, met=True))[0].group == Group.QUIET


def test_a_paused_course_asks_for_nothing_but_is_not_forgotten() -> None:
    resting = Silence(State.RESTING, 40, 5, met=True)

    assert found(silence=resting) == [Because.RESTING]
    assert because(resting, review=review(-2))[0].group == Group.NEEDS_YOU


def test_only_the_next_appointment_to_come_is_named() -> None:
    assert found(appointments=[at(26), at(50)]) == [Because.NEXT_APPOINTMENT]


def test_every_reason_has_its_act() -> None:
    assert because(SILENT)[0].acts == (Act.TRY, Act.MEET)
    assert because(appointments=[at(-30)])[0].acts == (Act.WRITE, Act.TRY_PLANNED, Act.CALL_OFF)
    assert because(review=review(-1))[0].acts == (Act.REVIEW, Act.MOVE_REVIEW)
    assert because(steps=[step(-1)])[0].acts == (Act.PLAN,)
    assert because()[0].acts == (Act.MEET,)


def test_among_the_silent_the_one_furthest_from_their_own_rhythm_comes_first() -> None:
    twelve_of_two = because(SILENT)
    twenty_of_seven = because(Silence(State.SILENT, 20, 7, met=True))

    assert order_key(twelve_of_two) < order_key(twenty_of_seven)


def test_among_the_late_what_has_been_late_longest_comes_first() -> None:
    assert order_key(because(review=review(-9))) < order_key(because(review=review(-2)))
    assert order_key(because(steps=[step(-9)])) < order_key(because(steps=[step(-2)]))
    assert order_key(because(appointments=[at(2)])) < order_key(because(appointments=[at(5)]))


def test_a_way_that_stands_still_belongs_to_the_day_and_waits_while_the_course_rests() -> None:
    way = StillWay(new_id(), "Teeth on wheels", "wish", 20)
    [reason] = because(way=way)
    assert (reason.because, reason.group, reason.way) == (Because.WAY_STILL, Group.TODAY, way)
    assert because(SILENT, way=way)[0].because is Because.SILENT
    [resting] = because(Silence(State.RESTING, 9, 5, met=True), way=way)
    assert resting.because is Because.RESTING
    longer = because(way=StillWay(new_id(), "The café", "asked", 21))
    assert order_key(longer) < order_key([reason])
