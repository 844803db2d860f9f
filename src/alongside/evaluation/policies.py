"""Who may look at how it goes: numbers about groups, never about a person."""

from __future__ import annotations

from alongside.access.actor import Role
from alongside.access.policy import RolePolicy, policy


@policy("evaluation.read")
class LooksAtGroups(RolePolicy):
    roles = (Role.TEAM_LEAD, Role.EVALUATOR)
