"""What one has to know of somebody who is invented, before meeting them and when it gets bad."""

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
