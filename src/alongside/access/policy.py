"""Policies: said once, next to the operations, used as a yes/no and as a query.

A room's `policies.py` declares

    @policy("contact.held", "contact.tried")
    class WalksWith(RelationPolicy):
        relations = {Relation.PRIMARY, Relation.COVER}

    reads(Contact, {Relation.PRIMARY, Relation.COVER, Relation.TEAM, Relation.LEAD})

and the rooms that know a relation register how to find it with `provide(relation, kind)`. What nobody may see in
spite of a relation is registered with `deny` (`denials.py`) and subtracted here, wherever something is reached.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any, ClassVar, TypeVar, cast

from django.db.models import Model, Q, QuerySet

from alongside.access.actor import Actor, Role
from alongside.access.denials import closed, denied
from alongside.access.keys import Keys, keys_of
from alongside.kernel.errors import NotAllowed
from alongside.kernel.models import PersonalRecord
from alongside.kernel.scoping import ScopedQuerySet


class Relation(StrEnum):
    """What ties someone at work to a person, a referral or a course."""

    PRIMARY = "primary"
    COVER = "cover"
    ON_CALL = "on_call"
    TEAM = "team"
    LEAD = "lead"
    INTAKE = "intake"
    """Receives referrals: finds everybody who is known, so that nobody is written down twice, and how they came."""
    TAKES_IN = "takes_in"
    """Intake, while the person is theirs: a referral waits for an answer, or no course runs."""
    AUTHORITY = "authority"
    HAND_OVER = "hand_over"
    """Gives or receives a person in a hand-over that is not finished: reaches the hand-over, not the notes."""
    BREAK_GLASS = "break_glass"
    """Opened this one record urgently, with a reason, for eight hours (`oversight`): reads it, and prints nothing."""
    OVERSIGHT = "oversight"
    """The privacy officer: reaches who looked at whom and who was told, never what is written about the person."""
    PARTNER = "partner"
    """Of an organisation outside with which the person shares their plan, as long as the consent stands."""


WALKS_WITH = frozenset({Relation.PRIMARY, Relation.COVER})
"""Who acts for the person from day to day."""
WALKS_WITH_OR_LEADS = WALKS_WITH | {Relation.LEAD}
COURSE_READERS = WALKS_WITH_OR_LEADS | {Relation.TEAM, Relation.BREAK_GLASS}
"""Who may read the course: those who walk with the person, their team and its lead, and who opened it urgently."""
TAKES_ALONG = COURSE_READERS - {Relation.BREAK_GLASS}
"""Who may take along what they read: print it, export it, hand it on."""

Provider = Callable[[Actor], "QuerySet[Any] | Q | None"]
P = TypeVar("P", bound=Provider)
M = TypeVar("M", bound=PersonalRecord)
_NOBODY = Q(pk__in=[])
_providers: dict[tuple[Relation, str], list[Provider]] = {}
_passing: set[tuple[Relation, str]] = set()
"""What may end within the day, so that it is put together anew for each moment."""
_policies: dict[str, Policy] = {}
_readers: dict[type[Model], frozenset[Relation]] = {}


def provide(relation: Relation, kind: str, *, passing: bool = False) -> Callable[[P], P]:
    """Register how to find what `relation` reaches: primary keys of `kind`, or None for nothing.

    A relation that reaches very many (all referrals of an agency) answers with a condition on `kind` instead, which the
    database checks for each row it looks at, rather than with a list of a hundred thousand keys.

    Args:
        passing: it depends on the hour (`actor.now`). What the others answer depends on the actor and the day alone.
    """

    def register(provider: P) -> P:
        _providers.setdefault((relation, kind), []).append(provider)
        if passing:
            _passing.add((relation, kind))
        return provider

    return register


class Policy:
    """Decides whether an actor may do something to a record."""

    def allows(self, actor: Actor, record: Any) -> bool:
        raise NotImplementedError

    def roles_that_may(self) -> Collection[Role] | None:
        """Roles without which the answer is always no; None when roles do not matter."""
        return None


class RolePolicy(Policy):
    """Allowed by role, and only within the actor's own agency."""

    roles: ClassVar[Collection[Role]] = ()

    def allows(self, actor: Actor, record: Any) -> bool:
        agency_id = getattr(record, "agency_id", None)
        return actor.has(*self.roles) and agency_id in (None, actor.agency_id)

    def roles_that_may(self) -> Collection[Role]:
        return self.roles


class RelationPolicy(Policy):
    """Allowed by what ties the actor to the record."""

    relations: ClassVar[Collection[Relation]] = ()

    def allows(self, actor: Actor, record: Any) -> bool:
        if Role.SYSTEM in actor.roles:
            return True
        if not isinstance(record, PersonalRecord):
            return False
        within = reach(type(record), actor, self.relations)
        return type(record)._base_manager.filter(pk=record.pk).filter(within).exists()


