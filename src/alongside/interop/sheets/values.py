"""How the cells of real spreadsheets are read: days, times, numbers, yes and no. Pure: no Django, no clock."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from alongside.people.rules import fold

YEARS = (1900, 2199)
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[ T].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\.?[ .\-/]+(\d{1,2})\.?[ .\-/]+(\d{4}|\d{2})(?: .*)?")
_IN_WORDS = re.compile(r"(?:[a-z]+ )?(?:den |le )?(\d{1,2}) ?(?:st|nd|rd|th|er)? ([a-z]+) (\d{4}|\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_CLOCK = re.compile(r"(?:kl|klokken|a)?\.?\s*(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?(?:[:.]\d{2})?")
_FRACTION = re.compile(r"0[.,]\d+")
_FIRST_SERIAL_DAY = date(1899, 12, 30)
_MONTHS = (
    ("jan",),
    ("feb", "fev"),
    ("mar",),
    ("apr", "avr"),
    ("maj", "may", "mai"),
    ("jun", "juin"),
    ("jul", "juil"),
    ("aug", "aou"),
    ("sep",),
    ("okt", "oct"),
    ("nov",),
    ("dec",),
)
_YES = frozenset(["ja", "yes", "oui", "j", "y", "o", "x", "1", "true", "sand", "vrai", "v"])
_NO = frozenset(["nej", "no", "non", "n", "0", "false", "falsk", "faux"])


def read_day(text: str, *, today: date, in_the_past: bool = False) -> date | None:
    """The day a cell means, or None: 24-12-1975, 24.12.75, 24/12 1975, 24. december 1975, 1975-12-24, 241275, or the
    number a spreadsheet counts days by (27752). Day before month.

    Args:
        in_the_past: two digits of a year mean one that has come, as of a birth date; otherwise one near today.
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        return _day(_year(found[3], today, in_the_past), int(found[2]), int(found[1]))
    if re.fullmatch(r"\d{6}", text):
        return _day(_year(text[4:], today, in_the_past), int(text[2:4]), int(text[:2]))
    if re.fullmatch(r"\d{8}", text):
        turned = _day(int(text[4:]), int(text[2:4]), int(text[:2]))
        return turned or _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    if found := _SERIAL.fullmatch(text):
        return _FIRST_SERIAL_DAY + timedelta(days=int(found[1]))
    if found := _IN_WORDS.fullmatch(fold(text)):
        month = next((at for at, names in enumerate(_MONTHS, 1) if found[2].startswith(names)), 0)
        return _day(_year(found[3], today, in_the_past), month, int(found[1]))
    return None


def read_clock(text: str) -> time | None:
    """The time of day a cell means, or None: 14:30, 14.30, kl. 14, 14h30, 1430, or the part of a day (0.604)."""
    text = text.strip().casefold().replace("à", "a")
    if _FRACTION.fullmatch(text):
        minutes = round(float(text.replace(",", ".")) * 24 * 60)
        return time(minutes // 60, minutes % 60) if minutes < 24 * 60 else None
    if re.fullmatch(r"\d{4}", text):
        text = f"{text[:2]}:{text[2:]}"
    # A day and a time in one cell: what stands after the day.
    found = _CLOCK.fullmatch(text) or _CLOCK.fullmatch(re.split(r"[ t]", text)[-1])
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))


def read_number(text: str) -> float | None:
    """The number a cell means, or None. The comma is decimal, as here; with both signs the last one is: 1.234,5."""
    text = re.sub(r"[\s']", "", text)
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+,\d+|-?\d+,\d+", text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"-?\d{1,3}(,\d{3})+\.\d+", text):
        text = text.replace(",", "")
    return float(text) if re.fullmatch(r"-?\d{1,12}(\.\d{1,12})?", text) else None


def read_minutes(text: str, *, unit: int) -> int | None:
    """A length in minutes, or None: a number of units, "1:30", "1 t 30 min", "45 min".

    Args:
        unit: how many minutes a bare number counts: 1, or 60 in a column of hours.
    """
    small = text.strip().casefold()
    if found := re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", small):
        return int(found[1]) * 60 + int(found[2])
    if found := re.fullmatch(
        r"(?:(\d{1,2})\s*(?:t|timer?|h|hours?|heures?)\.?)?\s*(?:(\d{1,3})\s*(?:m|min\w*)\.?)?", small
    ):
        return int(found[1] or 0) * 60 + int(found[2] or 0) if small else None
    number = read_number(small)
    return round(number * unit) if number is not None and number * unit <= 24 * 60 else None


def read_flag(text: str) -> bool | None:
    """Yes or no, or None for neither. A blank cell is no."""
    mark, word = text.strip(), fold(text)
    if mark in {"✓", "√"} or word in _YES:
        return True
    return False if mark in {"", "-"} or word in _NO else None


def split_name(text: str) -> tuple[str, str]:
    """Given and family name of a whole name: "Krogh, Jonas" or "Jonas Krogh". The last word is the family name."""
    text = " ".join(text.split())
    family, comma, given = text.partition(",")
    if comma:
        return given.strip(), family.strip()
    given, _blank, family = text.rpartition(" ")
    return (given, family) if given else (family, "")


def _year(digits: str, today: date, in_the_past: bool) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    century = today.year // 100 * 100
    latest = today.year if in_the_past else today.year + 10
    return century + year if century + year <= latest else century - 100 + year


def _day(year: int, month: int, day: int) -> date | None:
    if not YEARS[0] <= year <= YEARS[1]:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
