"""What makes two records perhaps those of one person, and how much each sign says. Pure: no Django, no clock.

The points add up as in the method of Fellegi and Sunter (1969): what two records of one person usually share, and two
people rarely do, counts most; what differs counts against. From `ASK` on a human is asked. The rule never decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.people.likeness import likeness, one_letter_off
from alongside.people.nicknames import relatives
from alongside.people.rules.names import fold, heard
from alongside.people.sounds import sound


class Sign(StrEnum):
    """Something two records have in common, or in which they differ."""

    SAME_NUMBER = "same_number"
    OTHER_NUMBER = "other_number"
    SAME_BIRTH_DATE = "same_birth_date"
    DAY_AND_MONTH_SWAPPED = "day_and_month_swapped"
    ONE_DIGIT_OFF = "one_digit_off"
    OTHER_BIRTH_DATE = "other_birth_date"
    SAME_NAME = "same_name"
    SAME_COMMON_NAME = "same_common_name"
    NAME_SOUNDS_ALIKE = "name_sounds_alike"
    COMMON_NAME_SOUNDS_ALIKE = "common_name_sounds_alike"
    SAME_CALLED_NAME = "same_called_name"
    PART_OF_NAME = "part_of_name"
    GIVEN_NAME_ALIKE = "given_name_alike"
    ONLY_FAMILY_NAME_ALIKE = "only_family_name_alike"
    OTHER_NAME = "other_name"
    SAME_PHONE = "same_phone"
    SAME_TOWN = "same_town"
    OTHER_SEX = "other_sex"


WEIGHTS: Mapping[Sign, int] = {
    Sign.SAME_NUMBER: 100,
    Sign.OTHER_NUMBER: -50,
    Sign.SAME_BIRTH_DATE: 35,
    Sign.DAY_AND_MONTH_SWAPPED: 30,
    Sign.ONE_DIGIT_OFF: 15,
    Sign.OTHER_BIRTH_DATE: -45,
    Sign.SAME_NAME: 50,
    Sign.SAME_COMMON_NAME: 20,
    Sign.NAME_SOUNDS_ALIKE: 42,
    Sign.COMMON_NAME_SOUNDS_ALIKE: 15,
    Sign.SAME_CALLED_NAME: 50,
    Sign.PART_OF_NAME: 25,
    Sign.GIVEN_NAME_ALIKE: 5,
    Sign.ONLY_FAMILY_NAME_ALIKE: -20,
    Sign.OTHER_NAME: -40,
    Sign.SAME_PHONE: 30,
    Sign.SAME_TOWN: 5,
    Sign.OTHER_SEX: -20,
}
"""Points of each sign. Found by trying the pairs of the tests: twins share date and family name (35 - 20), father and
son the name (50 - 45), a common name alone says little, and one name heard wrongly on the right day is asked about."""
ASK = 50
"""From so many points on we ask whether two records are one person's."""
COMMON = 4
"""A name that more people here have than this is a common one."""
_WORDS_ALIKE = 0.88
"""Jaro-Winkler likeness of two words that may be one name: Kristian and Kristjan, Sofie and Sophia."""
_SHORT = 4
"""Words of so few letters are alike when they begin alike and one letter tells them apart: Ea and Eva."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of someone, to compare with someone else. Everything may be empty."""

    given: str = ""
    family: str = ""
    called: str = ""
    birth_date: date | None = None
    sex: str = ""
    """`female`, `male` or anything else, which says nothing."""
    phones: tuple[str, ...] = ()
    """Each by its last digits (`rules.phones`)."""
    town: str = ""
    numbers: frozenset[tuple[str, str]] = frozenset()
    """(identifier system, fingerprint) pairs."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two records are one person's, and why."""

    points: int
    signs: tuple[Sign, ...]

    @property
    def asks(self) -> bool:
        """Whether a human should look."""
        return self.points >= ASK


