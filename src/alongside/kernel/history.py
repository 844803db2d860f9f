"""Versions of a record, kept by django-simple-history, dated and signed by the operation that made them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models
from simple_history.models import HistoricalRecords
from simple_history.utils import get_history_model_for_model

from alongside.kernel.batching import Batch, current_batch
from alongside.kernel.errors import WriteOutsideOperation
from alongside.kernel.rows import insert, insert_records
from alongside.kernel.running import Running, current


def _get_user(historical: Any) -> UUID | None:
    return historical.history_user_id  # type: ignore[no-any-return]


def _set_user(historical: Any, user_id: UUID | None) -> None:
    historical.history_user_id = user_id


class Versions(HistoricalRecords):  # type: ignore[misc]
    """A version at every save. Within a batch, versions wait and are written together."""

    def create_historical_record(
        self, instance: models.Model, history_type: str, using: str | None = None
    ) -> None:
        """Keep what `instance` is now, as made (+), changed (~) or deleted (-) by the operation under way."""
        write_versions([instance], history_type, _required("a version"))


def versions(*, without: Sequence[str] = ()) -> HistoricalRecords:
    """The `history` of a model: one row per version, with who, when and by which operation.

    Args:
        without: fields that are worked out from others, of which no version is kept.
    """
    return Versions(
        excluded_fields=list(without),
        history_user_id_field=models.UUIDField(null=True),
        history_user_getter=_get_user,
        history_user_setter=_set_user,
        history_change_reason_field=models.CharField(max_length=100, default=""),
        use_base_model_db=True,
    )


def has_versions(model: type[models.Model]) -> bool:
    """Whether versions of this kind of record are kept."""
    return hasattr(model._meta, "simple_history_manager_attribute")


def version_model(model: type[models.Model]) -> Any:
    """The table in which the versions of a record are kept."""
    return get_history_model_for_model(model)


def write_versions(records: Sequence[models.Model], history_type: str, running: Running) -> None:
    """Keep what these records of one model are now, in the name of `running`; in a batch, when it ends."""
    model, fields, names = _version_model(type(records[0]))
    about = (running.by.now, running.name, history_type, running.by.user_id)
    rows = [(*[getattr(record, name) for name in names], *about) for record in records]
    gathered = current_batch()
    if gathered is not None:
        gathered.versions.setdefault(model, []).extend(rows)
    else:
        insert(model, fields, rows)


def write_gathered(gathered: Batch) -> None:
    """Write the versions that waited for the end of a batch; those of one record stay in order."""
    for model, rows in gathered.versions.items():
        insert(model, _fields(model), rows)
    gathered.versions = {}


_ABOUT = ("history_date", "history_change_reason", "history_type", "history_user_id")


@cache
def _version_model(model: type[models.Model]) -> tuple[type[models.Model], list[Any], list[str]]:
    kept: type[models.Model] = get_history_model_for_model(model)
    return kept, _fields(kept), [field.attname for field in kept.tracked_fields]  # type: ignore[attr-defined]


@cache
def _fields(version_model: type[models.Model]) -> list[Any]:
    tracked = [version_model._meta.get_field(f.attname) for f in version_model.tracked_fields]  # type: ignore[attr-defined]
    return [*tracked, *(version_model._meta.get_field(name) for name in _ABOUT)]


def bulk_create(records: Iterable[models.Model]) -> Sequence[models.Model]:
    """Insert many new records of one model at once, with their history. Only inside an operation.

    Raises:
        WriteOutsideOperation: no operation is under way.
    """
    rows = list(records)
    running = _required("bulk_create")
    if not rows:
        return rows
    for row in rows:
        if not getattr(row, "recorded_at", True):
            row.recorded_at = running.by.now  # type: ignore[attr-defined]
        running.touch(row, "made")
    insert_with_versions(rows, running)
    return rows


def insert_with_versions(rows: Sequence[models.Model], running: Running) -> None:
    """Insert new records of one model, and their first versions where they are kept."""
    insert_records(rows)
    if has_versions(type(rows[0])):
        write_versions(rows, "+", running)


def _required(what: str) -> Running:
    running = current()
    if running is None:
        raise WriteOutsideOperation(f"{what} outside an operation")
    return running
