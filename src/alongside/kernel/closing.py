"""Migration steps that seal what a column held in the open, row by row, and open it again when they are undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db import migrations, models
from django.db.models.functions import Cast

from alongside.kernel.encryption import Sealed

TOGETHER = 500
"""Rows that are read at a time."""
SEALED = "row:"
"""How every value begins that is sealed to its row."""


def seals(app: str, columns: Mapping[str, Sequence[str]]) -> migrations.RunPython:
    """Seal columns that are declared as encrypted by a migration before this one, but hold plain text still.

    What is sealed already is passed over, so a step that was broken off goes on where it stopped.

    Args:
        columns: names of fields by the name of the model; versions (`Historical…`) are models of their own.
    """

    def close(apps: Any, schema_editor: Any) -> None:
        for model, names in columns.items():
            for row, stored in _rows(apps.get_model(app, model), names):
                _put(row, {name: _sealed(row, name, value) for name, value in stored.items() if _open(value)})

    def open_again(apps: Any, schema_editor: Any) -> None:
        for model, names in columns.items():
            for row, stored in _rows(apps.get_model(app, model), names):
                _put(
                    row,
                    {name: _plain(row, name) for name, value in stored.items() if value and not _open(value)},
                )

    return migrations.RunPython(close, open_again)


def _open(value: str | None) -> bool:
    return bool(value) and not str(value).startswith(SEALED)


def _sealed(row: Any, name: str, value: str) -> Any:
    field = row._meta.get_field(name)
    return field.seal(value, [getattr(row, one) for one in field.identity])


def _plain(row: Any, name: str) -> Any:
    return models.Value(getattr(row, name), output_field=models.TextField())


def _put(row: Any, changed: Mapping[str, Any]) -> None:
    if changed:
        type(row)._base_manager.filter(pk=row.pk).update(**changed)


def _rows(model: Any, names: Sequence[str]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Every row, with what really stands in the columns."""
    stored: Callable[[str], str] = "stored_{}".format
    last: Any = None
    while True:
        rows = model._base_manager.order_by("pk").annotate(
            **{stored(name): Cast(name, models.TextField()) for name in names}
        )
        found = list((rows.filter(pk__gt=last) if last is not None else rows)[:TOGETHER])
        for row in found:
            values = {name: getattr(row, stored(name)) for name in names}
            for name, value in values.items():
                row.__dict__[name] = Sealed(value) if value else value
            yield row, values
        if len(found) < TOGETHER:
            return
        last = found[-1].pk
