"""Which rows stand: what is entered in error is read by nobody who did not ask for it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

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
        found &= ~Q(Exists(strikes().filter(record_id=OuterRef(column))))
    return found
