"""What other rooms may want to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class KeptOut:
    """From `on` a worker must not see a person any more: refused by them, or close to them."""

    person_id: UUID
    worker_id: UUID
    on: date
