"""A summary of a person for a meeting: as little as possible to begin with, and each part chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.caseload.queries import case_manager
from alongside.contacts.queries import ahead
from alongside.housing.queries import strip
from alongside.paper.letters import address_for
from alongside.paper.sheet import Block, Facts, Heading, Points, Step, Steps, Text, Words
from alongside.people.models import PersonIdentifier, Quote
from alongside.plans.queries import active_goals, next_steps
from alongside.plans.reading import StepLine
from alongside.referrals.models import Participant
from alongside.reviews.queries import coming
from alongside.web import dates
from alongside.web.courses.course import Course
from alongside.web.courses.plan.rows import owner
from alongside.web.courses.review.happened import happened
from alongside.web.paper.making import Made, Options
from alongside.web.paper.telling import PLAN, goals_told

SUMMARY_DAYS = 91
PARTS: dict[str, str | Promise] = {
    "words": _("Their own words"),
    "goals": _("What they are working for"),
    "steps": _("Next steps"),
    "happened": _("What happened in the last three months"),
    "ahead": _("What is planned"),
    "housing": _("Where they live now"),
    "around": _("People around them"),
    "phone": _("Telephone"),
    "birth": _("Date of birth"),
    "address": _("Address"),
    "number": _("National number"),
}
"""What may go in. Nothing is chosen to begin with."""
NUMBER, ADDRESS = "number", "address"
PART_TELLS = {
    "words": "notes",
    "goals": PLAN,
    "steps": PLAN,
    "happened": "contacts",
    "ahead": "contacts",
    "housing": "housing",
    "around": "network",
    "phone": "identity",
    "birth": "identity",
    "address": "identity",
    "number": "identity",
}
"""The category of information each part tells, when a summary leaves the house."""


def summary(course: Course, options: Options) -> Made:
    """The person as those at a meeting need to know them; who they are and who walks with them is always there."""
    title = gettext("About %(name)s") % {"name": course.person.full_name}
    return title, list(_blocks(course, options))


def _blocks(course: Course, options: Options) -> Iterator[Block]:
    yield Facts(tuple(_who(course, options)))
    for part, blocks in _SECTIONS.items():
        if part in options.parts and options.tells(PART_TELLS[part]):
            yield from blocks(course, options)
    yield Text(gettext("Given out for one meeting. Please return or destroy it afterwards."), soft=True)


def _who(course: Course, options: Options) -> Iterator[tuple[str, str]]:
    person = course.person
    yield gettext("Name"), person.full_name
    if person.called_name and person.called_name != person.given_name:
        yield gettext("Wants to be called"), person.called_name
    if "birth" in options.parts and person.birth_date:
        yield gettext("Date of birth"), dates.short_day(person.birth_date, course.viewer.today)
    if NUMBER in options.parts:
        for number in PersonIdentifier.objects.visible_to(course.viewer).filter(person=person):
            known = next(
                (one for one in course.profile.identifier_systems if one.system == number.system), None
            )
            yield (known.label.in_(course.language) if known else gettext("Number")), number.value
    if "phone" in options.parts and person.phone:
        yield gettext("Telephone"), person.phone
    if ADDRESS in options.parts and (address := address_for(course.viewer, person)):
        yield gettext("Address"), "\n".join(address)
    worker = case_manager(course.viewer, course.enrolment)
    if worker is not None:
        yield gettext("Case manager"), ", ".join(part for part in (worker.name, worker.phone) if part)
    yield gettext("Team"), course.enrolment.team.name


def _words(course: Course, options: Options) -> Iterator[Block]:
    quotes = Quote.objects.visible_to(course.viewer).filter(person=course.person)
    quote = quotes.order_by("-said_on", "-pk").first()
    if quote is not None:
        day = dates.short_day(quote.said_on, course.viewer.today)
        yield Words(quote.text, gettext("%(name)s, %(day)s") % {"name": course.name, "day": day}, large=True)


def _goals(course: Course, options: Options) -> Iterator[Block]:
    kept = goals_told(course, options)
    goals = active_goals(course.viewer, course.enrolment, with_sub_goals=False)
    if goals := [goal for goal in goals if kept is None or goal.id in kept]:
        yield Heading(gettext("What they are working for"))
        yield Points(tuple(goal.title for goal in goals))


def _steps(course: Course, options: Options) -> Iterator[Block]:
    today = course.viewer.today
    kept = goals_told(course, options)
    found = next_steps(course.viewer, course.enrolment)
    if found := [step for step in found if kept is None or step.goal_id in kept]:
        yield Heading(gettext("Next steps"))
        yield Steps(
            tuple(
                Step(
                    step.title,
                    " · ".join(
                        part
                        for part in (
                            owner(
                                StepLine(step.id, step.title, step.owner, step.owner_name, step.due_on, None),
                                course,
                            ),
                            dates.short_day(step.due_on, today) if step.due_on else "",
                        )
                        if part
                    ),
                )
                for step in found
            )
        )


def _happened(course: Course, options: Options) -> Iterator[Block]:
    today = course.viewer.today
    since = max(today - timedelta(days=SUMMARY_DAYS), course.enrolment.starts_on)
    found = happened(course, since, today)
    period = {"since": found.since, "until": found.until}
    yield Heading(gettext("%(since)s to %(until)s") % period)
    yield Points(tuple(found.sentences))


def _ahead(course: Course, options: Options) -> Iterator[Block]:
    today = course.viewer.today
    lines = [
        " · ".join(
            part
            for part in (
                dates.short_day(localtime(one.at).date(), today) + " " + dates.clock(one.at),
                one.place_text,
            )
            if part
        )
        for one in ahead(course.viewer, [course.enrolment.pk])
        if one.at >= course.viewer.now
    ]
    review = coming(course.viewer, [course.enrolment.pk], profile=course.profile).get(course.enrolment.pk)
    if review is not None:
        lines.append(gettext("Review on %(day)s.") % {"day": dates.short_day(review.due_on, today)})
    if lines:
        yield Heading(gettext("What is planned"))
        yield Points(tuple(lines))


def _housing(course: Course, options: Options) -> Iterator[Block]:
    now = strip(course.viewer, course.person, profile=course.profile).now
    if now is not None:
        kind = course.profile.housing_kinds.label(now.kind, course.language)
        yield Heading(gettext("Where they live now"))
        yield Text(
            gettext("%(kind)s, since %(day)s")
            % {"kind": kind, "day": dates.short_day(now.starts_on, course.viewer.today)}
        )


def _around(course: Course, options: Options) -> Iterator[Block]:
    named = Participant.objects.visible_to(course.viewer).filter(referral_id=course.enrolment.referral_id)
    lines = [
        ", ".join(part for part in (one.name, one.title, one.organisation, one.phone) if part)
        for one in named.exclude(name="").order_by("name")
    ]
    if lines:
        yield Heading(gettext("People around them"))
        yield Points(tuple(lines))


_SECTIONS: dict[str, Callable[[Course, Options], Iterator[Block]]] = {
    "words": _words,
    "goals": _goals,
    "steps": _steps,
    "happened": _happened,
    "ahead": _ahead,
    "housing": _housing,
    "around": _around,
}
