"""Finding words in what people wrote, whatever the case, the accents and the keyboard, on SQLite and PostgreSQL alike.

"Åparken", "aaparken" and "APARKEN" find each other, and so do "élève" and "eleve", "sœur" and "soeur". A word that is
sought becomes a pattern that says how each of its letters may be written; the database and Python, which marks the
hits, go by the same pattern.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import BooleanField, CharField, F, Func, Q, TextField, Value
from django.db.models.functions import ConcatPair

_SPELLED = {
    "æ": "a",
    "ø": "o",
    "œ": "o",
    "ß": "s",
    "đ": "d",
    "ł": "l",
    "ð": "d",
    "þ": "t",
    "ħ": "h",
    "\u0131": "i",
}
_SECOND = {"a": "ae", "o": "e"}
"""What may follow a letter to spell one sound where a keyboard has no å, æ, ø or œ: aa, ae, oe."""
MOST_WORDS = 8
"""So many words of what is typed are looked for."""
MOST_LETTERS = 400
"""Of so many letters: a pattern grows with each."""


def _plain(letter: str) -> str:
    """A letter, small and without its accent."""
    small = letter.lower()[:1]
    bare = _SPELLED.get(small) or unicodedata.normalize("NFD", small)[0]
    return bare if bare.isascii() and bare.isalpha() else small


def _ways_to_write() -> dict[str, str]:
    ways: defaultdict[str, str] = defaultdict(str)
    for letter in (*map(chr, range(0x41, 0x5B)), *map(chr, range(0x61, 0x7B)), *map(chr, range(0xC0, 0x180))):
        if _plain(letter).isascii():
            ways[_plain(letter)] += letter
    return dict(ways)


_WAYS = _ways_to_write()
"""How each plain letter may be written: "e" → "EeÈÉÊËèéêë…"."""


def patterns_of(text: str) -> tuple[str, ...]:
    """A pattern for each of the words someone looks for; a regular expression Python and PostgreSQL both read."""
    words = dict.fromkeys(_folded(unicodedata.normalize("NFC", text[:MOST_LETTERS])).split())
    return tuple("".join(_pattern(letter) for letter in word) for word in list(words)[:MOST_WORDS])


def _folded(text: str) -> str:
    """`text` in plain letters, two that spell one sound as the first of them."""
    folded = "".join(_plain(letter) for letter in text)
    for first, seconds in _SECOND.items():
        folded = re.sub(f"{first}[{seconds}]", first, folded)
    return folded


def _pattern(letter: str) -> str:
    ways = _WAYS.get(letter)
    if ways is None:
        other = letter.upper()
        return f"[{letter}{other}]" if letter.isalpha() and len(other) == 1 else re.escape(letter)
    seconds = "".join(_WAYS[second] for second in _SECOND.get(letter, ""))
    return f"[{ways}][{seconds}]?" if seconds else f"[{ways}]"


@dataclass(frozen=True)
class Piece:
    """Part of a text; `hit` when it is what was sought."""

    text: str
    hit: bool


def hits(text: str, patterns: Sequence[str]) -> list[Piece]:
    """`text` in pieces, those that one of the patterns matches marked. Together they are the text."""
    hit = bytearray(len(text))
    for pattern in patterns:
        for found in _compiled(pattern).finditer(text):
            hit[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    return list(_pieces(text, hit))


def _pieces(text: str, hit: Sequence[int]) -> Iterator[Piece]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or hit[place] != hit[start]:
            yield Piece(text[start:place], bool(hit[start]))
            start = place


def holds(patterns: Sequence[str], *columns: str) -> Q:
    """Rows in which each of the patterns matches in one of the text columns."""
    text: Any = F(columns[0])
    for column in columns[1:]:
        after = ConcatPair(Value("\n"), F(column), output_field=TextField())
        text = ConcatPair(text, after, output_field=TextField())
    found = Q()
    for pattern in patterns:
        found &= Q(_Matches(text, Value(pattern, output_field=CharField())))
    return found


def is_held(patterns: Sequence[str], *texts: str) -> bool:
    """The same of texts that the database cannot read: whether each of the patterns matches in one of them."""
    together = "\n".join(texts)
    return all(_matches(together, pattern) for pattern in patterns)


class _Matches(Func):
    """Whether a pattern matches somewhere in a text."""

    conditional = True
    output_field = BooleanField()
    template = "MATCHES(%(expressions)s)"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL's operator for it."""
        return self.as_sql(compiler, connection, template="(%(expressions)s)", arg_joiner=" ~ ", **context)


def teach_sqlite(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Give a new SQLite connection the function `MATCHES`."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("MATCHES", 2, _matches, deterministic=True)


def _matches(text: str | None, pattern: str) -> bool:
    return text is not None and _compiled(pattern).search(text) is not None


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
