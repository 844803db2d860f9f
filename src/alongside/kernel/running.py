"""What is known while an operation runs: who acts, when, and which records it has touched."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID


class Acting(Protocol):
    """The part of an actor that the ground floor needs."""

    @property
    def user_id(self) -> UUID | None: ...
    @property
    def agency_id(self) -> UUID: ...
    @property
    def now(self) -> datetime: ...


@dataclass(frozen=True)
class Touch:
    """One record written: what kind, which, and whether it was made or changed."""

    label: str
    record_id: UUID
    verb: str


@dataclass
class Running:
    """One operation under way; a nested one has its own and shares the outermost transaction."""

    name: str
    by: Acting
    subject: Any = None
    reason: str = ""
    outer: Running | None = None
    touched: list[Touch] = field(default_factory=list)
    finished: list[Running] = field(default_factory=list)

    def touch(self, record: Any, verb: str) -> None:
        """Note that `record` was written."""
        self.touched.append(Touch(record._meta.label_lower, record.pk, verb))


_running: ContextVar[Running | None] = ContextVar("running", default=None)


def current() -> Running | None:
    """The innermost operation under way, or None."""
    return _running.get()