class SignedIn(Policy):
    """Anyone who is signed in and works here."""

    def allows(self, actor: Actor, record: Any) -> bool:
        return True


def policy(*names: str) -> Callable[[type[Policy]], type[Policy]]:
    """Declare the policy of these operations and pages.

    Raises:
        ValueError: one of them already has a policy.
    """

    def declare(kind: type[Policy]) -> type[Policy]:
        instance = kind()
        for name in names:
            if name in _policies:
                raise ValueError(f"{name} already has a policy")
            _policies[name] = instance
        return kind

    return declare


def policy_of(name: str) -> Policy | None:
    """The declared policy of that name, or None."""
    return _policies.get(name)


def policies() -> list[tuple[str, Policy]]:
    """Every declared policy with its name, for the matrix of permissions."""
    return sorted(_policies.items())


def readers() -> list[tuple[type[Model], frozenset[Relation]]]:
    """Every kind of record with the relations that may see it, for the matrix of permissions."""
    return list(_readers.items())


def reads(model: type[PersonalRecord], relations: Collection[Relation]) -> None:
    """Declare which relations may see records of `model`."""
    _readers[model] = frozenset(relations)


def readers_of(model: type[Model]) -> frozenset[Relation] | None:
    """The declared readers of `model`, or None when nobody declared any."""
    return _readers.get(model)


def reach(model: type[Any], actor: Actor, relations: Collection[Relation]) -> Q:
    """The rows of `model` that `actor` is tied to by one of `relations`, less those denied to them."""
    found, taken = _reach(model, actor, relations), _taken_away(model, actor)
    return found if _NOBODY in (found, taken) else found & ~taken


def _taken_away(model: type[Any], actor: Actor) -> Q:
    """The rows of `model` denied to an actor through the person, and those closed to them."""
    keys, shut = denied(actor, model.scope_kind), _closed(model, actor)
    if keys is None:
        return shut
    taken = Q(**{f"{model.scope_path}__in": keys})
    return taken if shut == _NOBODY else taken | shut


def _closed(model: Any, actor: Actor) -> Q:
    keys = closed(actor, model)
    return _NOBODY if keys is None else Q(pk__in=keys)


def _reach(model: type[Any], actor: Actor, relations: Collection[Relation]) -> Q:
    """The rows that `actor` is tied to, before anything is denied whatever the relation."""
    conditions, keys = _reached(actor, frozenset(relations), model.scope_kind)
    found = _NOBODY
    for condition in conditions:
        found |= _under(model.scope_path, condition)
    if keys is not None:
        found |= Q(**{f"{model.scope_path}__in": keys})
    return found


def _reached(actor: Actor, relations: frozenset[Relation], kind: str) -> tuple[tuple[Q, ...], Keys | None]:
    """What the providers of these relations answer: conditions, and all keys in one.

    In one list of keys the database begins with the viewer's few and not with everybody's many.
    """
    passing = frozenset(relation for relation in relations if (relation, kind) in _passing)
    conditions, keys = _put_together(actor.of_the_day, relations - passing, kind)
    if not passing:
        return conditions, keys
    now_too, keys_now = _put_together(actor, passing, kind)
    if keys is not None and keys_now is not None:
        keys = keys.with_those_of(keys_now)
    return (*conditions, *now_too), keys or keys_now


@lru_cache(maxsize=4096)
def _put_together(
    actor: Actor, relations: frozenset[Relation], kind: str
) -> tuple[tuple[Q, ...], Keys | None]:
    """The same for one actor on one day, or at one moment.

    A page asks it dozens of times, and a day has many pages. Only what to ask is remembered, never what the database
    answered.
    """
    answers = [
        _narrowed(provider(actor), denied(actor, kind, relation))
        for relation in sorted(relations)
        for provider in _providers.get((relation, kind), ())
    ]
    return (
        tuple(answer for answer in answers if isinstance(answer, Q)),
        keys_of([answer for answer in answers if isinstance(answer, QuerySet)]),
    )


def _narrowed(answer: QuerySet[Any] | Q | None, taken: Keys | None) -> QuerySet[Any] | Q | None:
    """What one relation reaches, less what is taken away of this relation alone."""
    if answer is None or taken is None:
        return answer
    if isinstance(answer, Q):
        return answer & ~Q(pk__in=taken)
    column = answer.query.values_select[0]
    return answer.exclude(**{f"{column}__in": taken})


