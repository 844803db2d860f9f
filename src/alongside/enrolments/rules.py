"""The rules of the course. Pure: no Django, no clock.

Days are days where the work is done; periods are `[from, to)`.
"""

from __future__ import annotations

from datetime import date, timedelta

from alongside.enrolments.errors import (
    AlreadyAnswered,
    AlreadyPaused,
    BeforeClosure,
    BeforeCourse,
    BeforePause,
    CourseClosed,
    CourseOpen,
    DayToCome,
    InsidePause,
    NeedsSecondPerson,
    NotBegunYet,
    NotPaused,
    ReasonMissing,
    RhythmOutOfBounds,
    SecondPersonIsTheSame,
)

RHYTHM_DAYS = (1, 60)
"""The closest and the widest rhythm that can be agreed, in days between meetings."""


def non_attendance_never_closes_a_course(*, is_non_attendance: bool, second_person_agrees: bool) -> None:
    """That a person stays away is no reason to close: we do not let go.

    Sources:
        Vidensportal (seed 004, after Rambøll 2012): "Case-manageren giver ikke slip på borgeren, selvom denne
        udebliver og misligholder aftaler, men anvender opsøgende og relationsskabende metoder."
        Manual (2021, 3.7): hospital, prison and other interruptions are pauses within the course.
        Municipal description (seed 002): the course is unlimited in time and goes on as long as it is needed.

    KL's list of closure reasons does have "has not been in touch or stayed away", so the practice profile flags
    that reason (`ClosureReason.non_attendance`). It is warned against, and closes a course only when another
    worker of the team, or its lead, has read the explanation and agrees.

    Raises:
        NeedsSecondPerson: the reason is non-attendance and nobody else has agreed.
    """
    if is_non_attendance and not second_person_agrees:
        raise NeedsSecondPerson(field="reason")


def require_another(proposed_by: object, answered_by: object) -> None:
    """The second person is someone else than the one who proposed.

    Raises:
        SecondPersonIsTheSame
    """
    if proposed_by == answered_by:
        raise SecondPersonIsTheSame


def require_unanswered(answered_on: date | None) -> None:
    """A proposal is answered once.

    Raises:
        AlreadyAnswered
    """
    if answered_on is not None:
        raise AlreadyAnswered


def first_day_without_us(closed_on: date) -> date:
    """A course closed on a day still has that day: the last meeting is often held on it."""
    return closed_on + timedelta(days=1)


def check_closing(*, closed_on: date, open_since: date, ends_on: date | None, today: date) -> None:
    """A course is closed on a day of its own, not in advance; one that has not begun yet, today.

    Args:
        open_since: the day the course begins, or was last reopened.

    Raises:
        CourseClosed: it has ended already.
        BeforeCourse: `closed_on` lies before `open_since`.
        NotBegunYet: the course has not begun, and `closed_on` is not today.
        DayToCome: `closed_on` is later than today.
    """
    require_open(ends_on)
    _require_come(closed_on, today, field="closed_on")
    if open_since > today:
        if closed_on != today:
            raise NotBegunYet(field="closed_on")
    elif closed_on < open_since:
        raise BeforeCourse(field="closed_on", day=open_since)


def check_reopening(*, reopened_on: date, closed_on: date | None, today: date, reason: str) -> None:
    """A closed course can go on, as the same course, from the day it was closed or later.

    Raises:
        CourseOpen: nothing to reopen.
        DayToCome, BeforeClosure: the day does not fit.
        ReasonMissing: nobody says why.
    """
    if closed_on is None:
        raise CourseOpen
    _require_come(reopened_on, today, field="reopened_on")
    if reopened_on < closed_on:
        raise BeforeClosure(field="reopened_on", day=closed_on)
    require_words(reason, field="reason")


def check_pausing(
    *,
    starts_on: date,
    course_from: date,
    ends_on: date | None,
    paused: bool,
    last_pause_ended: date | None,
    today: date,
) -> None:
    """A course rests (ward, prison, away) from a day of its own; it rests once at a time.

    Manual 2021, 3.7: admitted, imprisoned or interrupted for other reasons. A pause is not a closure.

    Raises:
        CourseClosed, AlreadyPaused, DayToCome, BeforeCourse, InsidePause
    """
    require_open(ends_on)
    if paused:
        raise AlreadyPaused
    _require_come(starts_on, today, field="starts_on")
    if starts_on < course_from:
        raise BeforeCourse(field="starts_on", day=course_from)
    if last_pause_ended is not None and starts_on < last_pause_ended:
        raise InsidePause(field="starts_on", day=last_pause_ended)


def check_resuming(*, resumed_on: date, paused_on: date | None, today: date) -> None:
    """A pause ends on a day after it began, not in advance.

    Raises:
        NotPaused, DayToCome, BeforePause
    """
    if paused_on is None:
        raise NotPaused
    _require_come(resumed_on, today, field="resumed_on")
    if resumed_on < paused_on:
        raise BeforePause(field="resumed_on", day=paused_on)


def check_rhythm(days: int) -> None:
    """The agreed rhythm lies within `RHYTHM_DAYS`.

    Raises:
        RhythmOutOfBounds
    """
    least, most = RHYTHM_DAYS
    if not least <= days <= most:
        raise RhythmOutOfBounds(field="rhythm_days", least=least, most=most)


def require_open(ends_on: date | None) -> None:
    """The course has not ended.

    Raises:
        CourseClosed
    """
    if ends_on is not None:
        raise CourseClosed


def require_words(text: str, *, field: str) -> None:
    """Something is written.

    Raises:
        ReasonMissing
    """
    if not text.strip():
        raise ReasonMissing(field=field)


def _require_come(day: date, today: date, *, field: str) -> None:
    if day > today:
        raise DayToCome(field=field)
