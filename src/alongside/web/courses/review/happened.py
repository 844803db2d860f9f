"""What happened since the last review, from the records and in words. Two rooms are asked, neither knows the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext, ngettext

from alongside.contacts.queries import Counts, counts_between
from alongside.housing.queries import strip
from alongside.plans.reading import WholePlan, whole
from alongside.web import dates
from alongside.web.courses.course import Course

SHORT_SILENCE = 7
"""Days without meeting that go without saying."""


@dataclass(frozen=True)
class Happened:
    """Sentences about a period `[since, until)`."""

    sentences: list[str]
    since: str
    until: str


def happened(course: Course, since: date, until: date) -> Happened:
    """What the records say about the time from `since` up to and with `until`.

    Sentences without anything to say are left out; a period without a single contact says so.
    """
    after = until + timedelta(days=1)
    counts = counts_between(course.viewer, course.enrolment, since, after, profile=course.profile)
    plan = whole(course.viewer, course.enrolment)
    said = [
        *_contacts(course, counts),
        *_homes(course, since, until),
        *(_steps(plan, since, until) if plan else []),
    ]
    today = course.viewer.today
    return Happened(said, dates.short_day(since, today), dates.short_day(until, today))


def _contacts(course: Course, counts: Counts) -> list[str]:
    if not (counts.met or counts.phone or counts.messages or counts.tried):
        return [gettext("Nothing is written about contacts in this time.")]
    said = [
        ngettext("We met once.", "We met %(times)d times.", counts.met) % {"times": counts.met}
        if counts.met
        else gettext("We did not meet.")
    ]
    where = [(key, times) for key, times in counts.places if key]
    if where and counts.met > 1:
        place = course.profile.contact_places.label(where[0][0], course.language)
        said.append(gettext("Most often: %(place)s.") % {"place": place})
    if counts.phone:
        said.append(
            ngettext("We talked on the phone once.", "We talked on the phone %(times)d times.", counts.phone)
            % {"times": counts.phone}
        )
    if counts.tried:
        said.append(
            ngettext(
                "We tried once without meeting.", "We tried %(times)d times without meeting.", counts.tried
            )
            % {"times": counts.tried}
        )
    if counts.meetings:
        said.append(
            ngettext(
                "There was one meeting with others.",
                "There were %(times)d meetings with others.",
                counts.meetings,
            )
            % {"times": counts.meetings}
        )
    if counts.longest_gap > SHORT_SILENCE:
        said.append(
            gettext("The longest time without meeting was %(days)d days.") % {"days": counts.longest_gap}
        )
    return said


def _homes(course: Course, since: date, until: date) -> list[str]:
    today = course.viewer.today
    return [
        gettext("Since %(day)s: %(place)s.")
        % {"day": dates.short_day(stay.starts_on, today), "place": stay.place or stay.label}
        for stay in strip(course.viewer, course.person, profile=course.profile).stays
        if since < stay.starts_on <= until
    ]


def _steps(plan: WholePlan, since: date, until: date) -> list[str]:
    steps = [
        step
        for goal in plan.goals
        for step in (*goal.steps, *(step for sub in goal.sub_goals for step in sub.steps))
    ]
    done = sum(step.done_on is not None and since <= step.done_on <= until for step in steps)
    left = sum(step.done_on is None for step in steps)
    said = []
    if done:
        said.append(ngettext("One step was done.", "%(steps)d steps were done.", done) % {"steps": done})
    if left:
        said.append(ngettext("One step is left.", "%(steps)d steps are left.", left) % {"steps": left})
    return said