def _under(path: str, condition: Q) -> Q:
    """`condition` on a record, said of what hangs on it by `path`."""
    if path == "pk":
        return condition
    moved = Q(_connector=condition.connector, _negated=condition.negated)
    for child in condition.children:
        if isinstance(child, Q):
            moved.children.append(_under(path, child))
        else:
            name, value = cast("tuple[str, Any]", child)
            moved.children.append((f"{path}__{name}", value))
    return moved


def scope(model: type[Any], viewer: Actor) -> Q:
    """The rows of `model` that `viewer` may see.

    Raises:
        LookupError: no room declared who reads this model.
    """
    if Role.SYSTEM in viewer.roles:
        return Q()
    return reach(model, viewer, _readers_declared(model))


def _readers_declared(model: type[Any]) -> frozenset[Relation]:
    if model not in _readers:
        raise LookupError(f"nobody declared who reads {model.__name__}")
    return _readers[model]


def tied(rows: QuerySet[M], viewer: Actor) -> list[M]:
    """A few records that `viewer` may see, each with all that ties the viewer to it, in one query.

    What a page then asks about such a record (`may`, `under`) needs no question of its own to the database.

    Args:
        rows: few, by key or by what they hang on; every one of them is fetched to be looked at.
    """
    model: Any = rows.model
    everyones = cast("ScopedQuerySet", rows).unscoped()
    if Role.SYSTEM in viewer.roles:
        found: list[Any] = list(everyones)
        for record in found:
            record.ties = (viewer, frozenset(Relation))
        return found
    readers = _readers_declared(model)
    asked = {relation: _reach(model, viewer, {relation}) for relation in Relation}
    asked = {relation: within for relation, within in asked.items() if within != _NOBODY}
    marked = everyones.annotate(**{f"tie_{relation}": within for relation, within in asked.items()})
    if (taken := _taken_away(model, viewer)) != _NOBODY:
        marked = marked.annotate(taken_away=taken)
    found = []
    for record in marked:
        if getattr(record, "taken_away", False):
            continue
        ties = frozenset(relation for relation in asked if getattr(record, f"tie_{relation}"))
        record.ties = (viewer, ties)
        if ties & readers:
            found.append(record)
    return found


def known_ties(actor: Actor, record: Any) -> frozenset[Relation] | None:
    """What ties `actor` to a record that came through `tied` for this very actor; None when nobody looked."""
    known: tuple[Actor, frozenset[Relation]] | None = getattr(record, "ties", None)
    return known[1] if known is not None and known[0] is actor else None


def scope_under(model: type[Any], viewer: Actor, records: Sequence[Any]) -> Q:
    """The rows of `model` that hang on one of `records`, as far as `viewer` may see them.

    Where the viewer's ties to a record are known, they decide, and the database is asked for the rows alone.

    Raises:
        TypeError: `model` does not hang on records like these.
        LookupError: no room declared who reads `model`.
    """
    readable, unknown, closed_too = [], [], False
    for record in records:
        if record.scope_path != "pk" or record.scope_kind != model.scope_kind:
            raise TypeError(
                f"{model.__name__} hangs on a {model.scope_kind}, not on a {type(record).__name__}"
            )
        ties = known_ties(viewer, record)
        if ties is None:
            unknown.append(record.pk)
        elif Role.SYSTEM in viewer.roles or ties & _readers_declared(model):
            readable.append(record.pk)
            closed_too |= not (Role.SYSTEM in viewer.roles or ties & WALKS_WITH)
    within = _one_of(model.scope_path, readable) if readable else _NOBODY
    if closed_too and (shut := _closed(model, viewer)) != _NOBODY:
        within &= ~shut
    if unknown:
        asked = _one_of(model.scope_path, unknown) & scope(model, viewer)
        return within | asked if readable else asked
    return within


def _one_of(path: str, keys: Sequence[Any]) -> Q:
    return Q(**{path: keys[0]}) if len(keys) == 1 else Q(**{f"{path}__in": keys})


def may(actor: Actor, name: str, record: Any = None) -> bool:
    """Whether `actor` may do `name` to `record`, for a page to offer it. An unknown name is no.

    Known ties decide where there are some; `require` asks anew, in the transaction of the write.
    """
    found = _policies.get(name)
    if isinstance(found, RelationPolicy) and (ties := known_ties(actor, record)) is not None:
        return bool(ties & frozenset(found.relations))
    return found is not None and found.allows(actor, record)


def require(actor: Any, name: str, record: Any = None) -> None:
    """Let pass what the policy of `name` allows.

    Raises:
        NotAllowed: it does not.
        LookupError: nobody declared a policy of that name.
    """
    if name not in _policies:
        raise LookupError(f"no policy for {name}")
    if not _policies[name].allows(actor, record):
        raise NotAllowed
