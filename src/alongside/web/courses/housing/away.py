"""Where somebody was while their course rested: what the pause says, so that nobody writes a stay there once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from alongside.enrolments.queries import rests_of
from alongside.housing.queries import Stay
from alongside.kernel.periods import Period
from alongside.web import dates
from alongside.web.courses.course import Course


@dataclass(frozen=True)
class AwayRow:
    """A time on a ward, in prison or in treatment, in words. `lasts`: they are there today."""

    id: UUID
    label: str
    place: str
    period: str
    lasts: bool


def period_in_words(starts_on: date, ends_on: date | None, today: date) -> str:
    """When it was: "Mon 2 Nov to Thu 5 Nov", or "since Mon 2 Nov"."""
    since = {"since": dates.short_day(starts_on, today)}
    if ends_on is None:
        return gettext("since %(since)s") % since
    return gettext("%(since)s to %(until)s") % {**since, "until": dates.short_day(ends_on, today)}


def away_rows(course: Course, stays: Sequence[Stay]) -> list[AwayRow]:
    """The times away of this course, the latest first, less those that stand among the stays already. One query.

    A ward, a prison and a treatment have the same key among the places and among the kinds of housing.
    """
    hidden = course.person.address_protected
    found = []
    for rest in rests_of(course.viewer, course.enrolment):
        kind = course.profile.pause_kinds.get(rest.kind)
        if kind is None or kind.comes_out is None:
            continue
        then = Period(rest.starts_on, rest.ends_on)
        if any(then.overlaps(Period(one.starts_on, one.ends_on)) for one in stays if one.kind == kind.met_at):
            continue
        found.append(
            AwayRow(
                rest.pk,
                kind.label.in_(course.language),
                "" if hidden else rest.place,
                period_in_words(rest.starts_on, rest.ends_on, course.viewer.today),
                lasts=rest.ends_on is None,
            )
        )
    return found
