"""Inserting very many rows: what `bulk_create` does, without asking every field of every row how to be stored.

Django prepares each value through several calls; for versions, trail and change numbers, of which every write leaves
some, that takes longer than the database. Here each column is asked once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, models

from alongside.kernel.encryption import sealing

_AS_IT_IS = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)
Prepare = Callable[[Any], Any]


def insert(
    kind: type[models.Model], fields: Sequence[models.Field[Any, Any]], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert `rows`, each with a value for every field of `fields`. The other columns get what the database gives."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    # Nothing of it was typed by anybody: table and columns are the model's.
    into = f"INSERT INTO {quote(kind._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    prepare = [_prepare(field) for field in fields]
    seal = sealing(fields)
    if seal is not None:
        whole = [list(row) for row in rows]
        for one in whole:
            seal(one)
        rows = whole
    ready = [
        tuple(
            [
                value if as_stored is None else as_stored(value)
                for as_stored, value in zip(prepare, row, strict=True)
            ]
        )
        for row in rows
    ]
    if ready:
        with connection.cursor() as cursor:
            cursor.executemany(into, ready)


def insert_records(records: Sequence[models.Model]) -> None:
    """Insert new records of one model. Their numbers, where the database gives them, are not read back."""
    if not records:
        return
    kind = type(records[0])
    fields = [field for field in kind._meta.concrete_fields if not isinstance(field, models.AutoField)]
    names = [field.attname for field in fields]
    insert(kind, fields, ([getattr(record, name) for name in names] for record in records))
    for record in records:
        record._state.adding = False
        record._state.db = connection.alias


def _prepare(field: models.Field[Any, Any]) -> Prepare | None:
    """How a value of this column is stored; None when it is stored as it is."""
    stored: Any = field
    while isinstance(stored, models.ForeignKey):
        stored = stored.target_field
    if isinstance(stored, models.UUIDField):
        return None if connection.features.has_native_uuid_field else _hex
    if isinstance(stored, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(stored, models.DateField):
        return connection.ops.adapt_datefield_value
    if type(stored) in _AS_IT_IS or isinstance(stored, models.IntegerField):
        return None
    return lambda value: stored.get_db_prep_save(value, connection)


def _hex(value: UUID | None) -> str | None:
    return value.hex if value is not None else None
