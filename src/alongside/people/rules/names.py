"""How names and numbers are written so that they can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_SPELLED = {"å": "a", "aa": "a", "æ": "a", "ae": "a", "ä": "a", "ø": "o", "oe": "o", "ö": "o"}
_ONE_SOUND = re.compile("|".join(_SPELLED))
_PLAIN = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i", "œ": "o"})
_PHONE = re.compile(r"\+?\d[\d\s().-]*\d")
_WORD = re.compile(r"[a-z0-9]+")

_HEARD = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"bv"), "v"),
    (re.compile(r"^kj"), "k"),
    (re.compile(r"(?:eaux?|aul[dtx]?t?s?|au[dtx]s?)$"), "o"),
    (re.compile(r"ck|ch|q|c(?=[aoulrk])"), "k"),
    (re.compile(r"(?<=[dtgkr])h"), ""),
    (re.compile(r"w"), "v"),
    (re.compile(r"z"), "s"),
    (re.compile(r"(?<=[aeiou])j|y"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
MOST_NUMBER_DIGITS = 8
"""Danish telephone numbers have eight digits; a country code before them is not compared."""


def fold(text: str) -> str:
    """`text` as it is compared: small letters, no accents, one way to spell æ, ø and å.

    "Åse", "Aase" and "Ase" become one, and so do "Sørensen", "Soerensen" and "Sorensen". The fold of the
    beginning of a word is the beginning of the word's fold, so half a name finds the whole.
    """
    small = unicodedata.normalize("NFC", text).casefold()
    spelled = _ONE_SOUND.sub(lambda found: _SPELLED[found[0]], small).translate(_PLAIN)
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(letter)
    )
    return " ".join(_WORD.findall(bare.replace("'", "").replace("\u2019", "")))


def digits(text: str) -> str:
    """The digits of a number as it was typed."""
    return "".join(letter for letter in text if letter.isdecimal() and letter.isascii())


def number_sought(text: str) -> str | None:
    """The digits to look for when what is typed into the search box is a number; None when it is words.

    Of a long number the last eight digits, so that "+45 55 50 01 40" finds "55500140".
    """
    if not re.fullmatch(r"[\d\s+()./-]+", text.strip()):
        return None
    found = digits(text)
    return found[-MOST_NUMBER_DIGITS:] if len(found) >= 3 else None


def search_text(*, names: Iterable[str], phone: str, city: str) -> str:
    """What the one search box looks through; each word begins after a blank."""
    words = dict.fromkeys(word for text in (*names, city) for word in fold(text).split())
    return f" {' '.join([*words, digits(phone)])} ".replace("  ", " ")


def heard(name: str) -> str:
    """`name` as it sounds when someone spells it by ear: Thomsen and Tomsen, Lefèvre and Lefebvre, Kjær and Kær."""
    return " ".join(_heard_word(word) for word in fold(name).split())


def _heard_word(word: str) -> str:
    for pattern, letter in _HEARD:
        word = pattern.sub(letter, word)
    return word


def phones(text: str) -> tuple[str, ...]:
    """The telephone numbers in a field that may hold several, each by its last eight digits."""
    found = (digits(number) for number in _PHONE.findall(text))
    return tuple(dict.fromkeys(number[-MOST_NUMBER_DIGITS:] for number in found if len(number) >= 6))
