"""Finding words in what people wrote, whatever the case and the accents, on SQLite and PostgreSQL alike.

"Åparken", "aaparken" and "APARKEN" fold to the same letters, and so do "élève" and "eleve", "sœur" and "soeur". The
database folds the column (`Folded`), Python what is sought (`fold`) and, to mark them, the words found (`hits`); all
by the one table here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
_PAIRS = ("aa", "ae", "oe")
"""Two letters for one sound, where a keyboard has no å, æ, ø or œ; they fold to their first."""


def _plain(letter: str) -> str:
    small = letter.lower()[:1]
    bare = _SPELLED.get(small) or unicodedata.normalize("NFD", small)[0]
    return bare if bare.isascii() and bare.isalpha() else letter


_LETTERS = {letter: _plain(letter) for letter in map(chr, range(0xC0, 0x180)) if _plain(letter) != letter}
_TABLE = str.maketrans(_LETTERS)


def fold(text: str) -> str:
    """`text` in small letters without accents; two letters that spell one sound become one."""
    folded = text if text.isascii() else unicodedata.normalize("NFC", text).translate(_TABLE)
    folded = folded.lower()
    for pair in _PAIRS:
        folded = folded.replace(pair, pair[0])
    return folded


def words_sought(text: str) -> tuple[str, ...]:
    """The folded words of what someone looks for, each once."""
    return tuple(dict.fromkeys(word for word in fold(text).split() if word))


@dataclass(frozen=True)
class Piece:
    """Part of a text; `hit` when it is what was sought."""

    text: str
    hit: bool


def hits(text: str, words: Sequence[str]) -> list[Piece]:
    """`text` in pieces, those that match one of the folded `words` marked. Together they are the text."""
    whole = fold(text)
    if not any(word in whole for word in words):
        return [Piece(text, hit=False)] if text else []
    folded = list(_with_places(text))
    letters = "".join(letter for letter, _place in folded)
    places = [place for _letter, place in folded] + [len(text)]
    hit = [False] * len(text)
    for word in words:
        at = letters.find(word)
        while at >= 0 and word:
            for place in range(places[at], places[at + len(word)]):
                hit[place] = True
            at = letters.find(word, at + 1)
    return list(_pieces(text, hit))


def _with_places(text: str) -> Iterator[tuple[str, int]]:
    """The folded letters, each with the place in `text` it begins at."""
    found = [(letter.translate(_TABLE).lower()[:1], place) for place, letter in enumerate(text)]
    for pair in _PAIRS:
        at, shorter = 0, []
        while at < len(found):
            shorter.append(found[at])
            both = at + 1 < len(found) and found[at][0] + found[at + 1][0] == pair
            at += 2 if both else 1
        found = shorter
    yield from found


def _pieces(text: str, hit: Sequence[bool]) -> Iterator[Piece]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or hit[place] != hit[start]:
            yield Piece(text[start:place], hit[start])
            start = place


class Folded(Func):
    """A text column as `fold` folds it."""

    function = "FOLD"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Without an extension that would have to be installed: letters replaced one by one, then the pairs."""
        came, go = "".join(_LETTERS), "".join(_LETTERS.values())
        inner = f"lower(translate(normalize(%(expressions)s), '{came}', '{go}'))"
        for pair in _PAIRS:
            inner = f"replace({inner}, '{pair}', '{pair[0]}')"
        return self.as_sql(compiler, connection, template=inner, **context)


def holds_words(words: Sequence[str], *columns: str) -> Q:
    """Rows in which each of the folded `words` stands in one of the text columns."""
    text: Any = F(columns[0])
    for column in columns[1:]:
        text = ConcatPair(text, ConcatPair(Value("\n"), F(column)))
    folded = Folded(text)
    found = Q()
    for word in words:
        found &= Q(_Holds(folded, word))
    return found


class _Holds(Func):
    """Whether a folded text holds a word; plain position, no pattern, so that % and _ are what they are."""

    conditional = True

    def __init__(self, folded: Folded, word: str, **extra: Any) -> None:
        super().__init__(folded, Value(word, output_field=CharField()), output_field=BooleanField(), **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite's name for it."""
        return self.as_sql(compiler, connection, template="(instr(%(expressions)s) > 0)", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL's name for it."""
        return self.as_sql(compiler, connection, template="(strpos(%(expressions)s) > 0)", **context)


def teach_sqlite(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Give a new SQLite connection the function `FOLD`."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("FOLD", 1, _fold_or_null, deterministic=True)


def _fold_or_null(text: str | None) -> str | None:
    return None if text is None else fold(text)
