"""What hangs on a person, and what stands in the way of making two records one.

Everything with a foreign key to a person is found through Django's registry of models, so that a room added later is
moved too. A person has one only of some things (an open course, an open stay); the database knows which by its
unique constraints, and the room that owns the thing says here what to do about two of them: `refuses` or `settles`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.access.actor import Actor
from alongside.kernel import drafts
from alongside.kernel.models import Record
from alongside.organisation.models import Worker
from alongside.people.models import Person, PersonIdentifier
from alongside.people.sameness import MatchKey, Merge, Pair

STAYS: frozenset[type[models.Model]] = frozenset({Merge, Pair, MatchKey, Person})
"""What speaks of two records as such, and not of the person: it stays where it is."""
Says = Callable[[Actor, Any], str]
GivesWay = Callable[[Actor, Any], None]


@dataclass(frozen=True)
class Hangs:
    """A kind of record and the column by which it hangs on a person."""

    model: type[Record]
    column: str

    @property
    def label(self) -> str:
        """The kind, as Django names it."""
        return self.model._meta.label_lower

    def of(self, person_id: UUID) -> models.QuerySet[Any]:
        """Those that hang on a person, the oldest first."""
        return self.model._base_manager.filter(**{self.column: person_id}).order_by("recorded_at", "pk")


@dataclass(frozen=True)
class Settlement:
    """How it is settled that both have something of which a person has one only."""

    asks: str | Promise
    says: Says
    gives_way: GivesWay


@dataclass(frozen=True)
class Clash:
    """Both have it. `settlement` is None when somebody has to do something first; `because` says what."""

    key: str
    hangs: Hangs
    kept: Any
    other: Any
    settlement: Settlement | None
    because: str | Promise


_settlements: dict[str, Settlement] = {}
_refusals: dict[str, str | Promise] = {}


def settles(constraint: str, *, asks: str | Promise, says: Says, gives_way: GivesWay) -> None:
    """A room says how one of two gives way under a unique constraint of its own.

    Args:
        asks: the question, such as "Where do they live now?".
        says: one of the two in words.
        gives_way: ends the one that was not chosen, so that the constraint holds; called inside the operation.
    """
    _settlements[constraint] = Settlement(asks, says, gives_way)


def refuses(constraint: str, *, because: str | Promise) -> None:
    """A room says what somebody has to do first."""
    _refusals[constraint] = because


@cache
def hanging() -> tuple[Hangs, ...]:
    """Everything that moves with a person, the lowest rooms first."""
    return tuple(
        Hangs(model, field.attname)
        for model in apps.get_models()
        if issubclass(model, Record) and model not in STAYS
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Person
    )


def clashes(kept: Person, other: Person) -> list[Clash]:
    """What both have and a person has only one of. One or two queries for each kind that has such a rule."""
    return [
        Clash(
            constraint.name,
            hangs,
            mine,
            theirs,
            _settlements.get(constraint.name),
            _refusals.get(constraint.name, _("both have something of which a person has one only.")),
        )
        for hangs, constraint in _only_one()
        for mine, theirs in _both_have(hangs, constraint, kept.pk, other.pk)
    ]


def two_drafts(kept: Person, other: Person) -> str:
    """Whoever is writing the same form about both, in words; nothing when nobody is."""
    users = drafts.writing_about_both(kept.pk, other.pk)
    if not users:
        return ""
    names = Worker.objects.filter(user_id__in=users).order_by("name").values_list("name", flat=True)
    return gettext(
        "%(names)s is writing about both, and has not finished. Ask them to finish or throw away one of the two."
    ) % {"names": ", ".join(names)}


def numbers_in_both(kept: Person, other: Person) -> dict[str, tuple[PersonIdentifier, PersonIdentifier]]:
    """By identifier system, the two numbers where each record has one of its own. One query."""
    by_system: dict[str, dict[UUID, PersonIdentifier]] = {}
    for number in (
        PersonIdentifier.objects.unscoped().filter(person__in=[kept, other]).order_by("recorded_at")
    ):
        by_system.setdefault(number.system, {})[number.person_id] = number
    return {
        system: (both[kept.pk], both[other.pk])
        for system, both in sorted(by_system.items())
        if len(both) == 2
    }


def how_much_hangs_on(person: Person) -> int:
    """How many records hang on a person, to tell which of two records has more in it."""
    return sum(hangs.of(person.pk).count() for hangs in hanging())


def came_since(merge: Merge) -> list[tuple[Hangs, Any]]:
    """What was added to the kept record after a merge and can be moved by itself when that is undone.

    What was added to something that moves (a course of a referral) goes where that goes, and is not asked about.
    """
    return [(hangs, row) for hangs, row in newcomers(merge) if not _parents(row)]


def follows(merge: Merge, moving: Collection[tuple[str, str]]) -> list[tuple[Hangs, Any]]:
    """What was added since and has to move because what it hangs on moves.

    Args:
        moving: (kind, id) of what moves.
    """
    gone = set(moving)
    found: list[tuple[Hangs, Any]] = []
    waiting = [(hangs, row) for hangs, row in newcomers(merge) if (hangs.label, str(row.pk)) not in gone]
    while True:
        now = [(hangs, row) for hangs, row in waiting if _parents(row) & gone]
        if not now:
            return found
        found += now
        gone |= {(hangs.label, str(row.pk)) for hangs, row in now}
        waiting = [one for one in waiting if one not in now]


def newcomers(merge: Merge) -> Iterator[tuple[Hangs, Any]]:
    """Everything that was added to the kept record after a merge."""
    moved = {(label, record_id) for label, record_id, *_change in merge.moves}
    for hangs in hanging():
        since = Q(recorded_at__gt=merge.merged_at) | Q(recorded_at=merge.merged_at, pk__gt=merge.pk)
        for row in hangs.of(merge.kept_id).filter(since):
            if (hangs.label, str(row.pk)) not in moved:
                yield hangs, row


def _parents(row: Any) -> set[tuple[str, str]]:
    """What a record hangs on that itself hangs on a person."""
    movable = {hangs.model for hangs in hanging()}
    return {
        (field.related_model._meta.label_lower, str(value))
        for field in row._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.related_model in movable
        and (value := getattr(row, field.attname)) is not None
    }


@cache
def _only_one() -> tuple[tuple[Hangs, models.UniqueConstraint], ...]:
    """The unique constraints under which two records of one person would clash."""
    return tuple(
        (hangs, constraint)
        for hangs in hanging()
        for constraint in hangs.model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
        and any(_column(hangs.model, name) == hangs.column for name in constraint.fields)
    )


def _both_have(
    hangs: Hangs, constraint: models.UniqueConstraint, kept_id: UUID, other_id: UUID
) -> Iterator[tuple[Any, Any]]:
    rest = [attname for name in constraint.fields if (attname := _column(hangs.model, name)) != hangs.column]

    def rows(person_id: UUID) -> dict[tuple[Any, ...], Any]:
        found = hangs.of(person_id)
        if constraint.condition is not None:
            found = found.filter(constraint.condition)
        return {tuple(getattr(row, name) for name in rest): row for row in found}

    theirs = rows(other_id)
    mine = rows(kept_id) if theirs else {}
    for key in theirs.keys() & mine.keys():
        yield mine[key], theirs[key]


def _column(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.attname)
