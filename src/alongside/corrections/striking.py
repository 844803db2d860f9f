"""Which rows stand: what is entered in error is read by nobody who did not ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db.models import BooleanField, Expression, F, Model, Q, QuerySet

from alongside.corrections.kinds import KINDS, kind_of
from alongside.corrections.models import Remark, RemarkKind

_under: dict[type[Model], str] = {}


def struck_with(model: type[Model], column: str) -> None:
    """Say that rows of `model` are struck through together with the record that `column` holds the key of."""
    _under[model] = column
    standing.cache_clear()


def strikes() -> QuerySet[Remark]:
    """The strikes that hold."""
    return Remark._base_manager.filter(kind=RemarkKind.STRIKE, lifted_at__isnull=True)


class Stands(Expression):
    """Whether no strike holds for the record of the key in `column`.

    Nearly every list asks it, so it is written down at once rather than put together as a query of its own; and with
    the words themselves in it a database knows that the index of the strikes that hold answers it.
    """

    output_field = BooleanField()

    def __init__(self, column: str) -> None:
        super().__init__()
        self._key: Any = F(column)

    def get_source_expressions(self) -> list[Any]:
        """The key."""
        return [self._key]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        """The same, resolved."""
        (self._key,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """A look into one index."""
        key, params = compiler.compile(self._key)
        table = connection.ops.quote_name(Remark._meta.db_table)
        holds = f"s.kind = '{RemarkKind.STRIKE.value}' AND s.lifted_at IS NULL AND s.record_id = {key}"
        return f"NOT EXISTS (SELECT 1 FROM {table} s WHERE {holds})", params  # noqa: S608 - a table of ours and a key's column


@cache
def standing(model: type[Any]) -> Q | None:
    """The rows of `model` that are not struck through, as a condition; None where nothing can be."""
    columns = [column for column in (_under.get(model),) if column]
    if (kind := kind_of(model)) is not None and kind.strikes:
        columns.append("pk")
    if not columns or not KINDS:
        return None
    found = Q()
    for column in columns:
        found &= Q(Stands(column))
    return found
