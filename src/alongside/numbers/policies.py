"""Who looks at the numbers, and who opens a line."""

from __future__ import annotations

from typing import Any

from alongside.access.actor import Actor, Role
from alongside.access.policy import Policy, RolePolicy, policy
from alongside.organisation.models import Worker


@policy("numbers.read")
class LooksAtNumbers(RolePolicy):
    """Case managers see their own; which teams a lead sees, the lead's own teams say."""

    roles = (Role.CASE_MANAGER, Role.TEAM_LEAD)


@policy("own_line.show")
class OwnTimeOnly(Policy):
    """Only they themselves: neither the lead nor the administrator opens anybody's line."""

    def allows(self, actor: Actor, record: Any) -> bool:
        """The worker whose line it is."""
        return isinstance(record, Worker) and record.pk == actor.worker_id
