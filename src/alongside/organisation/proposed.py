"""Roles that the directory of an identity provider speaks for: shown to an administrator, who gives one or does not.

Nothing is given from here. Giving is `operations.start_membership`, on purpose and with a fresh proof: a slip in a
directory must not open people's lives.
"""

from __future__ import annotations

from dataclasses import dataclass

from alongside.access.actor import Actor, Role
from alongside.accounts.models import Identity
from alongside.kernel.operations import operation
from alongside.organisation import errors
from alongside.organisation.models import Membership, Team, Worker
from alongside.organisation.rules import HELD_IN_A_TEAM

GIVEN = frozenset(role.value for role in Role) - {Role.SYSTEM.value}
"""What somebody can be given; a setting may name a role that there is no longer."""


@dataclass(frozen=True)
class ProposedRole:
    """A role that a directory proposes and that nobody has given or set aside.

    Args:
        provider: key of the identity provider.
        team_name: as the directory's setting writes it; empty for a role in the whole house.
        team: the team of that name here, when there is one.
    """

    provider: str
    role: Role
    team_name: str
    team: Team | None

    @property
    def can_be_given(self) -> bool:
        """As it stands; otherwise the team is missing here, or the role is not held that way."""
        if self.role in HELD_IN_A_TEAM:
            return self.team is not None
        return not self.team_name


def proposed_roles(worker: Worker) -> list[ProposedRole]:
    """What directories propose for a worker, without what they hold already and what was set aside."""
    if worker.user_id is None:
        return []
    teams = {team.name: team for team in Team.objects.filter(agency_id=worker.agency_id)}
    held = set(
        Membership.objects.filter(worker=worker, ends_on__isnull=True).values_list("role", "team__name")
    )
    found = []
    for identity in Identity.objects.filter(user_id=worker.user_id).order_by("provider"):
        for role, team in identity.proposed:
            if role not in GIVEN or [role, team] in identity.set_aside:
                continue
            if (role, team or None) not in held:
                found.append(ProposedRole(identity.provider, Role(role), team, teams.get(team)))
    return found


@operation("membership.set_aside", on="worker")
def set_role_aside(*, by: Actor, worker: Worker, provider: str, role: Role, team_name: str) -> Worker:
    """Say no to a proposed role. It is not shown again while the directory goes on proposing it.

    Raises:
        NotProposed: no directory proposes it for them.
    """
    identity = (
        Identity.objects.select_for_update().filter(user_id=worker.user_id, provider=provider).first()
        if worker.user_id
        else None
    )
    pair = [role.value, team_name]
    if identity is None or worker.agency_id != by.agency_id or pair not in identity.proposed:
        raise errors.NotProposed
    if pair not in identity.set_aside:
        identity.set_aside = [*identity.set_aside, pair]
        identity.save(update_fields=["set_aside"])
    return worker
