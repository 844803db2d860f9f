"""Who reads and who keeps the directory."""

from __future__ import annotations

from alongside.access.actor import Role
from alongside.access.policy import RolePolicy, policy

KEEPERS = (Role.CASE_MANAGER, Role.TEAM_LEAD, Role.INTAKE, Role.ADMINISTRATOR)


@policy("service.read")
class ReadsTheDirectory(RolePolicy):
    roles = (*KEEPERS, Role.ON_CALL)


@policy("service.write", "service.confirm")
class KeepsTheDirectory(RolePolicy):
    """Whoever goes there sees first what has changed, so everyone who works with people keeps it right."""

    roles = KEEPERS


@policy("service.know")
class KnowsAService(RolePolicy):
    roles = KEEPERS


@policy("service.take_in", "service.give_out")
class ExchangesTheDirectory(RolePolicy):
    """The whole directory at once is for a lead or an administrator."""

    roles = (Role.TEAM_LEAD, Role.ADMINISTRATOR)
