"""What a post and a role must be. Pure: no Django, no clock."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from alongside.organisation import errors

SMALLEST_SHARE = Decimal("0.05")
HELD_IN_A_TEAM = frozenset({"case_manager", "team_lead", "on_call"})
"""Roles that reach people through a team. The others are held in the whole house."""


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
