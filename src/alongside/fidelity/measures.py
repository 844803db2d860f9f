"""Everything that is counted, by principle, and how it is added up. Pure: facts in, numbers out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from alongside.fidelity import rules
from alongside.fidelity.facts import Facts
from alongside.fidelity.rules import Counted, Measure, Principle, Sum, Unit

MEASURES: tuple[Measure, ...] = (
    Measure("walked", Principle.CONTINUOUS, Unit.DAYS, rules.walked),
    Measure("no-change", Principle.CONTINUOUS, Unit.COURSE, rules.no_change),
    Measure("same-worker", Principle.CONTINUOUS, Unit.MEETINGS, rules.same_worker),
    Measure("rhythm", Principle.INDIVIDUAL, Unit.DAYS, rules.rhythm),
    Measure("needs-seen", Principle.INDIVIDUAL, Unit.COURSE, rules.needs_seen),
    Measure("in-their-words", Principle.INDIVIDUAL, Unit.GOALS, rules.in_their_words),
    Measure("no-end", Principle.OPEN_ENDED, Unit.COURSE, rules.no_end),
    Measure("not-let-go", Principle.OPEN_ENDED, Unit.COURSE, rules.not_let_go),
    Measure("practical", Principle.PRACTICAL, Unit.STEPS, rules.practical),
    Measure("meetings-held", Principle.PRACTICAL, Unit.MEETINGS, rules.meetings_held),
    Measure("person-there", Principle.PRACTICAL, Unit.MEETINGS, rules.person_there),
    Measure("prepared", Principle.PRACTICAL, Unit.MEETINGS, rules.prepared),
    Measure("talked-over", Principle.PRACTICAL, Unit.MEETINGS, rules.talked_over),
    Measure("places-known", Principle.LOCAL, Unit.COURSE, rules.places_known),
    Measure("plan-agreed", Principle.PLAN, Unit.COURSE, rules.plan_agreed),
    Measure("reviews-on-time", Principle.PLAN, Unit.REVIEWS, rules.reviews_on_time),
    Measure("both-judged", Principle.PLAN, Unit.JUDGEMENTS, rules.both_judged),
    Measure("other-plans-known", Principle.OTHER_PLANS, Unit.COURSE, rules.other_plans_known),
    Measure("other-plans-followed", Principle.OTHER_PLANS, Unit.PLANS, rules.other_plans_followed),
    Measure("other-plans-met", Principle.OTHER_PLANS, Unit.PLANS, rules.other_plans_met),
    Measure("authority-known", Principle.AUTHORITY, Unit.COURSE, rules.authority_known),
    Measure("authority-told", Principle.AUTHORITY, Unit.MONTHS, rules.authority_told),
    Measure("services-around", Principle.SERVICES, Unit.COURSE, rules.services_around),
    Measure("services-asked", Principle.SERVICES, Unit.PEOPLE, rules.services_asked),
    Measure("services-reached", Principle.SERVICES, Unit.WAYS, rules.services_reached),
    Measure("services-met", Principle.SERVICES, Unit.PEOPLE, rules.services_met),
    Measure("family-around", Principle.FAMILY, Unit.COURSE, rules.family_around),
    Measure("family-asked", Principle.FAMILY, Unit.PEOPLE, rules.family_asked),
    Measure("family-met", Principle.FAMILY, Unit.PEOPLE, rules.family_met),
    Measure("own-steps", Principle.CATALYST, Unit.STEPS, rules.own_steps),
    Measure("own-wish", Principle.CATALYST, Unit.SUB_GOALS, rules.own_wish),
    Measure("outside", Principle.MOBILE, Unit.MEETINGS, rules.outside),
)
BY_KEY: Mapping[str, Measure] = {measure.key: measure for measure in MEASURES}


def counts_of(facts: Facts) -> dict[str, Counted]:
    """Every measure of one course, by its key."""
    return {measure.key: measure.count(facts) for measure in MEASURES}


def sums_of(courses: Iterable[Mapping[str, Counted]]) -> dict[str, Sum]:
    """Every measure of several courses together, by its key: added up, and no mean of means."""
    found = list(courses)
    return {
        measure.key: Sum(
            n=sum(one[measure.key].n for one in found),
            of=sum(one[measure.key].of for one in found),
            courses=sum(one[measure.key].of > 0 for one in found),
        )
        for measure in MEASURES
    }
