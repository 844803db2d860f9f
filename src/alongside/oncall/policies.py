"""Who reads the roster, and who writes it."""

from __future__ import annotations

from typing import Any

from alongside.access.actor import Actor, Role
from alongside.access.policy import Policy, RolePolicy, policy
from alongside.oncall.models import Shift
from alongside.organisation.models import Team

ROUND_THE_CLOCK = (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.ON_CALL)


@policy("roster.read")
class ReadsTheRoster(RolePolicy):
    """Everyone of a team, and its on-call workers also when they are off: they look up when they are on."""

    roles = ROUND_THE_CLOCK


@policy("shift.give", "shift.take_off")
class KeepsTheRoster(Policy):
    """The lead, for their own team."""

    def roles_that_may(self) -> tuple[Role, ...]:
        return (Role.TEAM_LEAD,)

    def allows(self, actor: Actor, record: Any) -> bool:
        team = record.team if isinstance(record, Shift) else record
        if not isinstance(team, Team):
            return False
        leads = Role.SYSTEM in actor.roles or team.pk in actor.lead_team_ids
        return leads and team.agency_id == actor.agency_id
