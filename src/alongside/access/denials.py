"""Denials: what takes away what relations give. Deny wins over allow, whatever else ties someone to a person.

A room that knows why somebody must not see a person registers how to find those people:

    @deny()
    def refused(actor): return Restriction._base_manager.filter(worker_id=actor.worker_id, …).values("person_id")

Everything that hangs on a person is decided through the person, so a denial never names anything else;
`hangs_on_person` says how the other kinds are found. `policy.py` subtracts denials wherever it looks for what somebody
reaches, in the same query: one more list of keys that begins with the viewer's few and costs a look into an index when
it is empty. What is asked is put together once a day for each actor, so a denial depends on the day and on no hour.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model, QuerySet

from alongside.access.actor import Actor
from alongside.access.keys import Keys, keys_of

if TYPE_CHECKING:
    from alongside.access.policy import Relation

Denier = Callable[[Actor], "QuerySet[Any] | None"]
D = TypeVar("D", bound=Denier)

_deniers: list[tuple[Denier, frozenset[str] | None]] = []
_closers: dict[type[Model], list[Denier]] = {}
_kinds: dict[str, type[Model]] = {}


def deny(takes: Collection[Relation] | None = None) -> Callable[[D], D]:
    """Register how to find the people whom an actor must not see: their keys, or None for nobody.

    Args:
        takes: the relations that are taken away; None for all of them.
    """

    def register(denier: D) -> D:
        _deniers.append((denier, None if takes is None else frozenset(takes)))
        return denier

    return register


def closes(model: type[Model]) -> Callable[[D], D]:
    """Register which rows of `model` are closed to an actor although they see the person: their keys, or None.

    The provider spares those who walk with the person; for them it is not even asked (`policy.scope_under`).
    """

    def register(closer: D) -> D:
        _closers.setdefault(model, []).append(closer)
        return closer

    return register


def hangs_on_person(kind: str, model: type[Model]) -> None:
    """Say that a kind of record (a referral, a course) hangs on a person by its column `person`."""
    _kinds[kind] = model


def denied(actor: Actor, kind: str, relation: Relation | None = None) -> Keys | None:
    """The keys of records of `kind` that are denied to an actor; None when nobody can be.

    Args:
        relation: what is taken away of this relation alone; None for what is denied whatever the relation.
    """
    return _denied(actor.of_the_day, kind, relation)


@lru_cache(maxsize=2048)
def _denied(actor: Actor, kind: str, relation: Relation | None) -> Keys | None:
    asked = [
        denier(actor)
        for denier, takes in _deniers
        if (takes is None if relation is None else takes is not None and relation in takes)
    ]
    people = keys_of([rows for rows in asked if rows is not None])
    if people is None or kind == "person":
        return people
    return keys_of([_kinds[kind]._base_manager.filter(person_id__in=people).values("pk")])


def closed(actor: Actor, model: type[Model]) -> Keys | None:
    """The keys of rows of `model` that are closed to an actor; None when none can be."""
    return _closed(actor.of_the_day, model)


@lru_cache(maxsize=2048)
def _closed(actor: Actor, model: type[Model]) -> Keys | None:
    asked = [closer(actor) for closer in _closers.get(model, ())]
    return keys_of([rows for rows in asked if rows is not None])
