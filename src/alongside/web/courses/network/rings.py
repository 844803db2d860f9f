"""The network map as rings: where each name is drawn, and the same as a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from django.utils.text import Truncator
from django.utils.translation import gettext

from alongside.network.models import Closeness, MemberKind
from alongside.network.queries import Placed
from alongside.network.rules import RINGS
from alongside.paper.sheet import Dot, Rings

RADII = {"very_near": 38, "near": 74, "known": 110, "not_now": 146}
"""How far from the middle each ring lies, in units of the drawing."""
MIDDLE = 170
LONGEST = 12
"""So many letters of a name there is room for; the whole name stands in the list beside it."""
_TURN = 0.7
"""Each ring begins a little further round than the one within, so that names do not stand in one line."""


@dataclass(frozen=True)
class RingLine:
    """A ring as a line of the list: what it is called, and who is on it."""

    title: str
    names: list[str]


def rings(first_name: str, placed: Sequence[Placed]) -> Rings:
    """The map as a drawing.

    Args:
        placed: who is on it, the nearest first.
    """
    dots = [dot for ring in RINGS for dot in _dots(ring, [one for one in placed if one.ring == ring])]
    return Rings(
        size=2 * MIDDLE,
        middle=_short(first_name),
        radii=tuple(RADII.values()),
        dots=tuple(dots),
        said=gettext("The network of %(name)s as rings; the list says the same.") % {"name": first_name},
    )


def _dots(ring: str, there: Sequence[Placed]) -> Iterable[Dot]:
    for number, one in enumerate(there):
        angle = RINGS.index(ring) * _TURN - pi / 2 + 2 * pi * number / len(there)
        yield Dot(
            x=round(MIDDLE + RADII[ring] * cos(angle)),
            y=round(MIDDLE + RADII[ring] * sin(angle)),
            name=_short(one.name),
            private=one.kind == MemberKind.PRIVATE,
        )


def ring_lines(placed: Sequence[Placed]) -> list[RingLine]:
    """The map as a list, the nearest first; a ring without anybody is left out."""
    found = [
        RingLine(str(Closeness(ring).label), [one.name for one in placed if one.ring == ring])
        for ring in RINGS
    ]
    return [line for line in found if line.names]


def _short(name: str) -> str:
    """The first name, or the beginning of it."""
    return Truncator(name.split()[0] if name.split() else name).chars(LONGEST)
