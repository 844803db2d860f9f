"""Who writes ready words, for themselves and for all."""

from __future__ import annotations

from typing import Any

from alongside.access.actor import Actor, Role
from alongside.access.policy import Policy, RolePolicy, policy

FOR_ALL = (Role.TEAM_LEAD, Role.ADMINISTRATOR)


@policy("phrase.write", "phrase.remove")
class OwnOrForAll(Policy):
    """One's own are one's own; those of the agency are changed by a lead or an administrator."""

    def allows(self, actor: Actor, record: Any) -> bool:
        if Role.SYSTEM in actor.roles:
            return True
        if record is None:
            return actor.worker_id is not None
        if record.worker_id is not None:
            return bool(record.worker_id == actor.worker_id)
        return record.agency_id == actor.agency_id and actor.has(*FOR_ALL)


@policy("phrase.share", "note_template.write", "note_template.retire")
class WritesForAll(RolePolicy):
    roles = FOR_ALL
