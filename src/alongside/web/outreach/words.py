"""The thread in the reader's words: since when, which rung, what next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext

from alongside.kernel.drafts import new_key
from alongside.organisation.profile import Profile
from alongside.outreach.models import Ended, FoundAt, Outreach
from alongside.outreach.rules import OnTheLadder
from alongside.web import dates


@dataclass(frozen=True)
class RungLine:
    """A rung of the ladder. `state` is done, now or empty."""

    label: str
    detail: str
    state: str


@dataclass(frozen=True)
class PlaceLine:
    """Where somebody can be found; `place` is empty while it is protected."""

    id: UUID
    place: str
    best_times: str
    told: str
    key: UUID
    """Of the command that says they were not there."""


def since_line(thread: Outreach, name: str, today: date) -> str:
    """Since when we look for them."""
    day = dates.spoken_day(localtime(thread.first_missed_at).date(), today)
    return gettext("%(name)s was not there %(day)s, and we have not met since.") % {"name": name, "day": day}


def rung_lines(stands: OnTheLadder, profile: Profile, language: str, today: date) -> list[RungLine]:
    """The ladder, from below."""
    found = []
    for place, one in enumerate(profile.outreach_rungs):
        state = "done" if place < stands.place else "now" if place == stands.place else ""
        found.append(
            RungLine(
                one.label.in_(language), _when(one.after_days, stands, today, reached=bool(state)), state
            )
        )
    return found


def _when(after_days: int, stands: OnTheLadder, today: date, *, reached: bool) -> str:
    if reached:
        if after_days == 0:
            return gettext("at once")
        return ngettext("after %(days)d day", "after %(days)d days", after_days) % {"days": after_days}
    if stands.next_on is None:
        return gettext("waits while the course rests")
    on = today + timedelta(days=after_days - stands.days)
    return gettext("from %(day)s") % {"day": dates.short_day(on, today)}


def next_line(thread: Outreach, profile: Profile, language: str, today: date) -> str:
    """What is agreed to be tried next; empty while nothing is."""
    if not thread.next_try or thread.next_on is None or thread.next_worker is None:
        return ""
    said = {
        "try": profile.outreach_tries.label(thread.next_try, language),
        "where": thread.next_where,
        "name": thread.next_worker.name,
        "day": dates.spoken_day(thread.next_on, today),
    }
    if thread.next_where:
        return gettext("%(try)s: %(where)s. %(name)s, by %(day)s.") % said
    return gettext("%(try)s. %(name)s, by %(day)s.") % said


def ended_line(thread: Outreach, name: str, today: date) -> str:
    """How a thread ended, and when; empty while it is open."""
    if thread.closed_at is None:
        return ""
    said = {"name": name, "day": dates.spoken_day(localtime(thread.closed_at).date(), today)}
    return {
        Ended.MET: gettext("We met %(name)s %(day)s."),
        Ended.LEFT: gettext("%(name)s said %(day)s where they want to be left."),
        Ended.COURSE: gettext("The course was closed %(day)s."),
        Ended.ERROR: gettext("Nobody had missed a visit: the note was put right."),
    }[Ended(thread.ended)] % said


def place_lines(found: Iterable[FoundAt], today: date) -> list[PlaceLine]:
    """Where somebody can be found."""
    return [PlaceLine(one.pk, one.place, one.best_times, _told(one, today), new_key()) for one in found]


def _told(one: FoundAt, today: date) -> str:
    day = dates.short_day(one.said_on, today)
    if one.told_by:
        return gettext("%(who)s told it %(day)s") % {"who": one.told_by, "day": day}
    return gettext("told %(day)s") % {"day": day}
