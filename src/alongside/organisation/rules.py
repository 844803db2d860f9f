"""What a post and a role must be. Pure: no Django, no clock."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from alongside.kernel.periods import months_later
from alongside.organisation import errors

SMALLEST_SHARE = Decimal("0.05")
HELD_IN_A_TEAM = frozenset({"case_manager", "team_lead", "on_call"})
"""Roles that reach people through a team. The others are held in the whole house."""

NEVER_WITHOUT = ("administrator", "privacy_officer")
"""Roles the house must not be left without by an account that is suspended or a role that ends."""
WARN_DAYS = 30
"""So long before an account runs out, its owner and the administrators are told."""


def check_until(until: date, *, today: date, most_days: int) -> None:
    """An account is good for some time, and not for ever.

    Args:
        most_days: as long as the agency's settings let it be.

    Raises:
        UntilOutOfBounds
    """
    if not today < until <= today + timedelta(days=most_days):
        raise errors.UntilOutOfBounds(field="until", days=most_days)


def runs_out_soon(until: date, today: date) -> bool:
    """Whether an account runs out within thirty days, or has."""
    return until <= today + timedelta(days=WARN_DAYS)


def is_dormant(last_seen: date, *, today: date, days: int) -> bool:
    """Whether nobody has signed in for so many days.

    Args:
        last_seen: the last signing in, or when the account was opened or woken, whichever is later.
    """
    return today >= last_seen + timedelta(days=days)


def training_is_due(trained_on: date | None, today: date, *, months: int) -> bool:
    """Whether the training in confidentiality must be taken anew (Quebec: yearly).

    Args:
        trained_on: the last one; None: never, as far as anybody wrote down.
        months: from one to the next; 0 where none is asked for.
    """
    if not months:
        return False
    return trained_on is None or today >= months_later(trained_on, months)


def check_share(fte: Decimal) -> None:
    """A share of a full-time post lies between 0.05 and 1.

    Raises:
        ShareOutOfBounds: it does not.
    """
    if not SMALLEST_SHARE <= fte <= 1:
        raise errors.ShareOutOfBounds(field="fte")


def check_role(role: str, *, in_team: bool) -> None:
    """A role that reaches people through a team names the team; the others name none.

    Raises:
        RoleNeedsTeam: no team.
        RoleHasNoTeam: a team, but the role is held in the whole house.
    """
    if role in HELD_IN_A_TEAM and not in_team:
        raise errors.RoleNeedsTeam(field="team")
    if role not in HELD_IN_A_TEAM and in_team:
        raise errors.RoleHasNoTeam(field="team")


def check_end(*, starts_on: date, already_ended: bool, ends_on: date) -> None:
    """A role ends once, and not before it began; `ends_on` is the first day without it.

    Raises:
        MembershipEnded, EndsBeforeStart
    """
    if already_ended:
        raise errors.MembershipEnded
    if ends_on < starts_on:
        raise errors.EndsBeforeStart(field="ends_on")
