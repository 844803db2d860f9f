"""What the rooms above may want to know, or to say no to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class RoleEnds:
    """A worker's role ends; `on` is the first day without it. `team_id` is None for a role held in the whole house."""

    worker_id: UUID
    team_id: UUID | None
    role: str
    on: date
