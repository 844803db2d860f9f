"""How many are on the way to each service, by where they stand: every number leads to who they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from alongside.bridges.queries import OnTheWay
from alongside.bridges.rules import Standing
from alongside.web.bridges.words import STANDINGS


@dataclass(frozen=True)
class Cell:
    """A number, and the words for what it counts."""

    at: str
    words: str | Promise
    many: int


@dataclass(frozen=True)
class Row:
    """A service with the numbers that are not nought, and for how many of them nothing happens."""

    service_id: UUID
    service: str
    cells: tuple[Cell, ...]
    many: int
    still: int


def counted(ways: Iterable[OnTheWay]) -> list[Row]:
    """By service, the one with most people first."""
    services: dict[UUID, list[OnTheWay]] = {}
    for way in ways:
        services.setdefault(way.bridge.service_id, []).append(way)
    rows = [_row(key, found) for key, found in services.items()]
    return sorted(rows, key=lambda row: (-row.many, row.service))


def _row(key: UUID, found: list[OnTheWay]) -> Row:
    numbers = Counter(way.at.at for way in found)
    cells = tuple(Cell(str(at), STANDINGS[at], numbers[at]) for at in Standing if numbers[at])
    still = sum(way.still is not None for way in found)
    return Row(key, found[0].service, cells, len(found), still)
