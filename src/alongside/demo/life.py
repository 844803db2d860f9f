"""One person's whole course, from the referral to today or to the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random

from alongside.demo.around import surroundings
from alongside.demo.chance import chance
from alongside.demo.days import at, working_day
from alongside.demo.door import ORDERING, referral_of
from alongside.demo.homes import housing, kind_on, pauses
from alongside.demo.meeting import ContactWriter, Setting, appointments, drafts
from alongside.demo.planning import (
    PlanWriter,
    ReviewWriter,
    agreements,
    assess,
    troubled_dimensions,
    write_plan,
)
from alongside.demo.scripts import any_name, read_texts
from alongside.demo.shapes import (
    Assignment,
    Closure,
    Course,
    HousingPeriod,
    Person,
    Plan,
    PlanVersion,
    Reopening,
    Review,
)
from alongside.demo.sheet import Row
from alongside.demo.speech import Speech
from alongside.demo.staffing import Staff

_REASONS = {
    "no_need_person": 31, "no_need_professional": 34, "chose_otherwise": 11,
    "moved_away": 10, "event": 9, "died": 4, "not_reached": 2,
}  # fmt: skip
_DESTINATIONS = {
    "no_need_person": ("no_support", "no_support", "ordinary_support"),
    "no_need_professional": ("ordinary_support", "ordinary_support", "no_support", "cti"),
    "chose_otherwise": ("no_support", "unknown"),
    "moved_away": ("other_municipality",),
    "event": ("residential", "act", "psychiatric_treatment", "prison"),
    "died": ("none_deceased",),
    "not_reached": ("unknown",),
}


def live(row: Row, staff: Staff, *, seed: int, today: date) -> Course:
    """The course of one row. Depends on nothing but the row, the staff, the seed and the day."""
    rng = chance("life", seed, row.index)
    given, family = _name(row, rng)
    speech = Speech(rng, row.script.call_me or given if row.script else given, row.sex)
    person = _person(row, given, family, rng, speech, today)
    homes = housing(row, rng, today)
    referral = referral_of(
        row, person, homes, [f"{w.given} {w.family}" for w in staff.authority], rng, speech
    )
    assignments = staff.assignments(
        row, speech.say("course", "assignment", "first"), speech.say("course", "assignment", "handed_over")
    )

    def worker_on(day: date) -> str:
        return next((a.worker for a in reversed(assignments) if a.start <= day), assignments[0].worker)

    ordered = referral.source in ORDERING
    plan, agreed, reviews = _plan_and_reviews(row, homes, worker_on, ordered, rng, speech, today)
    paused = pauses(row, rng, speech, today)
    reason = _closing_reason(row, rng, today)
    setting = Setting(row, today, homes, paused, plan, worker_on, lost_touch=reason == "not_reached")
    contacts = ContactWriter(setting, rng, speech).write()
    held = [review.held for review in reviews if review.held]
    begun = at(working_day(row.start + timedelta(days=min(12, max(1, row.days(today) - 1)))), 13, 0)
    assessed = [day for day in (begun, *held[1::2]) if day.date() < (row.end or today)]
    met = [contact.at.date() for contact in contacts if contact.kind == "visit" and contact.status == "held"]
    return Course(
        referral,
        row.start,
        row.end,
        row.rhythm,
        row.problems,
        row.outcome,
        assignments,
        assess(row, assessed, [worker_on(day.date()) for day in assessed], rng, speech),
        _written(plan, row, agreed, held, worker_on, rng, speech, today),
        contacts,
        reviews,
        homes,
        paused,
        *_endings(row, reason, homes, assignments, staff, rng, speech),
        appointments(setting, met[-1] if met else None, rng, speech),
        drafts(setting, contacts, rng, speech),
        surroundings(row, row.script.call_me or given if row.script else given, seed=seed, today=today),
    )


def _name(row: Row, rng: Random) -> tuple[str, str]:
    if row.script:
        return row.script.given, row.script.family
    group = row.nationality if rng.random() < 0.9 else "danish"
    return any_name(group, row.sex, rng)


def _person(row: Row, given: str, family: str, rng: Random, speech: Speech, today: date) -> Person:
    script = row.script
    if script:
        said, where = today - timedelta(days=script.own_words_on), script.own_words_where
        words, call_me = script.own_words, script.call_me
    else:
        words = speech.say("wishes", "own_words", rng.choice(troubled_dimensions(row)))
        said = row.start + timedelta(days=rng.randrange(max(1, row.days(today) - 1)))
        where, call_me = rng.choice(("", "hjemme", "på en gåtur", "på Havnely", "ved kanalen")), ""
        if rng.random() < 0.5:
            call_me = str(read_texts("names")["called"].get(given, ""))
    return Person(
        f"person-{row.index}", given, family, call_me, row.sex, row.born, row.cpr,
        row.nationality, row.income, words, said, where,
    )  # fmt: skip


def _plan_and_reviews(
    row: Row,
    homes: tuple[HousingPeriod, ...],
    worker_on: Callable[[date], str],
    ordered: bool,
    rng: Random,
    speech: Speech,
    today: date,
) -> tuple[PlanWriter, datetime | None, tuple[Review, ...]]:
    """A plan some weeks into the course, if it lasted that long, and the reviews of it."""
    last = row.closed_between[0] if row.closed_between else row.end or today
    day = working_day(row.start + timedelta(days=rng.randint(14, 45)))
    agreed = at(day, rng.randint(9, 15), 0) if day < last else None
    plan = PlanWriter(
        row, rng, speech, begun=row.start, agreed=agreed and agreed.date(), today=today, ordered=ordered
    )
    writer = ReviewWriter(row, rng, speech, plan, sum(1 for review in row.reviews if review.held))
    reviews = []
    for number, review in enumerate(row.reviews):
        if review.held is None:
            reviews.append(Review(review.due, None, worker_on(today), "", (), (), (), "", "", "", "", None))
            continue
        next_due = row.reviews[number + 1].due if number + 1 < len(row.reviews) else None
        home = kind_on(homes, review.held).kind == "own_tenancy"
        held = at(review.held, rng.randint(9, 15), rng.choice((0, 30)))
        reviews.append(writer.write(number, review.due, held, worker_on(review.held), next_due, home))
    return plan, agreed, tuple(reviews)


def _written(
    plan: PlanWriter,
    row: Row,
    agreed: datetime | None,
    held: Sequence[datetime],
    worker_on: Callable[[date], str],
    rng: Random,
    speech: Speech,
    today: date,
) -> Plan:
    versions: tuple[PlanVersion, ...] = ()
    if agreed is not None:
        by = [worker_on(day.date()) for day in (agreed, *held[1::3])]
        versions = agreements(row, held, agreed, by, rng, today)
    return write_plan(plan, versions, speech, row, rng)


def _closing_reason(row: Row, rng: Random, today: date) -> str:
    """Why the course ended, empty while it goes on. Losing touch is rare, and never of a short course."""
    if row.end is None:
        return ""
    if row.script:
        return str(row.script.closing["reason"])
    reason = rng.choices(list(_REASONS), list(_REASONS.values()))[0]
    return "chose_otherwise" if reason == "not_reached" and row.days(today) < 300 else reason


def _endings(
    row: Row,
    reason: str,
    homes: tuple[HousingPeriod, ...],
    assignments: tuple[Assignment, ...],
    staff: Staff,
    rng: Random,
    speech: Speech,
) -> tuple[tuple[Closure, ...], tuple[Reopening, ...]]:
    """Closed once at the end, or once too early and opened again."""
    closures, reopenings = [], []

    def close(day: date, reason: str, told: Mapping[str, str]) -> None:
        by = next(a.worker for a in reversed(assignments) if a.start < day)
        closures.append(
            Closure(
                at(day, 12, 0),
                by,
                reason,
                told.get("destination") or rng.choice(_DESTINATIONS[reason]),
                kind_on(homes, day).kind,
                told.get("note") or speech.say("course", "closing", reason),
                staff.second_person(by) if reason == "not_reached" else "",
            )
        )

    if row.closed_between:
        closed, reopened = row.closed_between
        close(closed, rng.choice(("no_need_person", "no_need_professional", "chose_otherwise")), {})
        by = next(a.worker for a in reversed(assignments) if a.start <= reopened)
        reopenings.append(Reopening(reopened, by, speech.say("course", "reopening", "reason")))
    if row.end is not None:
        told = row.script.closing if row.script else {}
        close(row.end, reason, told)
    return tuple(closures), tuple(reopenings)
