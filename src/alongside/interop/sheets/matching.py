"""Which column is which field: guessed from headings in three languages, then from what stands in the column."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alongside.interop.sheets.fields import NUMBER, OF_A_NAME, Field
from alongside.people.rules import fold

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_CPR = re.compile(r"(0?[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}[- ]?\d{4}")
_PHONE = re.compile(r"(\+\d{2,3} ?)?(\d[ ]?){8}")
EXAMPLES = 3


@dataclass(frozen=True)
class Match:
    """Field → place of its column, and field → the answer that holds for every row."""

    columns: Mapping[str, int] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Match:
        """As it was kept in a sheet or remembered."""
        return cls(dict(kept.get("columns", {})), dict(kept.get("fixed", {})))

    def as_kept(self) -> dict[str, Any]:
        """As it is kept."""
        return {"columns": dict(self.columns), "fixed": dict(self.fixed)}

    def __contains__(self, name: str) -> bool:
        return name in self.columns or name in self.fixed


def fingerprint(kind: str, headers: Sequence[str]) -> str:
    """By which files of the same make are known: the same headings in the same order."""
    words = "\x1f".join([kind, *(fold(header) for header in headers)])
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def guess(
    fields: Sequence[Field], headers: Sequence[str], examples: Sequence[Sequence[str]]
) -> dict[str, int]:
    """The likeliest column of each field; each column at most once.

    Args:
        examples: for each column a few cells that are not blank.
    """
    scored = sorted(
        (
            (-_likeness(one, headers[place], examples[place]), order, place)
            for order, one in enumerate(fields)
            for place in range(len(headers))
        ),
    )
    found: dict[str, int] = {}
    for score, order, place in scored:
        if score < 0 and fields[order].name not in found and place not in found.values():
            found[fields[order].name] = place
    if "given_name" in found and "family_name" in found:
        found.pop("full_name", None)
    return found


def missing(fields: Sequence[Field], match: Match) -> list[Field]:
    """The fields that every row needs and that have neither a column nor one answer for all."""
    return [one for one in fields if one.required and one.name not in match]


def names_nobody(match: Match) -> bool:
    """Whether no column says who a row is about."""
    return not any(name in OF_A_NAME or name.startswith(NUMBER) for name in match.columns)


def _likeness(one: Field, header: str, examples: Sequence[str]) -> int:
    """3 the very heading, 2 a heading that holds its words, 1 cells that can be nothing else, 0 neither."""
    folded = fold(header)
    if folded and folded in one.headings:
        return 3
    words = set(folded.split())
    if any(len(heading) > 3 and set(heading.split()) <= words for heading in one.headings):
        return 2
    return int(not folded and bool(examples) and all(_fits(one, cell) for cell in examples))


def _fits(one: Field, cell: str) -> bool:
    if one.name == "email":
        return _MAIL.fullmatch(cell) is not None
    if one.name == NUMBER + "cpr":
        return _CPR.fullmatch(cell) is not None
    return one.name == "phone" and _PHONE.fullmatch(cell) is not None
