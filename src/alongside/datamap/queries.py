"""The data map: every table with every field, read from the program itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from alongside.access.policy import readers_of
from alongside.datamap.keeping import how_long
from alongside.datamap.models import Register
from alongside.kernel.data_classes import DataClass, Purpose, class_of, doors_of, kept_for, record_of
from alongside.kernel.resealing import holders

_CARE = (DataClass.OPEN, DataClass.PERSONAL, DataClass.SPECIAL, DataClass.PROTECTED)
"""From what needs the least care to what needs the most."""


@dataclass(frozen=True)
class FieldLine:
    """A field: its name, how careful one has to be with it, and whether it is stored encrypted."""

    name: str
    data_class: str
    encrypted: bool


@dataclass(frozen=True)
class TableLine:
    """A kind of record.

    Attributes:
        label: as Django names it, `people.Person`.
        kept_for: a `Purpose`.
        readers: the ties by which a row is seen; None where a role and not a tie decides.
        versions: whether earlier versions are kept, of the same classes.
        keeping: how long, in words; empty when no rule ends it.
        doors: by what it leaves the house.
        most: the most careful class among its fields.
    """

    label: str
    room: str
    kept_for: str
    readers: tuple[str, ...] | None
    versions: bool
    keeping: str
    doors: tuple[str, ...]
    most: str
    fields: tuple[FieldLine, ...]

    @property
    def name(self) -> str:
        """Without its room."""
        return self.label.partition(".")[2]


@dataclass(frozen=True)
class WhyKept:
    """All that is kept for one purpose: how many fields of each class, who reads, where it goes, for how long."""

    kept_for: str
    tables: int
    classes: tuple[tuple[str, int], ...]
    readers: tuple[str, ...]
    doors: tuple[str, ...]
    keeping: tuple[str, ...]


def every_table(agency_id: UUID | None = None) -> list[TableLine]:
    """Every table of the program but those that hold versions or links alone, by name. No query of its own.

    Args:
        agency_id: whose rules of keeping are told.
    """
    closed = frozenset(holder.label for holder in holders())
    kinds: list[Any] = [kind for kind in apps.get_models() if record_of(kind) is kind]
    versioned = {record_of(kind) for kind in apps.get_models() if record_of(kind) is not kind}
    return sorted(
        (_table(kind, kind in versioned, closed, agency_id) for kind in kinds), key=lambda one: one.label
    )


def as_data(agency_id: UUID | None = None) -> list[dict[str, Any]]:
    """The data map for other programs (`alongside datamap --json`)."""
    return [asdict(table) for table in every_table(agency_id)]


def by_purpose(tables: Sequence[TableLine]) -> list[WhyKept]:
    """The tables gathered by why they are kept, in the order of `Purpose`."""
    found = []
    for purpose in Purpose:
        kept = [table for table in tables if table.kept_for == purpose]
        if not kept:
            continue
        counts = Counter(field.data_class for table in kept for field in table.fields)
        found.append(
            WhyKept(
                kept_for=purpose.value,
                tables=len(kept),
                classes=tuple((one.value, counts[one]) for one in reversed(_CARE) if counts[one]),
                readers=tuple(sorted({reader for table in kept for reader in table.readers or ()})),
                doors=tuple(dict.fromkeys(door for table in kept for door in table.doors)),
                keeping=tuple(dict.fromkeys(table.keeping for table in kept if table.keeping)),
            )
        )
    return found


def register_of(agency_id: UUID) -> Register:
    """The agency's words in its register; an empty one that is not saved when nobody has written yet. One query."""
    found: Register | None = Register.objects.filter(agency_id=agency_id).first()
    return found or Register(agency_id=agency_id)


def _table(
    kind: type[models.Model], versioned: bool, closed: frozenset[str], agency_id: UUID | None
) -> TableLine:
    columns: list[models.Field[Any, Any]] = [*kind._meta.concrete_fields, *kind._meta.local_many_to_many]
    fields = tuple(
        FieldLine(field.name, str(class_of(kind, field.name)), f"{kind._meta.label}.{field.name}" in closed)
        for field in columns
    )
    readers = readers_of(kind)
    return TableLine(
        label=kind._meta.label,
        room=kind._meta.app_label,
        kept_for=str(kept_for(kind)),
        readers=tuple(sorted(readers)) if readers is not None else None,
        versions=versioned,
        keeping=how_long(kind, agency_id),
        doors=tuple(door.value for door in doors_of(kind)),
        most=max((field.data_class for field in fields), key=_CARE.index, default=DataClass.OPEN),
        fields=fields,
    )
