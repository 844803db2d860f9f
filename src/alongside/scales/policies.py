"""Who writes a scale, who rates by it, and who reads what came out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor, Role
from alongside.access.policy import Policy, RolePolicy, policy
from alongside.organisation.models import Team
from alongside.scales.models import Scale, ScaleEdition, ScaleItem, TeamRating


@policy("scale.read")
class ReadsScales(RolePolicy):
    """Those whose work it is about, and who keeps the ones for everyone."""

    roles = (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.ADMINISTRATOR)


@policy("scale.begin")
class WritesScales(Policy):
    """A lead for their own team. What is for every team, an administrator: it says nothing of anybody's work."""

    def allows(self, actor: Actor, record: Any) -> bool:
        """Whether the actor writes scales of `record`: a team; None for all teams."""
        if Role.SYSTEM in actor.roles:
            return True
        if record is None:
            return actor.has(Role.ADMINISTRATOR)
        return isinstance(record, Team) and record.pk in actor.lead_team_ids

    def roles_that_may(self) -> Collection[Role]:
        """Leads and administrators."""
        return (Role.TEAM_LEAD, Role.ADMINISTRATOR)


@policy(
    "scale.change",
    "scale.words",
    "scale.ask",
    "scale.order",
    "scale.take_away",
    "scale.use",
    "scale.drop",
    "scale.retire",
)
class ChangesAScale(WritesScales):
    """Whoever may write it: the lead of its team, an administrator for what every team uses."""

    def allows(self, actor: Actor, record: Any) -> bool:
        """Whether the actor writes `record`: a scale, an edition or an item of one."""
        scale = _scale_of(record)
        if scale is None or (scale.agency_id != actor.agency_id and Role.SYSTEM not in actor.roles):
            return False
        return super().allows(actor, scale.team)


def _scale_of(record: Any) -> Scale | None:
    if isinstance(record, ScaleItem):
        record = record.edition
    if isinstance(record, ScaleEdition):
        record = record.scale
    return record if isinstance(record, Scale) else None


@policy("rating.begin", "rating.rate", "rating.take", "rating.sign", "rating.drop")
class RatesATeam(Policy):
    """The lead of that very team."""

    def allows(self, actor: Actor, record: Any) -> bool:
        """Whether the actor leads the team that `record` is or is about."""
        return Role.SYSTEM in actor.roles or _team_of(record) in actor.lead_team_ids

    def roles_that_may(self) -> Collection[Role]:
        """Leads."""
        return (Role.TEAM_LEAD,)


@policy("rating.read")
class ReadsRatings(Policy):
    """A team reads how it was rated; nobody reads how another one was."""

    def allows(self, actor: Actor, record: Any) -> bool:
        """Whether the actor works in or leads the team that `record` is or is about."""
        return _team_of(record) in actor.team_ids | actor.lead_team_ids

    def roles_that_may(self) -> Collection[Role]:
        """Those who work in a team."""
        return (Role.CASE_MANAGER, Role.TEAM_LEAD)


def _team_of(record: Any) -> UUID | None:
    if isinstance(record, TeamRating):
        return record.team_id
    return record.pk if isinstance(record, Team) else None
