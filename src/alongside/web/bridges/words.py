"""The way to a service in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.bridges.queries import Moved, OnTheWay, whom_one_moves
from alongside.bridges.rules import Standing, State
from alongside.kernel import drafts
from alongside.organisation.profile import Profile
from alongside.web import dates

STATES: Mapping[State, str | Promise] = {
    State.WISH: _("Wishes for it"),
    State.ASKED: _("We asked"),
    State.WAITING: _("On the waiting list"),
    State.ACCEPTED: _("They said yes"),
    State.REFUSED: _("They said no"),
    State.TOGETHER: _("There together"),
    State.ATTENDS: _("Goes there by themselves"),
    State.STOPPED: pgettext_lazy("going to a service", "Stopped"),
}
"""What happened, and what one chooses."""
STANDINGS: Mapping[Standing, str | Promise] = {
    **{Standing(state): said for state, said in STATES.items()},
    Standing.PLANNED: _("Going there together"),
    Standing.MISSED: _("The visit did not come about"),
}
_AGAIN: Mapping[State, str | Promise] = {
    State.ASKED: _("We asked again"),
    State.WAITING: _("Still on the waiting list"),
    State.TOGETHER: _("There together again"),
}
_TAPS: Mapping[Standing, tuple[State, ...]] = {
    Standing.WISH: (State.ASKED,),
    Standing.ASKED: (State.ACCEPTED, State.WAITING, State.ASKED),
    Standing.WAITING: (State.ACCEPTED, State.WAITING),
    Standing.ACCEPTED: (State.ATTENDS,),
    Standing.REFUSED: (State.ASKED,),
    Standing.PLANNED: (),
    Standing.MISSED: (State.ATTENDS,),
    Standing.TOGETHER: (State.ATTENDS,),
    Standing.ATTENDS: (),
    Standing.STOPPED: (State.WISH,),
}
"""What is one tap, the most likely first. What needs a reason or a visit has a page."""
_GOES_TOGETHER = (Standing.WISH, Standing.ASKED, Standing.ACCEPTED, Standing.MISSED, Standing.TOGETHER)


@dataclass(frozen=True)
class Tap:
    """Something that is one tap: `key` makes two taps one."""

    to: str
    words: str
    key: UUID


@dataclass(frozen=True)
class WayLine:
    """A person's way to a service, as a list shows it.

    Attributes:
        since: the day of it; for a visit ahead, when it will be.
        state: "late" when it stands still, for its colour.
        still: why the case manager is told, with the days; empty when it moves.
        together: whether a visit there together can be planned from here.
    """

    id: UUID
    person_id: UUID
    person: str
    service_id: UUID
    service: str
    provider: str
    standing: str
    words: str
    since: str
    why: str
    said: str
    note: str
    still: str
    visit_url: str
    visit_words: str
    together: bool
    taps: tuple[Tap, ...]
    goal: str


def way_line(way: OnTheWay, profile: Profile, today: date, *, moves: bool, person: str = "") -> WayLine:
    """A way in words.

    Args:
        moves: whether the reader moves it along; else there is nothing to tap.
        person: their name, where several stand in one list.
    """
    bridge, standing = way.bridge, way.at.at
    ahead = standing is Standing.PLANNED
    return WayLine(
        id=bridge.pk,
        person_id=bridge.person_id,
        person=person,
        service_id=bridge.service_id,
        service=way.service,
        provider=way.provider,
        standing=str(standing),
        words=str(STANDINGS[standing]),
        since=dates.spoken_day(way.at.since, today),
        why=_reason(way.state, way.why, profile),
        said=way.words,
        note=way.note,
        still=still_words(standing, way.still) if way.still is not None else "",
        visit_url=reverse("contact", args=[way.visit_id]) if way.visit_id else "",
        visit_words=gettext("The visit") if ahead else gettext("What was written"),
        together=moves and standing in _GOES_TOGETHER,
        taps=taps_of(standing) if moves else (),
        goal=way.goal,
    )


def lines_of_many(viewer: Actor, profile: Profile, ways: Sequence[OnTheWay]) -> list[WayLine]:
    """The ways of several people, each with its name; one moves along whom one walks with or leads. One query."""
    mine = whom_one_moves(viewer, ways)
    return [
        way_line(
            one,
            profile,
            viewer.today,
            moves=one.bridge.person_id in mine,
            person=one.bridge.person.full_name,
        )
        for one in ways
    ]


def still_words(standing: Standing, days: int) -> str:
    """Why the case manager is told, and what could come next."""
    said = {
        Standing.WISH: ngettext(
            "Wished for %(days)d day ago, and nobody has asked there.",
            "Wished for %(days)d days ago, and nobody has asked there.",
            days,
        ),
        Standing.ASKED: ngettext(
            "We asked %(days)d day ago and have no answer.",
            "We asked %(days)d days ago and have no answer.",
            days,
        ),
        Standing.WAITING: ngettext(
            "On the waiting list, and nobody has asked for %(days)d day.",
            "On the waiting list, and nobody has asked for %(days)d days.",
            days,
        ),
        Standing.ACCEPTED: ngettext(
            "They said yes %(days)d day ago, and no visit is planned.",
            "They said yes %(days)d days ago, and no visit is planned.",
            days,
        ),
        Standing.REFUSED: ngettext(
            "They said no %(days)d day ago. Ask again, or elsewhere?",
            "They said no %(days)d days ago. Ask again, or elsewhere?",
            days,
        ),
        Standing.PLANNED: ngettext(
            "The visit was to be %(days)d day ago. Nothing is written about it.",
            "The visit was to be %(days)d days ago. Nothing is written about it.",
            days,
        ),
        Standing.MISSED: ngettext(
            "The visit %(days)d day ago did not come about. No other is planned.",
            "The visit %(days)d days ago did not come about. No other is planned.",
            days,
        ),
        Standing.TOGETHER: ngettext(
            "There together %(days)d day ago. Does it go on?",
            "There together %(days)d days ago. Does it go on?",
            days,
        ),
    }
    return said[standing] % {"days": days}


def choices_after(state: State, states: Iterable[State]) -> list[tuple[str, str | Promise]]:
    """What can be written down next, for a list.

    Args:
        state: what the latest move says; the same again is said so.
    """
    return [(to.value, _AGAIN.get(to, STATES[to]) if to is state else STATES[to]) for to in states]


@dataclass(frozen=True)
class MoveLine:
    """Something that happened on the way."""

    id: UUID
    words: str
    day: str
    who: str
    why: str
    said: str
    note: str
    visit_url: str


def move_line(moved: Moved, profile: Profile, today: date) -> MoveLine:
    """A move in words; one with a visit says what became of it."""
    move = moved.move
    return MoveLine(
        id=move.pk,
        words=str(STANDINGS[moved.at]),
        day=dates.short_day(move.moved_on, today),
        who=move.worker.name if move.worker else "",
        why=_reason(State(move.state), move.why, profile),
        said=move.words,
        note=move.note,
        visit_url=reverse("contact", args=[move.contact_id]) if move.contact_id else "",
    )


def taps_of(standing: Standing) -> tuple[Tap, ...]:
    """What is one tap from where they stand."""
    return tuple(
        Tap(to.value, str(_AGAIN[to] if to.value == standing.value else STATES[to]), drafts.new_key())
        for to in _TAPS[standing]
    )


def _reason(state: State, why: str, profile: Profile) -> str:
    if not why:
        return ""
    choices = profile.bridge_refusals if state is State.REFUSED else profile.bridge_stops
    return choices.label(why, get_language() or "en")
