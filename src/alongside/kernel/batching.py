"""What waits until the end of a batch (`operations.batch`): finished operations, and versions of records.

Nothing an operation does reads versions, the trail or the change sequence, so they can be written together when
the batch ends, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from alongside.kernel.running import Running


@dataclass
class Batch:
    """The operations carried out so far, outermost only, and the versions they left."""

    done: list[Running] = field(default_factory=list)
    versions: dict[type[models.Model], list[Sequence[Any]]] = field(default_factory=dict)
    """By kind of version, in order: a value for each of `history.version_fields`."""


_batch: ContextVar[Batch | None] = ContextVar("batch", default=None)


def current_batch() -> Batch | None:
    """The batch under way, or None."""
    return _batch.get()
