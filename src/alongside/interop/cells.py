"""Cells that go out: what a spreadsheet program would carry out is made text, numbers and days are what they are.

The one place for it (CWE-1236). Every file of rows that leaves, `.xlsx` or `.csv`, goes through `harmless`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Protocol

_RUNS = frozenset("=+-@|%\t\r\n\uff1d\uff0b\uff0d\uff20\uff5c\uff05\ufe62\ufe63\ufe66\ufe6b\ufe6a")
"""A cell that begins so may be carried out by some program; wide and small forms are read as their plain ones."""
_UNSEEN = "\ufeff\u200b\u200c\u200d\u2060\u180e\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""What is not seen, and what some program therefore leaves off before it looks at the first sign."""
_CUT_BEFORE = re.compile(rf"(^|[;,|\"])([\s{_UNSEEN}]*)(?=[{re.escape(''.join(sorted(_RUNS)))}])")
"""Where a program begins a cell, whichever separator it expects, and what it would carry out stands next."""
Plain = int | float | Decimal | date | datetime | time | None


class Writes(Protocol):
    """A text file, or an answer that is written to like one."""

    def write(self, text: str, /) -> Any: ...


def runs(text: str) -> bool:
    """Whether a spreadsheet program may take this text for something to carry out."""
    for sign in text:
        if sign in _RUNS:
            return True
        if not sign.isspace() and sign not in _UNSEEN:
            return False
    return False


def harmless(cell: str | Plain) -> str:
    """The cell as text that no program carries out: an apostrophe stands before what would be.

    A number, a day or a time is nobody's words and stays as it is, also below zero.
    """
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(cell)
    return f"'{cell}" if runs(cell) else cell


def unharmed(text: str) -> str:
    """The text that `harmless` was given: what we wrote comes back as it was."""
    return text[1:] if text.startswith("'") and runs(text[1:]) else text


_AT = r"(^|[;,|\"\t\r\n])"
"""Where some program begins a cell, or a line within one."""
_SEEN = re.escape("".join(sorted(_RUNS - set("\t\r\n"))))
_THEN = rf"((?:[^\S\t\r\n]|[{_UNSEEN}])*)(?=[{_SEEN}])"
_TO_ARM, _ARMED = re.compile(f"{_AT}('*){_THEN}"), re.compile(f"{_AT}'('*){_THEN}")


def disarmed(text: str) -> str:
    """A text of several lines as a cell: an apostrophe more stands before whatever some program would carry out.

    For files that are read again: `rearmed` gives back every text as it was, also one with apostrophes of its own.
    """
    return _TO_ARM.sub(r"\1'\2\3", text)


def rearmed(cell: str) -> str:
    """The text that `disarmed` was given."""
    return _ARMED.sub(r"\1\2\3", cell)


def disarmed_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows below their head as comma-separated text, each cell `disarmed`."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([disarmed(name) for name in head])
    writer.writerows([disarmed(cell) for cell in row] for row in rows)
    return text.getvalue()


def write_csv(file: Writes, rows: Iterable[Sequence[str | Plain]], *, separator: str) -> None:
    """Write rows as text.

    A program that expects another separator cuts a cell at its own, so what begins there is made harmless too; and a
    cell is one line.
    """
    writer = csv.writer(file, delimiter=separator)
    for row in rows:
        writer.writerow([_on_one_line(cell) for cell in row])


def _on_one_line(cell: str | Plain) -> str:
    if not isinstance(cell, str):
        return harmless(cell)
    return _CUT_BEFORE.sub(r"\1'\2", " ".join(cell.split()))
