"""How each of the thirteen principles is counted. Pure: facts in, numbers out.

Source of the principles: seed 002, the service description of a Danish municipality ("følgende grundlæggende principper
inden for ICM-metoden"). How they are counted is our own choice; the decision record on the thirteen principles says why
and what the numbers cannot say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from alongside.contacts.rules import is_named
from alongside.fidelity.facts import Facts, Item, Kind, Met, Thing
from alongside.kernel.periods import months_later
from alongside.numbers.rules import Span

_DAY = timedelta(days=1)


class Principle(StrEnum):
    """The thirteen, in the order of the service description."""

    CONTINUOUS = "continuous"
    INDIVIDUAL = "individual"
    OPEN_ENDED = "open-ended"
    PRACTICAL = "practical"
    ORGANISATION = "organisation"
    LOCAL = "local"
    PLAN = "plan"
    OTHER_PLANS = "other-plans"
    AUTHORITY = "authority"
    SERVICES = "services"
    FAMILY = "family"
    CATALYST = "catalyst"
    MOBILE = "mobile"


OWN_WORD = (Principle.ORGANISATION, Principle.LOCAL, Principle.CATALYST)
"""Where no record can tell, or not enough: the case manager says it of themselves."""


class Window(StrEnum):
    """How far back is looked: so many months, or the course so far."""

    QUARTER = "3"
    HALF_YEAR = "6"
    YEAR = "12"
    SO_FAR = "all"


def period(window: Window | Span, today: date) -> Span:
    """The days of a window, today included. Days that were named are those days."""
    if isinstance(window, Span):
        return window
    until = today + _DAY
    if window is Window.SO_FAR:
        return Span(date.min, until)
    return Span(months_later(until, -int(window)), until)


def overlap(one: Span, other: Span) -> Span | None:
    """The days two spans share; None when there are none. `one` has an end."""
    assert one.ends_on is not None
    starts_on = max(one.starts_on, other.starts_on)
    ends_on = one.ends_on if other.ends_on is None else min(one.ends_on, other.ends_on)
    return Span(starts_on, ends_on) if starts_on < ends_on else None


class Unit(StrEnum):
    """What is counted."""

    COURSE = "course"
    """Yes or no for a course; courses for many."""
    DAYS = "days"
    MONTHS = "months"
    MEETINGS = "meetings"
    GOALS = "goals"
    SUB_GOALS = "sub-goals"
    STEPS = "steps"
    REVIEWS = "reviews"
    JUDGEMENTS = "judgements"
    PLANS = "plans"
    PEOPLE = "people"
    WAYS = "ways"


@dataclass(frozen=True)
class Counted:
    """So many out of so many, and the records behind it. Nothing to count: `of` is 0."""

    n: int
    of: int
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Measure:
    """Something that records can tell about a principle."""

    key: str
    principle: Principle
    unit: Unit
    count: Callable[[Facts], Counted]


@dataclass(frozen=True)
class Sum:
    """A measure of several courses: so many out of so many, in so many courses where there was something to count."""

    n: int
    of: int
    courses: int


def days_of(span: Span) -> Iterator[date]:
    """Each day of a span that has an end."""
    assert span.ends_on is not None
    day = span.starts_on
    while day < span.ends_on:
        yield day
        day += _DAY


def _holds(span: Span, day: date) -> bool:
    return span.starts_on <= day and (span.ends_on is None or day < span.ends_on)


def _all_of(kind: Kind, things: Iterable[Thing]) -> Counted:
    """Each thing is one; it counts when it says yes."""
    items = tuple(Item(kind, one.id, one.on, one.yes, one.says) for one in things)
    return Counted(sum(item.counts for item in items), len(items), items)


def _any_of(kind: Kind, things: Sequence[Thing]) -> Counted:
    """One question about the course: is there one at all that says yes?"""
    items = tuple(Item(kind, one.id, one.on, one.yes, one.says) for one in things)
    return Counted(int(any(item.counts for item in items)), 1, items)


def _none_of(kind: Kind, things: Sequence[Thing]) -> Counted:
    """One question about the course: is there none that says yes? The ones there are stand as evidence against it."""
    items = tuple(Item(kind, one.id, one.on, not one.yes, one.says) for one in things)
    return Counted(int(all(item.counts for item in items)), 1, items)


def _of_meetings(meetings: Iterable[Met], counts: Callable[[Met], bool]) -> Counted:
    items = tuple(Item(Kind.CONTACT, one.id, one.on, counts(one)) for one in meetings)
    return Counted(sum(item.counts for item in items), len(items), items)


def in_window(facts: Facts) -> list[Met]:
    """The meetings of the window, without the last one before it."""
    return [one for one in facts.met if _holds(facts.days, one.on)]


def seen(facts: Facts) -> list[Met]:
    """When we met the person in the window: held, face to face, and they were there."""
    return [one for one in in_window(facts) if one.held and one.person_there]


def walked(facts: Facts) -> Counted:
    """Days on which somebody was the case manager, of all days of the window."""
    days = list(days_of(facts.days))
    n = sum(any(_holds(one.days, day) for one in facts.walked) for day in days)
    items = tuple(
        Item(Kind.ASSIGNMENT, one.id, one.days.starts_on, True, one.name)
        for one in facts.walked
        if overlap(facts.days, one.days)
    )
    return Counted(n, len(days), items)


def same_worker(facts: Facts) -> Counted:
    """Meetings that the case manager of that day held themselves, of all in which we met the person."""

    def by_them(one: Met) -> bool:
        return any(_holds(walk.days, one.on) and walk.worker == one.worker for walk in facts.walked)

    return _of_meetings(seen(facts), by_them)


def no_change(facts: Facts) -> Counted:
    """Whether no other case manager took over in the window. Somebody's first one is no change."""
    walks = sorted(facts.walked, key=lambda one: one.days.starts_on)
    items = tuple(
        Item(Kind.ASSIGNMENT, then.id, then.days.starts_on, False, then.name)
        for before, then in pairwise(walks)
        if then.worker != before.worker and _holds(facts.days, then.days.starts_on)
    )
    return Counted(int(not items), 1, items)


