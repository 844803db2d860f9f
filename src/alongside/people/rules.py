"""How names are compared, and what makes two records perhaps the same person. Pure: no Django, no clock."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher

from alongside.people import errors

_SPELLED = {"å": "a", "aa": "a", "æ": "a", "ae": "a", "ä": "a", "ø": "o", "oe": "o", "ö": "o"}
_ONE_SOUND = re.compile("|".join(_SPELLED))
_PLAIN = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i", "œ": "o"})
_WORD = re.compile(r"[a-z0-9]+")

_HEARD = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|ch|q|c(?=[aoulrk])"), "k"),
    (re.compile(r"(?<=[dtgkr])h"), ""),
    (re.compile(r"w"), "v"),
    (re.compile(r"z"), "s"),
    (re.compile(r"(?<=[aeiou])j|y"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
ALIKE = 0.75
"""From this likeness of two names on (0 to 1) we ask whether they are one person's. Found by trying: "Ea Winther"
and "Eva Vinter" are 0.95 alike, two random Danish names with a common "Jensen" about 0.6."""
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


def search_text(*, names: tuple[str, ...], phone: str, city: str) -> str:
    """What the one search box looks through; each word begins after a blank."""
    words = dict.fromkeys(word for text in (*names, city) for word in fold(text).split())
    return f" {' '.join([*words, digits(phone)])} ".replace("  ", " ")


def heard(name: str) -> str:
    """`name` as it sounds when someone spells it by ear."""
    sound = fold(name)
    for pattern, letter in _HEARD:
        sound = pattern.sub(letter, sound)
    return sound


def likeness(one: str, other: str) -> float:
    """How alike two names sound, 0 to 1, whatever the order of their words."""
    first, second = (" ".join(sorted(heard(name).split())) for name in (one, other))
    if not first or not second:
        return 0.0
    return max(
        SequenceMatcher(None, first, second).ratio(),
        SequenceMatcher(None, heard(one), heard(other)).ratio(),
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of someone, to compare with someone else."""

    names: tuple[str, ...]
    """Full name and called name; blank ones do not count."""
    birth_date: date | None = None


def may_be_the_same(one: Known, other: Known) -> bool:
    """Whether a human should look: same birth date and similar names, or one name and a birth date missing.

    It never decides; it only asks. Twins share a birth date and often the sound of a name.
    """
    pairs = [(a, b) for a in one.names for b in other.names if a and b]
    if one.birth_date is not None and other.birth_date is not None:
        return one.birth_date == other.birth_date and any(likeness(a, b) >= ALIKE for a, b in pairs)
    return any(fold(a) == fold(b) != "" for a, b in pairs)


def check_person(
    *, given_name: str, family_name: str, called_name: str, birth_date: date | None, today: date
) -> None:
    """A person has something to be called by; everything else may be unknown.

    Raises:
        NothingToCallThemBy: no name and no called name.
        BornInTheFuture: the birth date is later than `today`.
    """
    if not (given_name.strip() or family_name.strip() or called_name.strip()):
        raise errors.NothingToCallThemBy(field="called_name")
    if birth_date is not None and birth_date > today:
        raise errors.BornInTheFuture(field="birth_date")


def check_quote(*, text: str, said_on: date, today: date) -> None:
    """What someone said has words and a day that has come.

    Raises:
        NothingSaid: `text` is blank.
        SaidInTheFuture: `said_on` is later than `today`.
    """
    if not text.strip():
        raise errors.NothingSaid(field="text")
    if said_on > today:
        raise errors.SaidInTheFuture(field="said_on")


LONGEST_FLAG = timedelta(days=183)
"""So long at most until someone looks whether a warning still holds; a warning is about today, not about someone."""


def check_flag(*, text: str, until: date, today: date) -> None:
    """What one has to know has words, and a day to come, not far off, on which it is looked at again.

    Raises:
        NothingToKnow: `text` is blank.
        LookedAgainInThePast: `until` has come already.
        LookedAgainTooLate: `until` is more than half a year away.
    """
    if not text.strip():
        raise errors.NothingToKnow(field="text")
    if until <= today:
        raise errors.LookedAgainInThePast(field="until")
    if until > today + LONGEST_FLAG:
        raise errors.LookedAgainTooLate(field="until")
