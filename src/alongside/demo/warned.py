"""Who and what is around somebody who is invented, and what one has to know, also when it gets bad."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Heed:
    """What one has to know before meeting the person. `by` is a worker of the cast, empty for the case manager."""

    text: str
    said_on: date
    until: date
    asked_for: bool
    by: str


@dataclass(frozen=True, slots=True)
class MeetingAhead:
    """A meeting with others that is planned and prepared. `said` are the texts by field, `about` a kind of plan."""

    at: datetime
    text: str
    place: str
    place_text: str
    about: str
    papers: tuple[str, ...]
    names: tuple[str, ...]
    said: dict[str, str]


@dataclass(frozen=True, slots=True)
class Crisis:
    """What to do when it gets bad. `calls` are names of people around them, `said` the texts by field."""

    agreed_on: date
    calls: tuple[str, ...]
    said: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RoadLine:
    """A line of their road to a home, done on a day or not yet."""

    kind: str
    done_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class DailyLine:
    """One thing that is so in somebody's daily life, as of a day."""

    kind: str
    text: str
    told_by: str
    said_on: date


@dataclass(frozen=True, slots=True)
class Event:
    """Something grave that happened. `said` are the texts by field; without a `follow_up` it still waits for one."""

    kind: str
    happened_at: datetime
    said: dict[str, Any]
    follow_up: str
    learning: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A network map: the ring of each, by their name or who they are to the person, and what the person said."""

    on: date
    rings: dict[str, str]
    words: str


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Where somebody can be found, and when it is best."""

    place: str
    best_times: str
    told_by: str


@dataclass(frozen=True, slots=True)
class PlanAsks:
    """What a plan of somebody else asks. `goal` is the title of the goal of ours that works on it, or empty."""

    text: str
    due_on: date | None = None
    support: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True)
class ThreadWords:
    """Something written in the thread with the authority: by them (`theirs`) or by the case manager."""

    at: datetime
    kind: str
    theirs: bool
    text: str


@dataclass(frozen=True, slots=True)
class AroundPerson:
    """Someone around a person, as it is written down of them."""

    kind: str
    name: str
    relation: str
    organisation: str
    phone: str
    may_speak: str
    note: str


@dataclass(frozen=True, slots=True)
class AroundPlan:
    """A plan that somebody else leads."""

    kind: str
    organisation: str
    worker_name: str
    starts_on: date
    next_on: date | None
    next_text: str
    note: str
    asks: tuple[PlanAsks, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Who and what is around a person today."""

    people: tuple[AroundPerson, ...] = ()
    plans: tuple[AroundPlan, ...] = ()
    heeds: tuple[Heed, ...] = ()
    crisis: Crisis | None = None
    daily: tuple[DailyLine, ...] = ()
    events: tuple[Event, ...] = ()
    maps: tuple[Drawn, ...] = ()
    road: tuple[RoadLine, ...] = ()
    reminded_at: str = ""
    """The telephone on which they want to be reminded of appointments."""
    meeting: MeetingAhead | None = None
    found_at: tuple[FoundPlace, ...] = ()
    thread: tuple[ThreadWords, ...] = ()
