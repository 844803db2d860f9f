"""The rhythm strip's view model: the last days as a footpath, one mark a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

DAY = 8  # width of one day in the drawing's own units; the strip shows 28 days in 224

DayKind = Literal["met", "phone", "tried", "quiet"]
State = Literal["", "quiet", "silent"]


@dataclass(frozen=True)
class Mark:
    """One day: `x` is its middle in the drawing."""

    x: int
    kind: DayKind


@dataclass(frozen=True)
class Rhythm:
    """What `<c-silence>` draws and says.

    `lead` is the part of the sentence that stands out ("Silent: 12 days"), `rest` what follows it, `summary` what a
    screen reader says instead of the drawing, `gap_from` where the line under the days since the last meeting
    starts (None: they met on the last day, or never in these days).
    """

    marks: tuple[Mark, ...]
    gap_from: int | None
    state: State
    lead: str
    rest: str
    summary: str


def rhythm(days: Sequence[DayKind], *, state: State, lead: str, rest: str = "") -> Rhythm:
    """Draw `days` (oldest first, the last is today); `state`, `lead` and `rest` are the caller's judgement."""
    met = [index for index, kind in enumerate(days) if kind == "met"]
    last = met[-1] if met else None
    summary = _("Last %(days)d days: met %(met)d, phone %(phone)d, tried without meeting %(tried)d.") % {
        "days": len(days),
        "met": len(met),
        "phone": days.count("phone"),
        "tried": days.count("tried"),
    }
    return Rhythm(
        marks=tuple(Mark(index * DAY + DAY // 2, kind) for index, kind in enumerate(days)),
        gap_from=None if last is None or last == len(days) - 1 else (last + 1) * DAY + 1,
        state=state,
        lead=lead,
        rest=rest,
        summary=summary,
    )
