"""The thirteen principles in our own words after seed 002, what is counted, and how a number reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from alongside.fidelity.rules import Principle, Unit, Window

Words = str | Promise


@dataclass(frozen=True)
class Said:
    """A principle: its name, what it asks for, and what no record says about it."""

    name: Words
    asks: Words
    silent: Words = ""


PRINCIPLES: Mapping[Principle, Said] = {
    Principle.CONTINUOUS: Said(
        _("One continuous case manager"),
        _("One and the same case manager walks with the person all the way."),
        _("Whether the two of them get on. Ask the person."),
    ),
    Principle.INDIVIDUAL: Said(
        _("Made for this person"),
        _("The course follows what this person needs, as often and as closely as they need it."),
        _("Whether the rhythm is the right one: that is talked about in the review."),
    ),
    Principle.OPEN_ENDED: Said(
        _("As long as it is needed"),
        _("There is no day on which it ends. It goes on as long as the person needs it."),
        _("Whether somebody stayed away because they felt that we had given up."),
    ),
    Principle.PRACTICAL: Said(
        _("Support that hangs together"),
        _(
            "The case manager helps with people and with practical things, and makes one course out of it all."
        ),
        _("Help that nobody wrote down as a step: a kitchen cleaned together, a letter opened."),
    ),
    Principle.ORGANISATION: Said(
        _("Knows how the house works"),
        _("The case manager knows the organisation that the support is part of, and who decides what."),
    ),
    Principle.LOCAL: Said(
        _("Knows the town and what there is"),
        _(
            "The case manager knows the neighbourhood and what is offered in it, by the municipality and by others."
        ),
    ),
    Principle.PLAN: Said(
        _("A plan made together"),
        _("The person and the case manager make the plan together, and change it as life changes."),
        _("Who held the pen."),
    ),
    Principle.OTHER_PLANS: Said(
        _("Fits with the other plans"),
        _(
            "What others have planned for the person is known and fits, the action plan of the authority first of all."
        ),
        _("A plan that exists and that nobody has told us of."),
    ),
    Principle.AUTHORITY: Said(
        _("Close to the authority"),
        _("There is close work with the caseworker at the authority."),
        _("Calls that nobody noted, and what came of them."),
    ),
    Principle.SERVICES: Said(
        _("Ties to treatment and support"),
        _("Ties grow to services that can support the person, as far as they can make use of them."),
        _("Whether it is a tie. Somebody in the list may have met the person once."),
    ),
    Principle.FAMILY: Said(
        _("Ties to family and friends"),
        _("Ties grow to family and friends, as far as the person wants them."),
        _("Somebody may want no contact. Then nobody in the list is right, and no fault."),
    ),
    Principle.CATALYST: Said(
        _("A partner, not an expert"),
        _("The case manager thinks along and gets things going, and does not know better."),
        _("The tone in which it was said. That is why the case manager is asked."),
    ),
    Principle.MOBILE: Said(
        _("Where the person is"),
        _("The case manager comes to the person: to their home, or where they want to meet."),
        _("Whether the place was the person’s own choice."),
    ),
}

MEASURES: Mapping[str, tuple[Words, Words]] = {
    "walked": (
        _("Days with a case manager"),
        _("Days on which somebody was the case manager, of all the days."),
    ),
    "no-change": (
        _("No change of case manager"),
        _("Whether nobody else took over. The first case manager is no change."),
    ),
    "same-worker": (
        _("Met by their own case manager"),
        _("Meetings face to face that the case manager of that day held, of all of them."),
    ),
    "rhythm": (
        _("Days within the rhythm"),
        _(
            "Days no further from the last meeting than agreed. Days on which the course rested are left out; after "
            "them, and at the beginning, one counts anew. The rhythm agreed today is taken for all of them."
        ),
    ),
    "needs-seen": (_("Needs looked at together"), _("Whether there is a look at the areas of life.")),
    "in-their-words": (
        _("Goals with their own view"),
        _("Goals with the person’s own view, of those that are worked on today."),
    ),
    "no-end": (_("No end was set"), _("Whether no order names a day on which it ends.")),
    "not-let-go": (
        _("Not let go"),
        _("Whether the course was not closed because the person did not come."),
    ),
    "practical": (
        _("Steps we took, or took together"),
        _("Steps that the case manager took, alone or with the person, of those done."),
    ),
    "meetings-held": (
        _("Meetings with others that took place"),
        _(
            "Meetings with others in which we were, of those that were to be. Called off and tried count as not."
        ),
    ),
    "person-there": (
        _("The person was at the table"),
        _("Meetings with others in which the person took part, of those that took place."),
    ),
    "prepared": (
        _("Meetings prepared together"),
        _("Meetings with others before which it was written what the person wants, or what to bring."),
    ),
    "talked-over": (
        _("Meetings talked over afterwards"),
        _("Meetings with others of which it is written what they meant to the person."),
    ),
    "places-known": (
        _("Knows a place in the directory"),
        _("Whether the case manager is named today with a service as somebody one can ask about it."),
    ),
    "plan-agreed": (_("The plan is agreed"), _("Whether the person has agreed to a version of the plan.")),
    "reviews-on-time": (
        _("Reviews on time"),
        _("Reviews held by the day they were due, of those due. One that is due today is not late."),
    ),
    "both-judged": (
        _("Judged by the person too"),
        _("Goals about which the person said something themselves, of those judged in reviews."),
    ),
    "other-plans-known": (
        _("Plans of others are known"),
        _("Whether at least one plan that somebody else leads is written down."),
    ),
    "other-plans-followed": (
        _("Plans of others we can follow"),
        _("Plans of others with somebody to ring and with what comes next, of those that run."),
    ),
    "other-plans-met": (
        _("Plans of others we met about"),
        _("Plans of others with a meeting about them in which we were, of those that run."),
    ),
    "authority-known": (
        _("We know whom to turn to"),
        _("Whether the authority or its caseworker is named on the referral."),
    ),
    "authority-told": (
        _("Months in which we told them something"),
        _("Calendar months with something told or sent to the authority that ordered, of all months."),
    ),
    "services-around": (
        _("Professionals around the person"),
        _("Whether at least one of them is written down, besides us."),
    ),
    "services-asked": (
        _("Asked about the professionals"),
        _("Professionals about whom the person has said whether we may speak with them."),
    ),
    "services-met": (
        _("Professionals who were there"),
        _(
            "Professionals whom a note names as there when we met the person face to face, of those around them."
        ),
    ),
    "services-reached": (
        _("Services they came to"),
        _(
            "Services where the person has been, with us or by themselves, of those they wished for. One that stopped "
            "before the window is left out."
        ),
    ),
    "family-around": (_("Family or friends are known"), _("Whether at least one of them is written down.")),
    "family-asked": (
        _("Asked about family and friends"),
        _("Those of them about whom the person has said whether we may speak with them. A no is an answer."),
    ),
    "family-met": (
        _("Family and friends who were there"),
        _(
            "Those whom a note names as there when we met the person face to face. Whoever the person does not want "
            "us to speak with is left out."
        ),
    ),
    "own-steps": (
        _("Steps they took, or we together"),
        _("Steps that the person took, alone or with us, of those done."),
    ),
    "own-wish": (
        _("Sub-goals they wish for"),
        _("Sub-goals that are the person’s own wish or a shared one, of those that are worked on today."),
    ),
    "outside": (
        _("Met outside our office"),
        _("Meetings face to face elsewhere than in our office, of those whose place is written."),
    ),
}
"""What a measure is called, and how it is counted."""

UNITS: Mapping[Unit, Words] = {
    Unit.COURSE: ngettext_lazy("%(n)s of %(of)d course", "%(n)s of %(of)d courses", "of"),
    Unit.DAYS: ngettext_lazy("%(n)s of %(of)d day", "%(n)s of %(of)d days", "of"),
    Unit.MONTHS: ngettext_lazy("%(n)s of %(of)d month", "%(n)s of %(of)d months", "of"),
    Unit.MEETINGS: ngettext_lazy("%(n)s of %(of)d meeting", "%(n)s of %(of)d meetings", "of"),
    Unit.GOALS: ngettext_lazy("%(n)s of %(of)d goal", "%(n)s of %(of)d goals", "of"),
    Unit.SUB_GOALS: ngettext_lazy("%(n)s of %(of)d sub-goal", "%(n)s of %(of)d sub-goals", "of"),
    Unit.STEPS: ngettext_lazy("%(n)s of %(of)d step", "%(n)s of %(of)d steps", "of"),
    Unit.REVIEWS: ngettext_lazy("%(n)s of %(of)d review", "%(n)s of %(of)d reviews", "of"),
    Unit.JUDGEMENTS: ngettext_lazy("%(n)s of %(of)d goal judged", "%(n)s of %(of)d goals judged", "of"),
    Unit.PLANS: ngettext_lazy("%(n)s of %(of)d plan", "%(n)s of %(of)d plans", "of"),
    Unit.PEOPLE: ngettext_lazy("%(n)s of %(of)d person", "%(n)s of %(of)d people", "of"),
    Unit.WAYS: ngettext_lazy("%(n)s of %(of)d service", "%(n)s of %(of)d services", "of"),
}

WINDOWS: list[tuple[str, Words]] = [
    (Window.QUARTER, _("The last three months")),
    (Window.HALF_YEAR, _("The last six months")),
    (Window.YEAR, _("The last twelve months")),
    (Window.SO_FAR, _("The course so far")),
]
COUNTS: Words = pgettext_lazy("a record in a number", "counts")
COUNTS_NOT: Words = pgettext_lazy("a record in a number", "does not count")


def number(unit: Unit, n: int, of: int, *, one: bool = False) -> str:
    """How a number reads.

    Args:
        one: it is about one course, where a question has a yes or a no.
    """
    if unit is Unit.COURSE and one:
        return gettext("Yes") if n else gettext("No")
    if of == 0:
        return gettext("nothing to count")
    return str(UNITS[unit] % {"n": n, "of": of})