def rhythm(facts: Facts) -> Counted:
    """Days no further from the last meeting than agreed, of the days on which the course did not rest.

    The first day of the course and the day on which it goes on after a pause are where one begins to count.
    """
    met = {one.on for one in facts.met if one.held and one.person_there}
    met |= {facts.starts_on} | {rest.ends_on for rest in facts.rested if rest.ends_on is not None}
    n = of = 0
    last = max((day for day in met if day < facts.days.starts_on), default=None)
    for day in days_of(facts.days):
        if day in met:
            last = day
        if any(_holds(rest, day) for rest in facts.rested):
            continue
        of += 1
        n += last is not None and (day - last).days <= facts.rhythm_days
    return Counted(n, of, _of_meetings(seen(facts), lambda one: True).items)


def in_their_words(facts: Facts) -> Counted:
    """Goals with the person's own view, of those that are worked on."""
    return _all_of(Kind.GOAL, facts.goals)


def needs_seen(facts: Facts) -> Counted:
    """Whether life as it is was looked at together."""
    return _any_of(Kind.ASSESSMENT, facts.assessments)


def no_end(facts: Facts) -> Counted:
    """Whether nobody set a day on which the support ends."""
    return _none_of(Kind.ORDERED, facts.ends)


def not_let_go(facts: Facts) -> Counted:
    """Whether the course was not closed because the person did not come."""
    return _none_of(Kind.CLOSURE, facts.closures)


def practical(facts: Facts) -> Counted:
    """Steps that the case manager took, or took together with the person, of the steps done."""
    return _steps(facts, ("worker", "together"))


def meetings_held(facts: Facts) -> Counted:
    """Meetings with others that took place with us, of those that were to be."""
    return _of_meetings([one for one in in_window(facts) if one.together], lambda one: one.held)


def person_there(facts: Facts) -> Counted:
    """Meetings with others in which the person sat at the table, of those that took place with us."""
    return _of_meetings(_together(facts), lambda one: one.person_there)


def _together(facts: Facts) -> list[Met]:
    return [one for one in in_window(facts) if one.together and one.held]


def _were_there(facts: Facts, around: Iterable[Thing]) -> Counted:
    """Who of those around the person was there when we met them in the window, as the notes say it by name."""
    notes = [one.others for one in seen(facts) if one.others]
    items = tuple(
        Item(Kind.MEMBER, one.id, one.on, any(is_named(one.name, note) for note in notes), one.says)
        for one in around
    )
    return Counted(sum(item.counts for item in items), len(items), items)


def prepared(facts: Facts) -> Counted:
    """Meetings with others that were prepared with the person, of those that took place with us."""
    return _of_meetings(_together(facts), lambda one: one.around.prepared)


def talked_over(facts: Facts) -> Counted:
    """Meetings with others of which it is written what they meant to the person, of those that took place with us."""
    return _of_meetings(_together(facts), lambda one: one.around.talked_over)


