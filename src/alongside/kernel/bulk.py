"""Writing the records of many operations together, within a `batch()`.

For loads that would otherwise take hours: the caller has asked the rules, and a test proves that the operation
of that name leaves the same records (`demo/tests/test_loading_in_bulk_is_loading.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from alongside.kernel.errors import WriteOutsideOperation
from alongside.kernel.operations import REGISTRY, _batch
from alongside.kernel.running import Acting, Running


@dataclass(frozen=True)
class Written:
    """What one operation leaves: its name, who did it when, the record acted upon, and the new records."""

    name: str
    by: Acting
    subject: models.Model
    records: Sequence[models.Model]


def write(written: Sequence[Written]) -> None:
    """Insert the records of `written`, kind by kind in order of first appearance, with history, trail and changes.

    Raises:
        WriteOutsideOperation: no batch is under way.
        LookupError: there is no operation of that name.
    """
    done = _batch.get()
    if done is None:
        raise WriteOutsideOperation("a bulk write outside a batch")
    by_kind: dict[type[models.Model], list[Any]] = {}
    for one in written:
        if one.name not in REGISTRY:
            raise LookupError(f"no operation is named {one.name}")
        work = Running(one.name, one.by, one.subject)
        work.finished.append(work)
        for record in one.records:
            _sign(record, one)
            work.touch(record, "made")
            by_kind.setdefault(type(record), []).append(record)
        done.append(work)
    for kind, records in by_kind.items():
        kind._base_manager.bulk_create(records, batch_size=500)
        history = getattr(kind, "history", None)
        if history is not None:
            history.bulk_history_create(records, batch_size=500)


def _sign(record: Any, one: Written) -> None:
    """What `Record.save` and the history would take from the operation under way."""
    if record.recorded_at is None:
        record.recorded_at = one.by.now
    record._change_reason = one.name
    record._history_date = one.by.now
    record._history_user = one.by.user_id
