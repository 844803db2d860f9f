"""Why somebody stands where they stand on Today, and what to do about it.

Pure: facts in, structured reasons out. The sentences are made by the pages, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from alongside.attention.rules.known import (
    Appointment,
    ComingOut,
    DueReview,
    DueStep,
    Silence,
    Sought,
    State,
    StillWay,
)
from alongside.enrolments.rules import Out
from alongside.housing.rules import DueThreat


class Because(StrEnum):
    """Why somebody stands on Today, the most pressing first."""

    RANG_ON_CALL = "rang_on_call"
    """They were in touch with whoever was on call, and nobody has been in touch with them since."""
    LOST_HOME = "lost_home"
    """A home was lost, and we have not met since."""
    HOME_AT_RISK = "home_at_risk"
    """Something has to happen today, or should have, for them to keep their home."""
    OUT_PASSED = "out_passed"
    """They were to come out of hospital, prison or treatment, and nobody has said that they did or that it moved."""
    OUT_MOVED = "out_moved"
    """The day on which they come out has moved, and nobody has looked whether what was arranged still holds."""
    OUT_SOON = "out_soon"
    """They come out soon: something has to be ready."""
    SOUGHT = "sought"
    """They were not there, and we have not met since: something has to be agreed, or tried today."""
    SILENT = "silent"
    NOT_REACHED = "not_reached"
    """We tried, and tried again, without reaching them; the agreed rhythm has not run out yet."""
    NOT_WRITTEN = "not_written"
    """A planned contact has passed, and nothing was written about it."""
    REVIEW_LATE = "review_late"
    STEP_LATE = "step_late"
    APPOINTMENT = "appointment"
    REVIEW_TODAY = "review_today"
    STEP_TODAY = "step_today"
    WAY_STILL = "way_still"
    """Nothing happens on the way to a service, for longer than such a thing takes."""
    TRY_AGREED = "try_agreed"
    """They were not there, and what to try next is agreed for a day to come."""
    QUIET = "quiet"
    OUT_ASK = "out_ask"
    """Nobody has said for a while when they come out."""
    RESTING = "resting"
    NEXT_APPOINTMENT = "next_appointment"
    NOTHING_PLANNED = "nothing_planned"


class Group(StrEnum):
    """The parts of Today, in their order."""

    NEEDS_YOU = "needs_you"
    TODAY = "today"
    QUIET = "quiet"
    IN_RHYTHM = "in_rhythm"
    RESTING = "resting"


class Act(StrEnum):
    """What can be done about a reason, right where it stands."""

    TRY = "try"
    WRITE = "write"
    TRY_PLANNED = "try_planned"
    """The planned contact did not come about."""
    MOVE = "move"
    CALL_OFF = "call_off"
    REVIEW = "review"
    MOVE_REVIEW = "move_review"
    PLAN = "plan"
    MEET = "meet"
    READ = "read"
    HOUSING = "housing"
    KEEP_HOME = "keep_home"
    NEXT_TRY = "next_try"
    """Agree what to try next, and read the whole thread."""
    CONFERENCE = "conference"
    GET_READY = "get_ready"
    """See what has to be ready when they come out."""
    ARE_OUT = "are_out"
    """They are out: the course goes on."""
    DAY_OUT = "day_out"
    """Say when they come out, or that it moved."""


_GROUP_OF = {
    Because.RANG_ON_CALL: Group.NEEDS_YOU,
    Because.LOST_HOME: Group.NEEDS_YOU,
    Because.HOME_AT_RISK: Group.NEEDS_YOU,
    Because.OUT_PASSED: Group.NEEDS_YOU,
    Because.OUT_MOVED: Group.NEEDS_YOU,
    Because.OUT_SOON: Group.NEEDS_YOU,
    Because.SOUGHT: Group.NEEDS_YOU,
    Because.SILENT: Group.NEEDS_YOU,
    Because.NOT_REACHED: Group.NEEDS_YOU,
    Because.NOT_WRITTEN: Group.NEEDS_YOU,
    Because.REVIEW_LATE: Group.NEEDS_YOU,
    Because.STEP_LATE: Group.NEEDS_YOU,
    Because.APPOINTMENT: Group.TODAY,
    Because.REVIEW_TODAY: Group.TODAY,
    Because.STEP_TODAY: Group.TODAY,
    Because.WAY_STILL: Group.TODAY,
    Because.TRY_AGREED: Group.QUIET,
    Because.QUIET: Group.QUIET,
    Because.OUT_ASK: Group.RESTING,
    Because.RESTING: Group.RESTING,
    Because.NEXT_APPOINTMENT: Group.IN_RHYTHM,
    Because.NOTHING_PLANNED: Group.IN_RHYTHM,
}
_ACTS_OF = {
    Because.RANG_ON_CALL: (Act.READ, Act.TRY),
    Because.LOST_HOME: (Act.TRY, Act.HOUSING),
    Because.HOME_AT_RISK: (Act.KEEP_HOME, Act.MEET),
    Because.OUT_PASSED: (Act.ARE_OUT, Act.DAY_OUT),
    Because.OUT_MOVED: (Act.GET_READY,),
    Because.OUT_SOON: (Act.GET_READY, Act.MEET),
    Because.OUT_ASK: (Act.DAY_OUT, Act.MEET),
    Because.SOUGHT: (Act.NEXT_TRY, Act.MEET),
    Because.TRY_AGREED: (Act.NEXT_TRY,),
    Because.SILENT: (Act.TRY, Act.MEET),
    Because.NOT_REACHED: (Act.TRY, Act.MEET),
    Because.QUIET: (Act.TRY, Act.MEET),
    Because.NOT_WRITTEN: (Act.WRITE, Act.TRY_PLANNED, Act.CALL_OFF),
    Because.APPOINTMENT: (Act.WRITE, Act.MOVE, Act.CALL_OFF),
    Because.REVIEW_LATE: (Act.REVIEW, Act.MOVE_REVIEW),
    Because.REVIEW_TODAY: (Act.REVIEW, Act.MOVE_REVIEW),
    Because.STEP_LATE: (Act.PLAN,),
    Because.STEP_TODAY: (Act.PLAN,),
    Because.NOTHING_PLANNED: (Act.MEET,),
}
_RANK = {because: place for place, because in enumerate(Because)}


@dataclass(frozen=True)
class Reason:
    """One reason, with what its sentence needs. Only the field that belongs to `because` is filled."""

    because: Because
    silence: Silence | None = None
    appointment: Appointment | None = None
    begun: bool = False
    """The time of the appointment has come: they are there, or are not."""
    review: DueReview | None = None
    step: DueStep | None = None
    lost_home_on: date | None = None
    threat: DueThreat | None = None
    sought: Sought | None = None
    out: ComingOut | None = None
    way: StillWay | None = None
    tries: int = 0
    """How often we tried since we last met; of `NOT_REACHED`, since we were last in touch in any way."""

    @property
    def group(self) -> Group:
        """The part of Today this reason belongs to."""
        return _GROUP_OF[self.because]

    @property
    def acts(self) -> tuple[Act, ...]:
        """What can be done about it, the most likely first."""
        if self.sought is not None and self.sought.acts == "conference":
            return (Act.CONFERENCE, Act.NEXT_TRY)
        if self.begun:
            return _ACTS_OF[Because.NOT_WRITTEN]
        return _ACTS_OF.get(self.because, ())


@dataclass(frozen=True)
class Facts:
    """What is known about one person today. Lists are in order of time.

    Attributes:
        tries: since we last met.
        tries_in_a_row: since we were last in touch, by phone or message too.
        rang: the latest contact of the last days with whoever was on call, when nobody has been in touch since.
        lost_home_on: the day on which a home was lost, when we have not met since.
        threat: what has to happen by today for them to keep their home.
        sought: since when we look for them, when they were not there.
        out: when they come out, while they are in hospital, prison or treatment.
        way: the way to a service on which nothing has happened for longest, when that is long enough to tell.
    """

    silence: Silence
    tries: int = 0
    tries_in_a_row: int = 0
    rang: Appointment | None = None
    lost_home_on: date | None = None
    threat: DueThreat | None = None
    sought: Sought | None = None
    out: ComingOut | None = None
    way: StillWay | None = None
    appointments: Sequence[Appointment] = field(default=())
    review: DueReview | None = None
    steps: Sequence[DueStep] = field(default=())


NOT_REACHED_AFTER = 2
"""So many tries in a row without reaching somebody are told before the rhythm has run out; our own choice."""
WRITE_WITHIN = timedelta(hours=2)
"""A visit takes its time, and so does the way home: only then a planned contact counts as not written about."""


def reasons(facts: Facts, *, now: datetime) -> tuple[Reason, ...]:
    """Every reason this person has to stand on Today, the most pressing first; there is always at least one.

    Args:
        now: aware, in the time zone where the work is done.
    """
    today = now.date()
    found = [
        *_of_what_happened(facts),
        *_of_coming_out(facts),
        *_of_outreach(facts, today=today),
        *_of_silence(facts),
        *_of_appointments(facts, now=now),
    ]
    if facts.review is not None and facts.review.due_on <= today:
        late = facts.review.due_on < today
        found.append(Reason(Because.REVIEW_LATE if late else Because.REVIEW_TODAY, review=facts.review))
    found += [
        Reason(Because.STEP_LATE if step.due_on < today else Because.STEP_TODAY, step=step)
        for step in facts.steps
        if step.due_on <= today
    ]
    # Not while the course rests: a way waits, too.
    if facts.way is not None and facts.silence.state is not State.RESTING:
        found.append(Reason(Because.WAY_STILL, way=facts.way))
    out_of_touch = any(reason.because in _OUT_OF_TOUCH for reason in found)
    if not found or (out_of_touch and not any(_is_ahead(reason) for reason in found)):
        found.append(Reason(Because.NOTHING_PLANNED))
    return tuple(sorted(found, key=lambda reason: _RANK[reason.because]))


_OUT_OF_TOUCH = (Because.SILENT, Because.QUIET, Because.NOT_REACHED, Because.SOUGHT)


def _is_ahead(reason: Reason) -> bool:
    return reason.because in (Because.APPOINTMENT, Because.NEXT_APPOINTMENT)


def _of_what_happened(facts: Facts) -> Iterable[Reason]:
    """Signs of a crisis that the records hold: asked for help in the night, lost a home, cannot be reached."""
    if facts.rang is not None:
        yield Reason(Because.RANG_ON_CALL, appointment=facts.rang)
    if facts.lost_home_on is not None:
        yield Reason(Because.LOST_HOME, lost_home_on=facts.lost_home_on)
    if facts.threat is not None:
        yield Reason(Because.HOME_AT_RISK, threat=facts.threat)
    known = facts.silence.state in (State.SILENT, State.RESTING) or facts.sought is not None
    if facts.tries_in_a_row >= NOT_REACHED_AFTER and not known:
        yield Reason(Because.NOT_REACHED, tries=facts.tries_in_a_row)


def _of_outreach(facts: Facts, *, today: date) -> Iterable[Reason]:
    """Not while the course rests: then we know where they are, and the thread waits."""
    if facts.sought is None or facts.silence.state is State.RESTING:
        return
    later = facts.sought.next_on is not None and facts.sought.next_on > today
    yield Reason(Because.TRY_AGREED if later else Because.SOUGHT, sought=facts.sought)


_OUT = {
    Out.PASSED: Because.OUT_PASSED,
    Out.MOVED: Because.OUT_MOVED,
    Out.SOON: Because.OUT_SOON,
    Out.ASK: Because.OUT_ASK,
}


def _of_coming_out(facts: Facts) -> Iterable[Reason]:
    if facts.out is not None and facts.out.state in _OUT:
        yield Reason(_OUT[facts.out.state], out=facts.out)


def _of_silence(facts: Facts) -> Iterable[Reason]:
    because = {
        State.SILENT: Because.SILENT,
        State.QUIET: Because.QUIET,
        State.RESTING: Because.RESTING,
    }.get(facts.silence.state)
    if because is not None:
        ahead = facts.out if facts.out is not None and facts.out.state is Out.AHEAD else None
        yield Reason(because, silence=facts.silence, tries=facts.tries, out=ahead)


def _of_appointments(facts: Facts, *, now: datetime) -> Iterable[Reason]:
    ahead = False
    for appointment in facts.appointments:
        today = appointment.at.astimezone(now.tzinfo).date() == now.date()
        if appointment.at + WRITE_WITHIN < now:
            yield Reason(Because.NOT_WRITTEN, appointment=appointment)
        elif today or not ahead:
            because = Because.APPOINTMENT if today else Because.NEXT_APPOINTMENT
            yield Reason(because, appointment=appointment, begun=appointment.at <= now)
            ahead = True


def order_key(found: Sequence[Reason]) -> tuple[int, float, str]:
    """Where a person with these reasons stands among the others: by reason, then by how long it has been so."""
    first = found[0]
    return (_RANK[first.because], *_pressing(first))


def _pressing(reason: Reason) -> tuple[float, str]:
    if reason.sought is not None:
        return -float(reason.sought.days), ""
    if reason.way is not None:
        return -float(reason.way.days), ""
    if reason.silence is not None:
        return -reason.silence.times_agreed, ""
    if reason.appointment is not None:
        return reason.appointment.at.timestamp(), ""
    due_on = reason.review.due_on if reason.review else reason.step.due_on if reason.step else None
    day = due_on or reason.lost_home_on or (reason.threat.on if reason.threat else None)
    if reason.out is not None:
        day = reason.out.day.on
    return -float(reason.tries), day.isoformat() if day else ""
