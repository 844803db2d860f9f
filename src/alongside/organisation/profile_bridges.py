"""What a practice profile says of the way to a service."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Bridges:
    """After how many days of standing still on the way to a service the case manager is told, by where it stands.

    For a visit that is planned they count from its day, for one that did not come about as well.
    """

    wish: int
    asked: int
    waiting: int
    accepted: int
    refused: int
    planned: int
    missed: int
    together: int

    @property
    def days(self) -> dict[str, int]:
        """By the word for where it stands."""
        return asdict(self)