def compare(one: Known, other: Known, *, namesakes: int = 1) -> Likeness:
    """What speaks for and against two records being of one person.

    Args:
        namesakes: how many people here have a name that sounds like theirs.
    """
    signs = [
        sign
        for sign in (
            _numbers(one, other),
            _birth_dates(one.birth_date, other.birth_date),
            _names(one, other, common=namesakes > COMMON),
            Sign.SAME_PHONE if set(one.phones) & set(other.phones) else None,
            Sign.SAME_TOWN if fold(one.town) and fold(one.town) == fold(other.town) else None,
            Sign.OTHER_SEX if {one.sex, other.sex} == {"female", "male"} else None,
        )
        if sign is not None
    ]
    return Likeness(sum(WEIGHTS[sign] for sign in signs), tuple(signs))


def birth_dates_near(born: date) -> list[date]:
    """The dates under which someone may stand by a slip of the pen: the day itself, swapped, one digit off."""
    written = f"{born:%Y%m%d}"
    slips = {written[:place] + digit + written[place + 1 :] for place in range(8) for digit in "0123456789"}
    slips.add(f"{born:%Y%d%m}")
    return sorted(day for slip in slips if (day := _day(slip)) is not None)


def _numbers(one: Known, other: Known) -> Sign | None:
    if one.numbers & other.numbers:
        return Sign.SAME_NUMBER
    systems = {system for system, _index in one.numbers} & {system for system, _index in other.numbers}
    return Sign.OTHER_NUMBER if systems else None


def _birth_dates(one: date | None, other: date | None) -> Sign | None:
    if one is None or other is None:
        return None
    if one == other:
        return Sign.SAME_BIRTH_DATE
    if f"{one:%Y%d%m}" == f"{other:%Y%m%d}":
        return Sign.DAY_AND_MONTH_SWAPPED
    off = sum(a != b for a, b in zip(f"{one:%Y%m%d}", f"{other:%Y%m%d}", strict=True))
    return Sign.ONE_DIGIT_OFF if off == 1 else Sign.OTHER_BIRTH_DATE


def _names(one: Known, other: Known, *, common: bool) -> Sign | None:
    mine, theirs = (f"{known.given} {known.family}" for known in (one, other))
    if sorted(fold(mine).split()) == sorted(fold(theirs).split()) and one.family and other.family:
        return Sign.SAME_COMMON_NAME if common else Sign.SAME_NAME
    called = fold(one.called or one.given), fold(other.called or other.given)
    if not (one.family and other.family):
        if not any(called) and not (one.family or other.family):
            return None
        if called[0] and called[0] == called[1]:
            return Sign.PART_OF_NAME if common or not (one.called and other.called) else Sign.SAME_CALLED_NAME
        if _shares(_firsts(one), _firsts(other), _given_alike):
            return Sign.PART_OF_NAME
        alike = _shares(fold(one.family).split(), fold(other.family).split(), _alike)
        return None if alike or not all(called) else Sign.OTHER_NAME
    given = _shares(_firsts(one), _firsts(other), _given_alike)
    family = _shares(fold(one.family).split(), fold(other.family).split(), _alike)
    turned = _shares(_firsts(one), fold(other.family).split(), _alike) and _shares(
        fold(one.family).split(), _firsts(other), _alike
    )
    if (given and family) or turned:
        return Sign.COMMON_NAME_SOUNDS_ALIKE if common else Sign.NAME_SOUNDS_ALIKE
    if given:
        return Sign.GIVEN_NAME_ALIKE
    return Sign.ONLY_FAMILY_NAME_ALIKE if family else Sign.OTHER_NAME


def _firsts(known: Known) -> list[str]:
    return [*fold(known.given).split(), *fold(known.called).split()]


def _shares(ones: list[str], others: list[str], alike: Callable[[str, str], bool]) -> bool:
    return any(alike(one, other) for one in ones for other in others)


def _given_alike(one: str, other: str) -> bool:
    return other in relatives(one) or _alike(one, other)


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) > 2 and len(sound(one)) > 1 and sound(one) == sound(other):
        return True
    if max(len(one), len(other)) <= _SHORT:
        return one[0] == other[0] and one_letter_off(one, other)
    return likeness(heard(one), heard(other)) >= _WORDS_ALIKE


def _day(written: str) -> date | None:
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return None
