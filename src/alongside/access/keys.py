"""Primary keys as a piece of SQL that was put together once and is used in many queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, QuerySet


class Keys(Expression):
    """The keys some queries would answer with, for the right side of `IN`. It names no table of the query around it."""

    def __init__(self, sql: str, params: tuple[Any, ...]) -> None:
        super().__init__()
        self._sql, self._params = sql, params

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The SQL as it was put together."""
        return self._sql, self._params

    def with_those_of(self, other: Keys) -> Keys:
        """These keys and the other ones."""
        return Keys(f"({self._sql[1:-1]} UNION ALL {other._sql[1:-1]})", (*self._params, *other._params))


def keys_of(queries: Sequence[QuerySet[Any]]) -> Keys | None:
    """The keys that these queries for one column answer with, all together; None when there can be none."""
    parts, params = [], list[Any]()
    for rows in queries:
        query = rows.query.clone()
        query.clear_ordering(force=True)
        try:
            sql, values = query.get_compiler(connection=connections[rows.db]).as_sql()
        except EmptyResultSet:
            continue
        parts.append(sql)
        params += values
    return Keys(f"({' UNION ALL '.join(parts)})", tuple(params)) if parts else None
