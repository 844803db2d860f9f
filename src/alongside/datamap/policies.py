"""Who sees what is kept here, and who writes in the register."""

from __future__ import annotations

from alongside.access.actor import Role
from alongside.access.policy import RolePolicy, policy


@policy("datamap.read", "register.write")
class AnswersForTheData(RolePolicy):
    """Both know the tables by their names alone; nothing of anybody's record is on these pages."""

    roles = (Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)
