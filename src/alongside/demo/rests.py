"""When an invented course rested, and when somebody comes out of prison or a ward."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class DayOut:
    """When somebody comes out, as it was said on a day, and the lines of the list that were ticked since."""

    on: date
    said_by: str
    said_on: date
    ticked: tuple[tuple[str, date], ...]


@dataclass(frozen=True, slots=True)
class Pause:
    kind: str
    start: date
    end: date | None
    note: str
    out: DayOut | None = None


def scripted(table: Mapping[str, Any], today: date) -> Pause:
    """A pause of somebody in the cast; days are days ago, the day out lies ahead."""
    out = table.get("out")
    return Pause(
        table["kind"],
        today - timedelta(days=table["since"]),
        None,
        table["note"],
        DayOut(
            today + timedelta(days=out["in"]),
            out["said_by"],
            today - timedelta(days=out["said"]),
            tuple((item, today - timedelta(days=days)) for item, days in out["ticked"].items()),
        )
        if out
        else None,
    )
