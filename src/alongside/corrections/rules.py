"""The rules of putting right. Pure: no Django, no clock."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from alongside.corrections.errors import SaidInTheFuture, WhyMissing, WordsOfThePersonMissing

LEAST = 5
"""Letters of a reason or of a disagreement; fewer say nothing."""


def why_of(typed: str, *, field: str = "why") -> str:
    """The reason, without space around it.

    Raises:
        WhyMissing
    """
    why = typed.strip()
    if len(why) < LEAST:
        raise WhyMissing(field=field)
    return why


def words_of(typed: str) -> str:
    """What the person said.

    Raises:
        WordsOfThePersonMissing
    """
    words = typed.strip()
    if not words:
        raise WordsOfThePersonMissing(field="words")
    return words


def require_said(said_on: date, today: date) -> None:
    """A disagreement was said on a day that has come.

    Raises:
        SaidInTheFuture
    """
    if said_on > today:
        raise SaidInTheFuture(field="said_on")


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `after` that read otherwise than `before`."""
    return {name: value for name, value in after.items() if before.get(name) != value}


@dataclass(frozen=True)
class Piece:
    """A piece of a text. `kind`: same, gone (only before) or new (only after)."""

    kind: str
    text: str


def difference(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Two texts side by side, word by word: the pieces of the one and of the other."""
    old, new = re.findall(r"\s+|[^\s]+", before), re.findall(r"\s+|[^\s]+", after)
    left: list[Piece] = []
    right: list[Piece] = []
    for same, i, j, k, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        kind = "same" if same == "equal" else ""
        if i != j:
            left.append(Piece(kind or "gone", "".join(old[i:j])))
        if k != m:
            right.append(Piece(kind or "new", "".join(new[k:m])))
    return left, right
