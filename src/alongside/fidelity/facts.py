"""What the records of one course say in a window of days, as the rules read it. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from alongside.numbers.rules import Span


class Kind(StrEnum):
    """Which record a piece of evidence is."""

    ASSIGNMENT = "assignment"
    CONTACT = "contact"
    GOAL = "goal"
    SUB_GOAL = "sub_goal"
    STEP = "step"
    VERSION = "version"
    REVIEW = "review"
    JUDGEMENT = "judgement"
    ASSESSMENT = "assessment"
    OTHER_PLAN = "other_plan"
    TOLD = "told"
    MEMBER = "member"
    WAY = "way"
    CLOSURE = "closure"
    REFERRAL = "referral"
    ORDERED = "ordered"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Item:
    """A record behind a number, and whether it counts. `says`: its words; `on`: its day."""

    kind: Kind
    id: UUID
    on: date | None
    counts: bool
    says: str = ""


@dataclass(frozen=True, slots=True)
class Walked:
    """Somebody was the case manager on these days."""

    id: UUID
    worker: Hashable
    days: Span
    name: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a meeting with others that took place.

    Attributes:
        prepared: what the person wanted of it, or what to bring, was written down before.
        talked_over: what it meant to them is written down.
        about: the plan of somebody else that it was about.
    """

    prepared: bool = False
    talked_over: bool = False
    about: UUID | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """A visit, or a meeting with others, that was to be. `setting` is community, office, remote or empty: not said.

    `held`: it took place. `together`: it was a meeting with others. `others`: who else was there, as the note says it.
    """

    id: UUID
    on: date
    worker: Hashable
    held: bool
    together: bool
    person_there: bool
    setting: str
    others: str = ""
    around: Around = Around()


@dataclass(frozen=True, slots=True)
class Thing:
    """A record of which only its day, its words and a yes or no count; what the yes is, the field of `Facts` says.

    Of somebody around the person also their `name`, and `wished`: the person did not say that we may not speak.
    """

    id: UUID
    on: date | None
    yes: bool
    says: str = ""
    name: str = ""
    wished: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was done. `owner` is person, worker, together or other."""

    id: UUID
    on: date
    owner: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A review that was due, and when it was held."""

    id: UUID
    due_on: date
    held_on: date | None


@dataclass(frozen=True)
class Facts:
    """One course.

    Attributes:
        days: the days that are looked at, from the first to the day after the last.
        starts_on: when the course began.
        rhythm_days: at most so many days between meetings, as agreed now.
        rested: pauses that touch the window.
        walked: who was the case manager, by day; also before the window.
        places: services that the case manager on the last day says they know; always yes.
        met: of the window, planned ones that never came among them; and the last that was held before it.
        goals: active ones today; yes: the person's own view is written.
        sub_goals: active ones today; yes: it is the person's wish, or a shared one.
        steps: done in the window.
        versions: of the plan, up to the end of the window; yes: agreed, not refused.
        reviews: due in the window, up to today.
        judged: goals judged in reviews held in the window; yes: the person said something themselves.
        assessments: looks at needs up to the end of the window; always yes.
        other_plans: those that run at the end of the window; yes: we know whom to ring and what comes next.
        told: what was told or sent to the authority in the window; always yes.
        authority: the referral; yes: it names the authority or its caseworker.
        professionals, family: around the person at the end of the window; yes: asked whether we may speak with them.
        ways: to services, that had begun by the end of the window and had not stopped before it; yes: they were there,
            with us or by themselves.
        ends: orders with a day on which they end; always yes.
        closures: of the window; yes: closed because the person did not come.
    """

    course: UUID
    days: Span
    starts_on: date
    rhythm_days: int
    rested: tuple[Span, ...] = ()
    walked: tuple[Walked, ...] = ()
    places: tuple[Thing, ...] = ()
    met: tuple[Met, ...] = ()
    goals: tuple[Thing, ...] = ()
    sub_goals: tuple[Thing, ...] = ()
    steps: tuple[Done, ...] = ()
    versions: tuple[Thing, ...] = ()
    reviews: tuple[Due, ...] = ()
    judged: tuple[Thing, ...] = ()
    assessments: tuple[Thing, ...] = ()
    other_plans: tuple[Thing, ...] = ()
    told: tuple[Thing, ...] = ()
    authority: Thing | None = None
    professionals: tuple[Thing, ...] = ()
    family: tuple[Thing, ...] = ()
    ways: tuple[Thing, ...] = ()
    ends: tuple[Thing, ...] = ()
    closures: tuple[Thing, ...] = field(default=())
