"""Who reads the roster, and who writes it."""

from __future__ import annotations

from typing import Any

from alongside.access.actor import Actor, Role
from alongside.access.policy import (
    COURSE_READERS,
    WALKS_WITH_OR_LEADS,
    Policy,
    Relation,
    RelationPolicy,
    RolePolicy,
    policy,
    reads,
)
from alongside.oncall.models import FollowUp, LineAboutPerson, LineForTeam, Shift, UnknownCall
from alongside.organisation.models import Team

reads(LineAboutPerson, COURSE_READERS | {Relation.ON_CALL})
reads(FollowUp, COURSE_READERS)

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


@policy("handover.read")
class ReadsTheHandover(RolePolicy):
    """For which teams, and about whom, the queries say: those one works in, leads or is on call for now."""

    roles = ROUND_THE_CLOCK


@policy("handover.add", "handover.take_down")
class AddsAboutThem(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS


@policy("handover.add_for_team", "handover.take_down_for_team")
class AddsForTheTeam(Policy):
    """Those who work in the team. On call reads it; what happened in the night is written down as a call."""

    def roles_that_may(self) -> tuple[Role, ...]:
        return (Role.CASE_MANAGER, Role.TEAM_LEAD)

    def allows(self, actor: Actor, record: Any) -> bool:
        team = record.team if isinstance(record, LineForTeam) else record
        return isinstance(team, Team) and (Role.SYSTEM in actor.roles or team.pk in actor.team_ids)


@policy("call.log")
class SpokeWithThem(RelationPolicy):
    """Whoever spoke with the person: on call, from the card, and those who write about them anyway."""

    relations = WALKS_WITH_OR_LEADS | {Relation.BREAK_GLASS, Relation.ON_CALL}


@policy("call.settle")
class FollowsUp(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS


@policy("call.log_unknown")
class TookTheCall(Policy):
    """Whoever is on call for the team now, or works in it."""

    def roles_that_may(self) -> tuple[Role, ...]:
        return ROUND_THE_CLOCK

    def allows(self, actor: Actor, record: Any) -> bool:
        here = actor.team_ids | actor.on_call_team_ids
        return isinstance(record, Team) and (Role.SYSTEM in actor.roles or record.pk in here)


@policy("call.settle_unknown")
class FollowsUpForTheTeam(Policy):
    """Those who work in the team."""

    def roles_that_may(self) -> tuple[Role, ...]:
        return (Role.CASE_MANAGER, Role.TEAM_LEAD)

    def allows(self, actor: Actor, record: Any) -> bool:
        if not isinstance(record, UnknownCall):
            return False
        return Role.SYSTEM in actor.roles or record.team_id in actor.team_ids
