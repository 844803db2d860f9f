"""Writing the records of many operations together, within a `batch()`.

For loads that would otherwise take hours: the caller has asked the rules, and a test proves that the operation
of that name leaves the same records (`demo/tests/test_loading_in_bulk_is_loading.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from alongside.kernel.batching import current_batch
from alongside.kernel.errors import WriteOutsideOperation
from alongside.kernel.history import has_versions, write_versions
from alongside.kernel.operations import REGISTRY
from alongside.kernel.rows import insert_records
from alongside.kernel.running import Acting, Running


@dataclass(frozen=True)
class Written:
    """What one operation leaves: its name, who did it when, the record acted upon, and the new records."""

    name: str
    by: Acting
    subject: models.Model
    records: Sequence[Any]


def write(written: Sequence[Written]) -> None:
    """Insert the records of `written`, kind by kind in order of first appearance, with history, trail and changes.

    Raises:
        WriteOutsideOperation: no batch is under way.
        LookupError: there is no operation of that name.
    """
    gathered = current_batch()
    if gathered is None:
        raise WriteOutsideOperation("a bulk write outside a batch")
    by_kind: dict[type[models.Model], list[models.Model]] = {}
    for one in written:
        if one.name not in REGISTRY:
            raise LookupError(f"no operation is named {one.name}")
        work = Running(one.name, one.by, one.subject)
        work.finished.append(work)
        for record in one.records:
            if record.recorded_at is None:
                record.recorded_at = one.by.now
            work.touch(record, "made")
            by_kind.setdefault(type(record), []).append(record)
            if has_versions(type(record)):
                write_versions([record], "+", work)
        gathered.done.append(work)
    for records in by_kind.values():
        insert_records(records)
