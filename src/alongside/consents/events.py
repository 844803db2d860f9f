"""What other rooms may hear."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class MemberAnswered:
    """What stands now about speaking with someone around a person: yes, no, ask, or empty when nothing stands."""

    person_id: UUID
    member_id: UUID
    answer: str