def places_known(facts: Facts) -> Counted:
    """Whether the case manager says of at least one service that colleagues can ask them about it."""
    return _any_of(Kind.SERVICE, facts.places)


def plan_agreed(facts: Facts) -> Counted:
    """Whether the person agreed to the plan."""
    return _any_of(Kind.VERSION, facts.versions)


def reviews_on_time(facts: Facts) -> Counted:
    """Reviews held by the day they were due, of those due."""
    items = tuple(
        Item(Kind.REVIEW, one.id, one.due_on, one.held_on is not None and one.held_on <= one.due_on)
        for one in facts.reviews
    )
    return Counted(sum(item.counts for item in items), len(items), items)


def both_judged(facts: Facts) -> Counted:
    """Goals about which the person said something themselves, of those judged in reviews."""
    return _all_of(Kind.JUDGEMENT, facts.judged)


def other_plans_known(facts: Facts) -> Counted:
    """Whether at least one plan that somebody else leads is written down."""
    items = tuple(Item(Kind.OTHER_PLAN, one.id, one.on, True, one.says) for one in facts.other_plans)
    return Counted(int(bool(items)), 1, items)


def other_plans_followed(facts: Facts) -> Counted:
    """Plans of others of which we know whom to ring and what comes next, of those that run."""
    return _all_of(Kind.OTHER_PLAN, facts.other_plans)


def other_plans_met(facts: Facts) -> Counted:
    """Plans of others about which there was a meeting with us in the window, of those that run."""
    about = {one.around.about for one in _together(facts)}
    items = tuple(
        Item(Kind.OTHER_PLAN, one.id, one.on, one.id in about, one.says) for one in facts.other_plans
    )
    return Counted(sum(item.counts for item in items), len(items), items)


def authority_known(facts: Facts) -> Counted:
    """Whether the authority or its caseworker is named."""
    return _any_of(Kind.REFERRAL, () if facts.authority is None else (facts.authority,))


def authority_told(facts: Facts) -> Counted:
    """Calendar months in which the authority was told something, of the months of the window."""
    months = {(day.year, day.month) for day in days_of(facts.days)}
    told = {(one.on.year, one.on.month) for one in facts.told if one.on is not None}
    return Counted(len(months & told), len(months), _all_of(Kind.TOLD, facts.told).items)


def services_around(facts: Facts) -> Counted:
    """Whether somebody whose work it is stands around the person, besides us."""
    items = tuple(Item(Kind.MEMBER, one.id, one.on, True, one.says) for one in facts.professionals)
    return Counted(int(bool(items)), 1, items)


def services_asked(facts: Facts) -> Counted:
    """Professionals about whom the person has said whether we may speak with them, of those around."""
    return _all_of(Kind.MEMBER, facts.professionals)


def services_met(facts: Facts) -> Counted:
    """Professionals who were there when we met the person, of those around."""
    return _were_there(facts, facts.professionals)


def services_reached(facts: Facts) -> Counted:
    """Ways to services on which the person came as far as being there, of those they are or were on."""
    return _all_of(Kind.WAY, facts.ways)


def family_around(facts: Facts) -> Counted:
    """Whether somebody of the person's own is written down."""
    items = tuple(Item(Kind.MEMBER, one.id, one.on, True, one.says) for one in facts.family)
    return Counted(int(bool(items)), 1, items)


def family_asked(facts: Facts) -> Counted:
    """Family and friends about whom the person has said whether we may speak with them, of those around."""
    return _all_of(Kind.MEMBER, facts.family)


def family_met(facts: Facts) -> Counted:
    """Family and friends who were there when we met the person, of those with whom we may speak or may ask to."""
    return _were_there(facts, [one for one in facts.family if one.wished])


def own_steps(facts: Facts) -> Counted:
    """Steps that the person took, alone or together with us, of the steps done."""
    return _steps(facts, ("person", "together"))


def own_wish(facts: Facts) -> Counted:
    """Sub-goals that are the person's own wish or a shared one, of those that are worked on."""
    return _all_of(Kind.SUB_GOAL, facts.sub_goals)


def outside(facts: Facts) -> Counted:
    """Meetings elsewhere than in our office, of those whose place is known."""
    known = [one for one in seen(facts) if one.setting in ("community", "office")]
    return _of_meetings(known, lambda one: one.setting == "community")


def _steps(facts: Facts, owners: Sequence[str]) -> Counted:
    items = tuple(Item(Kind.STEP, one.id, one.on, one.owner in owners, one.says) for one in facts.steps)
    return Counted(sum(item.counts for item in items), len(items), items)
