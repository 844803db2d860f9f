"""What is known of somebody today, ready to find reasons in: how long since we met, what is planned or due. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from alongside.enrolments.rules import DayOut, Out


class State(StrEnum):
    """How far a person is from the rhythm agreed with them."""

    IN_RHYTHM = "in_rhythm"
    QUIET = "quiet"
    SILENT = "silent"
    RESTING = "resting"
    """The course is paused (ward, prison, away): the silence is not ours to break."""


@dataclass(frozen=True)
class Silence:
    """How long since we met, against what was agreed.

    Attributes:
        days: calendar days since the last meeting; since the course began when there was none yet.
        agreed_days: at most so many days between meetings.
        met: whether there has been a meeting at all.
    """

    state: State
    days: int
    agreed_days: int
    met: bool

    @property
    def times_agreed(self) -> float:
        """How many times the agreed rhythm has gone by; what the silent are ordered by."""
        return self.days / self.agreed_days


def silence(
    *,
    today: date,
    agreed_days: int,
    starts_on: date,
    last_met_on: date | None,
    resting: bool,
    quiet_after: float,
    silent_after: float,
) -> Silence:
    """Where a person stands against the agreed rhythm.

    Args:
        last_met_on: the last meeting face to face; a call or an attempt keeps hold and does not break the silence.
        resting: whether the course is paused today. The days of a pause count when the course goes on: those
            after prison or a ward are the most dangerous, and nobody waits for the rhythm to run out again.
        quiet_after, silent_after: times the agreed rhythm, from the practice profile.
    """
    days = max((today - (last_met_on or starts_on)).days, 0)
    if resting:
        state = State.RESTING
    elif days > agreed_days * silent_after:
        state = State.SILENT
    elif days > agreed_days * quiet_after:
        state = State.QUIET
    else:
        state = State.IN_RHYTHM
    return Silence(state, days, agreed_days, last_met_on is not None)


@dataclass(frozen=True)
class Appointment:
    """A contact that is planned. `kind` and `place` are keys of the contact, `place_text` its words."""

    id: UUID
    at: datetime
    kind: str
    place: str = ""
    place_text: str = ""
    minutes: int | None = None
    """How long it took or will take, None when nobody said."""
    worker_id: UUID | None = None
    worker_name: str = ""
    """Who goes, or went."""
    unprepared: bool = False
    """A meeting with others, and nobody has asked the person what they want of it."""


@dataclass(frozen=True)
class DueStep:
    """A step of the plan that is not done."""

    id: UUID
    title: str
    due_on: date


@dataclass(frozen=True)
class DueReview:
    """The coming review."""

    id: UUID
    due_on: date


@dataclass(frozen=True)
class Sought:
    """We look for somebody who was not there.

    Attributes:
        id: of the outreach thread.
        days: since they were missed, without those of a pause.
        rung: the rung of the profile's ladder that is reached; `acts` says for whom it is.
        next_try: a key of the profile's ways to try; empty while nothing is agreed.
    """

    id: UUID
    missed_on: date
    days: int
    rung: str
    acts: str
    next_try: str = ""
    next_on: date | None = None
    next_worker_id: UUID | None = None
    next_worker: str = ""


@dataclass(frozen=True)
class ComingOut:
    """A stay in hospital, prison or treatment that somebody is to come out of.

    Attributes:
        pause_id: of the pause it is.
        kind: why the course rests, a key of the profile.
        state: where the day stands today.
    """

    pause_id: UUID
    kind: str
    day: DayOut
    state: Out


@dataclass(frozen=True)
class StillWay:
    """Nothing happens on somebody's way to a service.

    Attributes:
        id: of the bridge.
        standing: where they stand on it, a word of `bridges.rules.Standing`.
        days: for so many days.
    """

    id: UUID
    service: str
    standing: str
    days: int
