"""What waits until the end of a batch (`operations.batch`): finished operations, and versions of records.

Nothing an operation does reads versions, the trail or the change sequence, so they can be written together when
the batch ends, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models

from alongside.kernel.running import Running

T = TypeVar("T")


@dataclass
class Batch:
    """The operations carried out so far, outermost only, and the versions they left."""

    done: list[Running] = field(default_factory=list)
    _known: dict[Hashable, Any] = field(default_factory=dict)
    versions: dict[type[models.Model], list[Sequence[Any]]] = field(default_factory=dict)
    """By kind of version, in order: the values of one version each."""

    def known(self, what: Hashable, find: Callable[[], T]) -> T:
        """What is asked again and again and stays the same while a load runs; found once."""
        if what not in self._known:
            self._known[what] = find()
        found: T = self._known[what]
        return found


_batch: ContextVar[Batch | None] = ContextVar("batch", default=None)


def current_batch() -> Batch | None:
    """The batch under way, or None."""
    return _batch.get()
