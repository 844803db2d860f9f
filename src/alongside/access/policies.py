"""Who sees what everybody may do."""

from __future__ import annotations

from alongside.access.actor import Role
from alongside.access.policy import RolePolicy, policy


@policy("permissions.read")
class AnswersForTheRules(RolePolicy):
    roles = (Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)
