"""The rules of the way to a service. Pure: no Django, no clock."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.bridges import errors


class State(StrEnum):
    """What a move says."""

    WISH = "wish"
    ASKED = "asked"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    TOGETHER = "together"
    """The first visit with us; with a contact, it is planned until that was held."""
    ATTENDS = "attends"
    STOPPED = "stopped"


class Standing(StrEnum):
    """Where a bridge stands: what its latest move says, and for a visit together what became of it."""

    WISH = "wish"
    ASKED = "asked"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    PLANNED = "planned"
    MISSED = "missed"
    """The visit together was planned and did not come about."""
    TOGETHER = "together"
    ATTENDS = "attends"
    STOPPED = "stopped"


class Visit(StrEnum):
    """What became of a visit together."""

    AHEAD = "ahead"
    HELD = "held"
    NOT_HELD = "not_held"


BEGINS = (State.WISH, State.ASKED, State.WAITING, State.ACCEPTED, State.TOGETHER, State.ATTENDS)
"""Where a bridge can begin: many are on their way, or there, before anybody writes it down."""
GIVES_A_REASON = (State.REFUSED, State.STOPPED)
REST = (Standing.ATTENDS, Standing.STOPPED)
"""Where nothing is waited for."""
_NEXT: Mapping[State, tuple[State, ...]] = {
    State.WISH: (State.ASKED, State.WAITING, State.ACCEPTED, State.TOGETHER, State.ATTENDS, State.STOPPED),
    State.ASKED: (
        State.ACCEPTED,
        State.WAITING,
        State.REFUSED,
        State.TOGETHER,
        State.ATTENDS,
        State.ASKED,
        State.STOPPED,
    ),
    State.WAITING: (
        State.ACCEPTED,
        State.ASKED,
        State.REFUSED,
        State.TOGETHER,
        State.ATTENDS,
        State.WAITING,
        State.STOPPED,
    ),
    State.ACCEPTED: (State.TOGETHER, State.ATTENDS, State.WAITING, State.REFUSED, State.STOPPED),
    State.REFUSED: (State.ASKED, State.WAITING, State.ACCEPTED, State.STOPPED),
    State.TOGETHER: (
        State.ATTENDS,
        State.TOGETHER,
        State.ACCEPTED,
        State.WAITING,
        State.ASKED,
        State.REFUSED,
        State.STOPPED,
    ),
    State.ATTENDS: (State.TOGETHER, State.REFUSED, State.STOPPED),
    State.STOPPED: (State.WISH, State.ASKED, State.ACCEPTED, State.TOGETHER, State.ATTENDS),
}


def next_states(last: State, *, ahead: bool = False) -> tuple[State, ...]:
    """What can happen next, the most likely first. Asking again, waiting on and going together again are moves too.

    Args:
        ahead: the visit together is still to come. A yes is no news then, and would hide the visit.
    """
    return tuple(to for to in _NEXT[last] if not (ahead and to is State.ACCEPTED))


def check_move(
    *,
    last: State | None,
    last_on: date | None,
    to: State,
    on: date,
    today: date,
    why: str,
    reasons: Collection[str],
    ahead: bool = False,
) -> None:
    """A move follows from where the bridge stands, on a day that has come, and says why where it ends a hope.

    Args:
        last: what the latest move says; None when it begins.
        reasons: the keys that may be chosen for `to`.
        ahead: see `next_states`.

    Raises:
        NotFromHere, NotYet, BeforeTheLast, ReasonMissing
    """
    if to not in (BEGINS if last is None else next_states(last, ahead=ahead)):
        raise errors.NotFromHere(field="to")
    if on > today:
        raise errors.NotYet(field="moved_on")
    if last_on is not None and on < last_on:
        raise errors.BeforeTheLast(field="moved_on", day=last_on)
    if to in GIVES_A_REASON and why not in reasons:
        raise errors.ReasonMissing(field="why")


@dataclass(frozen=True)
class Stand:
    """Where a bridge stands, and since when; a visit that is planned, "since" the day on which it will be."""

    at: Standing
    since: date


def stand(state: State, on: date, *, visit: Visit | None = None, visit_on: date | None = None) -> Stand:
    """Where a bridge stands by its latest move.

    Args:
        on: the day of the move.
        visit: what became of the contact of a move to `TOGETHER`, and `visit_on` its day; None without a contact.
    """
    if state is State.TOGETHER and visit is not None:
        day = visit_on or on
        if visit is Visit.AHEAD:
            return Stand(Standing.PLANNED, day)
        return Stand(Standing.TOGETHER if visit is Visit.HELD else Standing.MISSED, day)
    return Stand(Standing(state), on)


def still_for(where: Stand, today: date, days: Mapping[str, int]) -> int | None:
    """For how many days a bridge has stood still, when that is long enough to tell; None when it is not.

    Args:
        days: by standing, after how many days the case manager is told, from the profile. Nobody is told of those who
            go there by themselves or stopped.
    """
    if where.at in REST:
        return None
    passed = (today - where.since).days
    return passed if passed >= days[where.at] else None
