"""Cover, hand-overs and full posts in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy, ngettext

from alongside.attention.queries import Companion
from alongside.caseload.balancing.rules import Because
from alongside.caseload.moves import CoverLine
from alongside.caseload.queries import Load, Proposal
from alongside.caseload.rules import Fit
from alongside.web import dates

DAY = timedelta(days=1)

BECAUSE = {
    Because.LEAVES: gettext_lazy("%(before)s leaves"),
    Because.NOBODY: gettext_lazy("nobody walks with them now"),
    Because.CHOSEN: gettext_lazy("you chose it"),
    Because.OVER_NORM: gettext_lazy("%(before)s walks with more people than the norm"),
    Because.OVER_WEIGHT: gettext_lazy("%(before)s carries more than the post is made for"),
    Because.LANGUAGE: gettext_lazy("%(to)s speaks their language"),
    Because.GENDER: gettext_lazy("%(to)s is who they wish to walk with"),
    Because.AREA: gettext_lazy("%(to)s knows where they live"),
    Because.ROOM: gettext_lazy("%(to)s has room"),
}
LACKS = {
    Fit.LANGUAGE: gettext_lazy("%(to)s does not speak their language"),
    Fit.GENDER: gettext_lazy("they wished for someone else than %(to)s"),
    Fit.AREA: gettext_lazy("%(to)s does not know that part of town"),
}
FITS = {
    Fit.LANGUAGE: gettext_lazy("speaks their language"),
    Fit.GENDER: gettext_lazy("is who they wish to walk with"),
    Fit.AREA: gettext_lazy("knows where they live"),
}


def short_number(value: float) -> str:
    """A weight or points as they are said: "9.5", "8"."""
    return number_format(round(value, 1), 0 if round(value, 1) == int(round(value, 1)) else 1)


def head_count(people: int) -> str:
    """ "8 people"."""
    return ngettext("%(people)d person", "%(people)d people", people) % {"people": people}


def weight_of(weight: float, room: float) -> str:
    """ "weight 9.5 of 8": never said in place of the head count."""
    return gettext("weight %(weight)s of %(room)s") % {
        "weight": short_number(weight),
        "room": short_number(room),
    }


def how_full(load: Load) -> str:
    """ "8 people of 8 · weight 9.5 of 8"."""
    return gettext("%(people)s of %(places)d · %(weight)s") % {
        "people": head_count(load.people),
        "places": load.places,
        "weight": weight_of(load.weight, load.weight_places),
    }


def with_room(load: Load, *, team: bool = False) -> str:
    """A colleague to choose: "Maja Toft, Team Havn: 6 people of 8 · weight 6.5 of 8"."""
    name = f"{load.name}, {load.team_name}" if team else load.name
    return gettext("%(name)s: %(full)s") % {"name": name, "full": how_full(load)}


@dataclass(frozen=True)
class FitRow:
    """A proposed case manager: how full their post is, and what speaks for them."""

    load: Load
    knew_until: date | None
    full: str
    fits: list[str]


def fit_rows(proposals: Iterable[Proposal]) -> list[FitRow]:
    """The proposed case managers, in their order."""
    return [
        FitRow(one.load, one.knew_until, how_full(one.load), [str(FITS[fit]) for fit in one.fits])
        for one in proposals
    ]


def last_day(ends_on: date) -> date:
    """The last day of cover, as people say it; the records keep the first day without."""
    return ends_on - DAY


def covering(who: Companion, today: date) -> list[str]:
    """Until when the viewer covers for somebody's case manager, and what they were told."""
    if who.cover_until is None:
        return []
    said = gettext("You cover until %(day)s.") % {"day": dates.spoken_day(last_day(who.cover_until), today)}
    return [said, who.cover_note] if who.cover_note else [said]


def when(cover: CoverLine, today: date) -> str:
    """From when to when cover lasts."""
    values = {
        "first": dates.spoken_day(cover.starts_on, today),
        "last": dates.spoken_day(last_day(cover.ends_on), today),
    }
    if cover.running:
        return gettext("until %(last)s") % values
    return gettext("%(first)s to %(last)s") % values
