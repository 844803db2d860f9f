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
from django.db.models import F, JSONField, Subquery
from django.db.models.functions import JSONObject

M = TypeVar("M", bound=models.Model)


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
        columns = {field: F(field) for field in fields} | {
            name: F(column) if isinstance(column, str) else column for name, column in named.items()
        }
        super().__init__(rows.values(gathered=JSONObject(**columns)))

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
    read = field.to_python(value)
    if isinstance(read, datetime) and read.tzinfo is None:
        return read.replace(tzinfo=UTC)
    return read
