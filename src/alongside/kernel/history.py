"""Versions of a record, kept by django-simple-history, dated and signed by the operation that made them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import models
from simple_history.models import HistoricalRecords

from alongside.kernel.errors import WriteOutsideOperation
from alongside.kernel.running import current


def _who(request: Any = None, **kwargs: Any) -> UUID | None:
    running = current()
    return running.by.user_id if running else None


def _get_user(historical: Any) -> UUID | None:
    return historical.history_user_id  # type: ignore[no-any-return]


def _set_user(historical: Any, user_id: UUID | None) -> None:
    historical.history_user_id = user_id


def versions() -> HistoricalRecords:
    """The `history` of a model: one row per version, with who, when and by which operation."""
    return HistoricalRecords(
        history_user_id_field=models.UUIDField(null=True),
        history_user_getter=_who,
        history_user_setter=_set_user,
        get_user=_who,
        history_change_reason_field=models.CharField(max_length=100, default=""),
        use_base_model_db=True,
    )


def bulk_create(records: Iterable[models.Model]) -> Sequence[models.Model]:
    """Insert many new records of one model at once, with their history. Only inside an operation.

    Raises:
        WriteOutsideOperation: no operation is under way.
    """
    running = current()
    rows = list(records)
    if running is None:
        raise WriteOutsideOperation("bulk_create outside an operation")
    if not rows:
        return rows
    model = type(rows[0])
    for row in rows:
        if not getattr(row, "recorded_at", True):
            row.recorded_at = running.by.now  # type: ignore[attr-defined]
        running.touch(row, "made")
    model._base_manager.bulk_create(rows, batch_size=500)
    manager = getattr(model, "history", None)
    if manager is not None:
        manager.bulk_history_create(
            rows,
            batch_size=500,
            default_user=running.by.user_id,
            default_change_reason=running.name,
            default_date=running.by.now,
        )
    return rows
