"""The rules of the course. Pure: no Django, no clock.

Days are days where the work is done; periods are `[from, to)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.enrolments.errors import (
    AlreadyAnswered,
    AlreadyPaused,
    BeforeClosure,
    BeforeCourse,
    BeforePause,
    CourseClosed,
    CourseOpen,
    DayOutGone,
    DayToCome,
    InsidePause,
    NeedsSecondPerson,
    NotBegunYet,
    NothingToComeOutOf,
    NotPaused,
    ReasonMissing,
    RhythmOutOfBounds,
    SecondPersonIsTheSame,
    WhoSaidMissing,
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


class Out(StrEnum):
    """What is known of the day on which somebody comes out of hospital, prison or treatment."""

    UNKNOWN = "unknown"
    """Nobody has said when, and it is not time to ask yet."""
    ASK = "ask"
    """Nobody has said when for a while."""
    AHEAD = "ahead"
    SOON = "soon"
    """It is near, or today: what has to be ready?"""
    MOVED = "moved"
    """It has moved, and nobody has looked whether what was arranged still holds."""
    PASSED = "passed"
    """It has gone by, and nobody has said that they are out or that it moved."""


@dataclass(frozen=True)
class DayOut:
    """What was said about the day out.

    Attributes:
        on: the day; None while nobody knows.
        said_on: when it was last said, also that nobody knows.
        moved_from: the day things were arranged for, while nobody has looked whether they still hold.
    """

    on: date | None = None
    said_by: str = ""
    said_on: date | None = None
    moved_from: date | None = None


def out(day: DayOut, *, paused_on: date, today: date, announce_days: int, ask_days: int) -> Out:
    """Where a day out stands today. Counted, never stored, so that no order of events can leave it behind.

    Manual 2021, 3.7: contact goes on while somebody is admitted or imprisoned. The days after it are the most
    dangerous ones, so nobody is to come out to a closed door.

    Args:
        announce_days: from so many days before, it is near.
        ask_days: after so many days in which nobody has said when, somebody asks.
    """
    if day.on is not None and day.on < today:
        return Out.PASSED
    if day.moved_from is not None:
        return Out.MOVED
    if day.on is not None:
        return Out.SOON if (day.on - today).days <= announce_days else Out.AHEAD
    asked_on = max(paused_on, day.said_on or paused_on)
    return Out.ASK if (today - asked_on).days >= ask_days else Out.UNKNOWN


def say_day_out(before: DayOut, *, on: date | None, said_by: str, today: date, comes_out: bool) -> DayOut:
    """What is known after somebody said when the day is, or that nobody knows.

    A day that moves leaves behind the day things were arranged for, until somebody has looked; when it moves back,
    nothing has changed.

    Args:
        on: the day; None when nobody knows.
        comes_out: whether the pause is one that ends when somebody else says so.

    Raises:
        NothingToComeOutOf: it is none.
        DayOutGone: the day has gone by, and was not said before.
        WhoSaidMissing: a day, and nobody who said it.
    """
    if on is None and before.on is None and not comes_out:
        return before
    if not comes_out:
        raise NothingToComeOutOf(field="out_on")
    said_by = said_by.strip()
    if on is not None:
        if on < today and on != before.on:
            raise DayOutGone(field="out_on")
        if not said_by:
            raise WhoSaidMissing(field="said_by")
    moved_from = before.moved_from
    if moved_from is None and before.on is not None and before.on != on:
        moved_from = before.on
    return DayOut(on, said_by, today, None if moved_from == on else moved_from)


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
