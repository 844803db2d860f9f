"""What a look is for, derived from what ties the viewer to the record: nobody is asked, so nobody has to say it."""

from __future__ import annotations

from typing import Any

from alongside.access.actor import Actor, Role
from alongside.access.policy import Relation, known_ties
from alongside.audit.purposes import Purpose

# Nearest first: whoever is tied in several ways looks for the first of them.
BY_RELATION: dict[Relation, Purpose] = {
    Relation.PRIMARY: Purpose.CARE,
    Relation.COVER: Purpose.CARE,
    Relation.HAND_OVER: Purpose.CARE,
    Relation.ON_CALL: Purpose.ON_CALL,
    Relation.LEAD: Purpose.SUPERVISION,
    Relation.TEAM: Purpose.TEAM,
    Relation.TAKES_IN: Purpose.INTAKE,
    Relation.INTAKE: Purpose.INTAKE,
    Relation.AUTHORITY: Purpose.AUTHORITY,
    Relation.BREAK_GLASS: Purpose.BREAK_GLASS,
    Relation.OVERSIGHT: Purpose.OVERSIGHT,
    Relation.PARTNER: Purpose.PARTNER,
}
BY_ROLE: dict[Role, Purpose] = {
    Role.SYSTEM: Purpose.SUPPORT,
    Role.CASE_MANAGER: Purpose.CARE,
    Role.TEAM_LEAD: Purpose.SUPERVISION,
    Role.ON_CALL: Purpose.ON_CALL,
    Role.INTAKE: Purpose.INTAKE,
    Role.AUTHORITY: Purpose.AUTHORITY,
    Role.EVALUATOR: Purpose.QUALITY,
    Role.PRIVACY_OFFICER: Purpose.OVERSIGHT,
    Role.ADMINISTRATOR: Purpose.SUPPORT,
    Role.PARTNER: Purpose.PARTNER,
}


def purpose_of(viewer: Actor, record: Any) -> Purpose:
    """What `viewer` looks at `record` for: by the ties through which the gate found it.

    Where nobody asked for ties, the viewer's role says it, as it does for a list.
    """
    if Role.SYSTEM in viewer.roles:
        return Purpose.SUPPORT
    ties = known_ties(viewer, record)
    if ties:
        for relation, purpose in BY_RELATION.items():
            if relation in ties:
                return purpose
    return purpose_by_role(viewer)


def purpose_by_role(viewer: Actor) -> Purpose:
    """What `viewer` looks at a list for, in which many people stand to whom different things tie them."""
    return next((purpose for role, purpose in BY_ROLE.items() if role in viewer.roles), Purpose.NONE)
