"""The rules of documents. Pure: no Django, no clock."""

from __future__ import annotations

import unicodedata
from datetime import date

from alongside.documents import errors

LONGEST_NAME = 100
_NOT_IN_A_NAME = '\\/:*?"<>|%'
_UNNAMED = "document"


def check_words(*, title: str, dated_on: date, today: date) -> None:
    """A document has a title, and has not come on a day to come.

    Raises:
        WithoutATitle, DatedInTheFuture.
    """
    if not title:
        raise errors.WithoutATitle(field="title")
    if dated_on > today:
        raise errors.DatedInTheFuture(field="dated_on")


def clean_name(name: str, extension: str) -> str:
    """A file name that is a name and nothing else, ending in `extension` (with its dot).

    What leads elsewhere (folders), what cannot be seen (control characters, marks that turn the direction of
    writing, which make `exe.pdf` of `fdp.exe`) and what other systems give a meaning to is left out. A name that only
    devices have, or none, becomes "document".
    """
    last = name[-1000:].replace("\\", "/").rpartition("/")[2]
    last = unicodedata.normalize("NFC", last)
    shown = "".join(
        " " if one in _NOT_IN_A_NAME else one
        for one in last
        if unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    )
    stem = " ".join(shown.split())
    dot = stem.rfind(".")
    if dot >= 0 and stem.count(".") and len(stem) - dot <= 6:
        stem = stem[:dot]
    stem = stem.strip(" .=+-@~'")[:LONGEST_NAME].strip(" .")
    if not stem or stem.upper() in _DEVICES:
        stem = _UNNAMED
    return stem + extension


_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10)),
}
"""What a file may not be called on Windows."""


def extension_of(name: str) -> str:
    """The ending of a name, in small letters and with its dot; empty without one."""
    _stem, dot, ending = name.rpartition(".")
    return f".{ending.strip().lower()}" if dot and len(ending) <= 10 else ""
