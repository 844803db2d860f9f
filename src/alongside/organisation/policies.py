"""Who runs the house."""

from __future__ import annotations

from alongside.access.actor import Role
from alongside.access.policy import RolePolicy, policy


@policy(
    "agency.change",
    "team.add",
    "worker.add",
    "worker.change",
    "worker.open_account",
    "worker.sign_in_link",
    "worker.extend_account",
    "worker.suspend",
    "worker.leave",
    "worker.wake",
    "worker.take_factors_away",
    "membership.start",
    "membership.end",
    "membership.set_aside",
    "administration",
)
class RunsTheHouse(RolePolicy):
    roles = (Role.ADMINISTRATOR,)


@policy("agency.found")
class FoundsTheHouse(RolePolicy):
    """Only from the console of the machine."""

    roles = (Role.SYSTEM,)


@policy("team.read")
class LeadsATeam(RolePolicy):
    roles = (Role.TEAM_LEAD, Role.CASE_MANAGER)


@policy("trail.read")
class LooksAfterPrivacy(RolePolicy):
    """Sees who did what and who looked; never what was written, and no page of a person."""

    roles = (Role.PRIVACY_OFFICER,)
