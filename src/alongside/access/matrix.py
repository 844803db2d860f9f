"""The permission matrix: every role and relation, every kind of record, every act, worked out from the policies.

Nothing is written down twice: what a policy declares is what the matrix says, and the test that tries every cell on a
running installation shows that pages and operations keep to it. What a person refused, and what is protected, is taken
away from all of it afterwards; a cell can become less by that and never more.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Any, get_type_hints

from alongside.access.actor import Role
from alongside.access.policy import Policy, Relation, RelationPolicy, RolePolicy, SignedIn, policies, readers
from alongside.kernel.operations import REGISTRY

READ = "read"
HOUSE = "house"
"""What is not an operation on one record: pages and lists, settings, work of the house."""

HOLDERS: Mapping[Relation, frozenset[Role]] = {
    # A lead's tie to their own team is LEAD.
    Relation.TEAM: frozenset({Role.CASE_MANAGER}),
    Relation.PARTNER: frozenset({Role.PARTNER}),
    Relation.BREAK_GLASS: frozenset({Role.CASE_MANAGER, Role.TEAM_LEAD, Role.ON_CALL}),
    # It comes with the role.
    Relation.OVERSIGHT: frozenset(),
    Relation.LEAD: frozenset({Role.TEAM_LEAD}),
    Relation.ON_CALL: frozenset({Role.ON_CALL}),
    # It comes with the role, and to a lead with TAKES_IN.
    Relation.INTAKE: frozenset(),
    Relation.TAKES_IN: frozenset({Role.INTAKE, Role.TEAM_LEAD}),
    Relation.AUTHORITY: frozenset({Role.AUTHORITY}),
}
"""The roles without which a relation does not come about. One that is not named may be held in any role: whoever is
assigned to a person walks with them."""

TIED_TO_ALL: Mapping[Role, frozenset[Relation]] = {
    Role.PRIVACY_OFFICER: frozenset({Relation.OVERSIGHT}),
    Role.INTAKE: frozenset({Relation.INTAKE}),
}
"""Ties that come with a role, to everyone of the agency."""

PEOPLE_AT_WORK = tuple(role for role in Role if role is not Role.SYSTEM)


class Answer(StrEnum):
    """What a cell says."""

    YES = "yes"
    NO = "no"
    OWN = "own"
    """Only for what is one's own (an appointment, a filter, a request), or as the record itself decides."""


@dataclass(frozen=True)
class Act:
    """A line of the matrix: one act on one kind of record.

    Attributes:
        record: the label of the model (`people.person`), or HOUSE.
        name: READ, or the name of an operation or page policy.
        write: whether it is an operation, which changes something.
    """

    record: str
    name: str
    write: bool
    policy: Policy | None
    relations: frozenset[Relation] = frozenset()

    def answer(self, role: Role, relation: Relation | None) -> Answer:
        """What someone in this role, tied to the record by this relation, gets."""
        ties = ties_of(role, relation)
        if self.policy is None:
            return Answer.YES if ties & self.relations else Answer.NO
        if type(self.policy) is SignedIn:
            return Answer.YES
        if isinstance(self.policy, RelationPolicy):
            return Answer.YES if ties & frozenset(self.policy.relations) else Answer.NO
        roles = self.policy.roles_that_may()
        if roles is not None and role not in roles:
            return Answer.NO
        return Answer.YES if isinstance(self.policy, RolePolicy) else Answer.OWN


@dataclass(frozen=True)
class Cell:
    """One cell. `relation` is None for someone who has nothing to do with the record."""

    role: Role
    relation: Relation | None
    act: Act

    @property
    def answer(self) -> Answer:
        """Whether the act is allowed."""
        return self.act.answer(self.role, self.relation)


def whole_house() -> None:
    """Bring in every route, and with it every policy and operation: the console starts without them."""
    from django.conf import settings

    import_module(settings.ROOT_URLCONF)


def can_be(role: Role, relation: Relation | None) -> bool:
    """Whether someone in this role alone can be tied to a record like that, beside what comes with the role."""
    return relation is None or role in HOLDERS.get(relation, PEOPLE_AT_WORK)


def ties_of(role: Role, relation: Relation | None) -> frozenset[Relation]:
    """All that ties someone in this role to the record, when this relation does: some ties come with the role."""
    ties = TIED_TO_ALL.get(role, frozenset()) | ({relation} if relation else frozenset())
    return ties | {Relation.INTAKE} if relation is Relation.TAKES_IN else ties


def acts() -> list[Act]:
    """Every line: reading each kind of record, and every declared policy; by kind of record and name."""
    found = [Act(model._meta.label_lower, READ, False, None, relations) for model, relations in readers()]
    for name, policy in policies():
        operation = REGISTRY.get(name)
        found.append(Act(_record_of(name), name, operation is not None, policy))
    return sorted(found, key=lambda act: (act.record == HOUSE, act.record, act.name != READ, act.name))


def cells() -> Iterator[Cell]:
    """Every cell that can come about."""
    for act in acts():
        for role in PEOPLE_AT_WORK:
            for relation in (None, *Relation):
                if can_be(role, relation):
                    yield Cell(role, relation, act)


def as_json() -> dict[str, Any]:
    """The whole matrix, for `alongside access matrix --json`."""
    return {
        "roles": [role.value for role in PEOPLE_AT_WORK],
        "relations": [relation.value for relation in Relation],
        "answers": [answer.value for answer in Answer],
        "cells": [
            {
                "role": cell.role.value,
                "relation": cell.relation.value if cell.relation else None,
                "record": cell.act.record,
                "action": cell.act.name,
                "kind": "write" if cell.act.write else "read" if cell.act.name == READ else "page",
                "answer": cell.answer.value,
            }
            for cell in cells()
        ],
    }


def _record_of(name: str) -> str:
    """The kind of record an operation acts upon, from the type of its argument."""
    operation = REGISTRY.get(name)
    if operation is None or operation.on is None:
        return HOUSE
    function = inspect.unwrap(operation.function)
    kind = get_type_hints(function).get(operation.on)
    label = getattr(getattr(kind, "_meta", None), "label_lower", None)
    return str(label) if label else HOUSE
