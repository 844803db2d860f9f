"""Destroying rows for good: what no other part of the program does, and what the guards of the database stand against.

A guard (`guards.py`) keeps a signed note from being removed, whoever asks. When two people have decided that the
record of somebody is destroyed, the guards of the tables concerned are lifted within that one transaction, and stand
again when it ends; when anything fails, nothing was removed and no guard was lifted.

On SQLite what is removed is overwritten at once (`secure_delete`). `sweep` then empties the write-ahead log and packs
the file anew, so that no page of the past is left in it. On PostgreSQL `sweep` lets the space be used again; its own
log and every backup keep what was there for as long as they are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models

from alongside.kernel.errors import WriteOutsideOperation
from alongside.kernel.history import has_versions, version_model
from alongside.kernel.running import current

AT_ONCE = 500
"""Keys in one statement."""
Keys = Mapping[type[models.Model], Collection[Any]]


def destroy(keys: Keys) -> Counter[str]:
    """Remove these rows, every version of them, and what the database still holds of them elsewhere in their tables.

    Links from rows that stay are emptied. Returns how many rows of each kind went, versions under `kind.versions`.

    Raises:
        WriteOutsideOperation: no operation is under way.
        IntegrityError: a row that stays cannot do without one that goes.
    """
    if current() is None:
        raise WriteOutsideOperation("rows are destroyed by an operation")
    gone: Counter[str] = Counter()
    kept = _version_tables(keys)
    with _guards_lifted([model._meta.db_table for model in [*keys, *kept]]):
        for model, columns in kept.items():
            for column, found in columns:
                gone[f"{_record_of(model)._meta.label_lower}.versions"] += _remove(model, column, found)
        _let_go(keys)
        for model, found in keys.items():
            gone[model._meta.label_lower] += _remove(model, "pk", found)
    return Counter({kind: count for kind, count in gone.items() if count})


def blank(model: type[models.Model], keys: Collection[Any], fields: Sequence[str]) -> int:
    """Take the words out of rows that stay as evidence. Returns how many rows these were."""
    if current() is None:
        raise WriteOutsideOperation("words are taken out by an operation")
    changed = 0
    for some in _some(keys):
        changed += model._base_manager.filter(pk__in=some).update(**dict.fromkeys(fields, ""))
    return changed


def sweep() -> None:
    """Leave nothing of what was removed in the files of the database. Outside of any transaction; takes a while."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM")


def _version_tables(keys: Keys) -> dict[type[models.Model], list[tuple[str, Collection[Any]]]]:
    """The versions that go: of the rows themselves, and of rows removed earlier that hung on one of them."""
    found: dict[type[models.Model], list[tuple[str, Collection[Any]]]] = {}
    for model in apps.get_models():
        if not has_versions(model) or hasattr(model, "instance_type"):
            continue
        columns: list[tuple[str, Collection[Any]]] = []
        if model in keys:
            columns.append((model._meta.pk.attname, keys[model]))
        for field in model._meta.concrete_fields:
            target = field.related_model if isinstance(field, models.ForeignKey) else None
            if model in keys and target in keys and not field.null:
                columns.append((field.attname, keys[target]))  # type: ignore[index]
        if columns:
            found[version_model(model)] = columns
    return found


def _record_of(model: Any) -> type[models.Model]:
    record: type[models.Model] = model.instance_type
    return record


def _let_go(keys: Keys) -> None:
    """Empty the links that lead from rows that stay to rows that go."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.null and field.related_model in keys:
                for some in _some(keys[field.related_model]):
                    rows = model._base_manager.filter(**{f"{field.attname}__in": some})
                    if model in keys:
                        rows = rows.exclude(pk__in=list(keys[model]))
                    rows.update(**{field.attname: None})


def _remove(model: type[models.Model], column: str, keys: Collection[Any]) -> int:
    removed = 0
    for some in _some(keys):
        rows: Any = model._base_manager.filter(**{f"{column}__in": some})
        removed += rows._raw_delete(rows.db)
    return removed


def _some(keys: Collection[Any]) -> Iterator[list[Any]]:
    found = list(keys)
    for start in range(0, len(found), AT_ONCE):
        yield found[start : start + AT_ONCE]


@contextmanager
def _guards_lifted(tables: Sequence[str]) -> Iterator[None]:
    """Without the triggers of these tables, until the end of the block; links are checked there."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            places = ", ".join(["%s"] * len(tables))
            cursor.execute(
                f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({places})",  # noqa: S608 - places only
                list(tables),
            )
            guards = cursor.fetchall()
            for name, _sql in guards:
                cursor.execute(f"DROP TRIGGER {quote(name)}")
            yield
            for _name, sql in guards:
                # The text stands in the database itself; a percent sign in it is no parameter.
                cursor.execute(sql.replace("%", "%%"), [])
            return
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {quote(table)} DISABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {quote(table)} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
