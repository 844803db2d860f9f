"""A few rows as one column: small lists that a page needs beside each other, fetched in one query.

    lists = {"quotes": Rows(Quote.objects.under(viewer, person).order_by("-said_on")[:1], "text", "said_on"), …}
    row = Person.objects.under(viewer, person).annotate(**lists).values(*lists).get()
    quotes = unpacked(Quote, row["quotes"])

For lists of some dozens of rows at most. What grows without end is paged instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Expression, F, JSONField, Subquery

from alongside.kernel.encryption import EncryptedTextField, Sealed

M = TypeVar("M", bound=models.Model)
MOST_AT_ONCE = 50
"""PostgreSQL takes a hundred arguments to one function, and a name and its value are two."""


class Packed(Expression):
    """Columns of one row as a JSON object.

    The columns of the model itself are written down by their names, all at once; to let Django look each up took a
    third of the time of a person's page.
    """

    output_field = JSONField()

    def __init__(self, fields: Sequence[str], named: Mapping[str, Any]) -> None:
        super().__init__()
        if len(fields) + len(named) > MOST_AT_ONCE:
            raise ValueError(f"more than {MOST_AT_ONCE} columns at once: {', '.join((*fields, *named))}")
        self._fields, self._names = tuple(fields), tuple(named)
        self._parts: list[Any] = [F("pk"), *named.values()]

    def get_source_expressions(self) -> list[Any]:
        """The row's own key, which knows the table's alias, and what stands under a name of its own."""
        return self._parts

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        """The same, resolved."""
        self._parts = list(exprs)

    def as_sql(self, compiler: Any, connection: Any, function: str = "JSON_OBJECT") -> Any:
        """SQLite's words for it. Names come from the code, never from what somebody typed."""
        key, *others = self._parts
        quote, about = connection.ops.quote_name, key.target.model._meta
        table = compiler.quote_name_unless_alias(key.alias)
        columns = [about.get_field(name).column for name in self._fields]
        said = [
            f"'{name}', {table}.{quote(column)}" for name, column in zip(self._fields, columns, strict=True)
        ]
        params: list[Any] = []
        for name, part in zip(self._names, others, strict=True):
            sql, values = compiler.compile(part)
            said.append(f"'{name}', {sql}")
            params += values
        return f"{function}({', '.join(said)})", params

    def as_postgresql(self, compiler: Any, connection: Any, **_context: Any) -> Any:
        """PostgreSQL's words for it."""
        return self.as_sql(compiler, connection, function="JSONB_BUILD_OBJECT")


class Rows(Subquery):
    """The rows of a queryset, already scoped and in order, as one list.

    Args:
        rows: ends the slice and the order, too.
        fields: columns of its model.
        named: further columns or expressions under names of their own: `worker_name="worker__name"`.
    """

    output_field = JSONField()
    empty_result_set_value = "[]"
    """What stands in its place when Django sees by itself that there can be no rows."""

    def __init__(self, rows: models.QuerySet[Any], *fields: str, **named: Any) -> None:
        columns = {name: F(column) if isinstance(column, str) else column for name, column in named.items()}
        super().__init__(rows.values(gathered=Packed(fields, columns)))

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite's words for it."""
        template = "(SELECT json_group_array(json(gathered)) FROM (%(subquery)s))"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL's words for it."""
        template = "(SELECT coalesce(jsonb_agg(gathered), '[]'::jsonb) FROM (%(subquery)s) AS gathered_rows)"
        return self.as_sql(compiler, connection, template=template, **context)


def unpacked(model: type[M], rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Gathered rows as records of `model`, for reading only: what was not gathered is not there.

    Columns under names of their own become attributes.
    """
    return [_record(model, row) for row in rows]


def _record(model: type[M], row: Mapping[str, Any]) -> Any:
    record: Any = model()
    record._state.adding = False
    for name, value in row.items():
        setattr(record, name, _value(model, name, value))
    return record


def _value(model: type[M], name: str, value: Any) -> Any:
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return value
    if isinstance(field, EncryptedTextField):
        return Sealed(value) if value else value
    read = field.to_python(value)
    if isinstance(read, datetime) and read.tzinfo is None:
        return read.replace(tzinfo=UTC)
    return read
