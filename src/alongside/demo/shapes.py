"""What the cohort is made of: frozen records in the field's words, with no database behind them.

Dates are local days, times are local wall-clock times without a zone: the loader gives them the agency's zone.
Keys of choices (places, kinds, reasons …) are those of the practice profile `dk-icm`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from alongside.demo.rests import Pause
from alongside.demo.warned import Surroundings


@dataclass(frozen=True, slots=True)
class Team:
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Worker:
    """Someone who works for the agency. `user` is a sign-in name of the demo, or empty."""

    key: str
    given: str
    family: str
    team: str
    """Key of the team; empty for those who are on none (authority, privacy officer …)."""
    roles: tuple[str, ...]
    fte: float
    start: date
    end: date | None
    user: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    given: str
    family: str
    call_me: str
    """What the person wants to be called; empty when it is the given name."""
    sex: str
    """`female`, `male`, or `unknown` for someone we hardly know."""
    born: date | None
    cpr: str
    """Bare ten digits of the official test range, or empty."""
    nationality: str
    income: str
    own_words: str
    """What stands first on their page: said by them, in their words."""
    own_words_on: date | None
    own_words_where: str
    language: str = "dansk"


@dataclass(frozen=True, slots=True)
class Answer:
    """One target-group criterion: `yes`, `no` or `unknown`, and where we know it from."""

    criterion: str
    answer: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Decision:
    on: datetime
    outcome: str
    """`yes`, `no` or `redirect`."""
    basis: str
    reason: str
    by: str
    wish_for_provider: str
    wish_followed: bool | None
    """Null: the person had no wish."""
    wish_reason: str = ""
    destination: str = ""


@dataclass(frozen=True, slots=True)
class Referral:
    key: str
    person: Person
    arrived: datetime
    source: str
    referrer: str
    reason: str
    wish: str
    purpose: str
    case_number: str
    target_groups: tuple[str, ...]
    """FFB target groups by name, the most important first."""
    state: str
    """`new`, `clarifying`, `waiting`, `assigned`, `declined` or `redirected`."""
    place: str
    answers: tuple[Answer, ...] = ()
    decision: Decision | None = None
    received_by: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """`[start, end)` as primary case manager."""

    worker: str
    start: date
    end: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Need:
    dimension: str
    person_view: str
    worker_view: str
    level: int | None
    """FFB functioning, 0 (no limitation) to 4; null when not assessed."""
    strength: str
    urgent: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    at: datetime
    by: str
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    owner: str
    """`person`, `worker`, `together` or `other`."""
    owner_name: str
    due: date | None
    added: date
    done: date | None


@dataclass(frozen=True, slots=True)
class SubGoal:
    title: str
    indicator: str
    baseline: str
    target: str
    whose: str
    """Whose wish: `person` or `order`."""
    due: date
    added: date
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    key: str
    title: str
    origin: str
    """`own` or `commissioned` (by the authority)."""
    dimension: str
    theme: str
    """FFB sub-theme code of a commissioned goal, else empty."""
    goal_type: str
    """FFB goal type code of a commissioned goal, else empty."""
    current: int | None
    expected: int | None
    """FFB functioning of a commissioned goal, now and as expected."""
    person_view: str
    worker_view: str
    added: date
    ended: date | None
    ending: str
    """`reached`, `resting` or empty."""
    sub_goals: tuple[SubGoal, ...]


@dataclass(frozen=True, slots=True)
class PlanVersion:
    agreed: datetime
    how: str
    """`aloud`, `signed` or `refused`: refusing is possible, the order's goals then still stand."""
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class Plan:
    wishes: tuple[str, ...]
    purpose: str
    goals: tuple[Goal, ...]
    """In the person's order."""
    versions: tuple[PlanVersion, ...]
    """Empty when the course was over before a plan could be made: then the order's goals stand alone."""


@dataclass(frozen=True, slots=True)
class Touch:
    goal: str
    movement: str


@dataclass(frozen=True, slots=True)
class Contact:
    at: datetime
    written: datetime
    kind: str
    """`visit`, `phone` or `message`."""
    status: str
    """`held`, `tried` or `cancelled`."""
    place: str
    place_name: str
    outcome: str
    """How a try went (key of `tried_outcomes`), else empty."""
    minutes: int
    by: str
    present: tuple[str, ...]
    note: str
    touches: tuple[Touch, ...]
    amendment: str = ""
    amended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Person and worker about one goal, or one of its sub-goals: `further`, `same`, `closer` or `there`."""

    goal: str
    sub_goal: int | None
    """Which of the goal's sub-goals, from 0; null for the goal itself."""
    person: str
    person_words: str
    worker: str
    worker_words: str
    after: str
    """What comes next: `go_on`, `change`, `reached` or `rest`."""


@dataclass(frozen=True, slots=True)
class DomainRating:
    """One of the nine domains since last time: `better`, `unchanged`, `worse`; empty when not rated."""

    domain: str
    person: str
    worker: str


@dataclass(frozen=True, slots=True)
class Review:
    due: date
    held: datetime | None
    """Null: not held yet."""
    by: str
    place: str
    present: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    ratings: tuple[DomainRating, ...]
    intensity: str
    flexibility: str
    coordination: str
    """Is ICM still right, in each of the three ways: `yes`, `less`, `more` or `no`."""
    follow_up: str
    """`continue`, `end` or `end_and_redirect` (KL's follow-up result)."""
    next_due: date | None


@dataclass(frozen=True, slots=True)
class HousingPeriod:
    """`[start, end)` at one place."""

    kind: str
    place: str
    start: date
    end: date | None
    how_ended: str = ""
    """`moved`, `lost` (a tenancy was lost) or empty."""


@dataclass(frozen=True, slots=True)
class Closure:
    at: datetime
    by: str
    reason: str
    destination: str
    housing: str
    note: str
    second_person: str = ""
    """Who agreed, when the reason is that we could not reach the person."""


@dataclass(frozen=True, slots=True)
class Reopening:
    on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """A contact that is planned."""

    at: datetime
    minutes: int
    place: str
    place_name: str
    about: str
    by: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A note begun and not signed."""

    at: datetime
    by: str
    place: str
    minutes: int
    text: str


@dataclass(frozen=True, slots=True)
class Course:
    """One person's whole course. `end` is null while it lasts."""

    referral: Referral
    start: date
    end: date | None
    rhythm_days: int
    problems: frozenset[str]
    """Domains that were a problem at the start."""
    outcome: str
    """Housing: `housed`, `rehoused`, `lost` or `never`."""
    assignments: tuple[Assignment, ...]
    assessments: tuple[Assessment, ...]
    plan: Plan
    contacts: tuple[Contact, ...]
    reviews: tuple[Review, ...]
    housing: tuple[HousingPeriod, ...]
    pauses: tuple[Pause, ...]
    closures: tuple[Closure, ...]
    reopenings: tuple[Reopening, ...]
    appointments: tuple[Appointment, ...]
    drafts: tuple[Draft, ...]
    around: Surroundings

    @property
    def person(self) -> Person:
        return self.referral.person
