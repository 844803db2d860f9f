"""Danish test CPR numbers, and no others.

The source is MedCom's list of national test persons (in HL7 Denmark's dk-core: `TestPatienter.fsh`, revised
2 July 2024). It was drawn up by direction of the CPR Office and keeps to "very high running numbers", so that it
stays clear of people who exist. Except for one person born in 1914 every number of the list ends in 9989 to 9996,
odd for a man, even for a woman, as in real numbers; they need not satisfy modulus 11, like real ones since 2007.

We stay within these eight running numbers. That leaves four numbers for each birth date and sex, for people born
from 1937 to 2036 (a seventh digit of 9). When a birth date has none left, the person is given another birth date
of the same age band; when those run out too, as they do with tens of thousands of young people, the CPR stays
empty, which is a state the product must handle anyway. We never leave the range to fill a number in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

SYSTEM = "urn:oid:1.2.208.176.1.2"
RUNNING_NUMBERS = {"male": (9995, 9989, 9991, 9993), "female": (9996, 9990, 9992, 9994)}
FIRST_YEAR, LAST_YEAR = 1937, 2036
_TRIES = 12


def is_test_number(cpr: str) -> bool:
    """Ten digits whose running number is in the test range."""
    return len(cpr) == 10 and cpr.isdigit() and 9989 <= int(cpr[6:]) <= 9996


class TestNumbers:
    """Hands out every number once."""

    __test__ = False

    def __init__(self) -> None:
        self._used: dict[tuple[date, str], int] = {}

    def reserve(self, born: date, sex: str) -> str:
        """The next free number of a birth date, or empty when it has none (or the year is outside the range)."""
        taken = self._used.get((born, sex), 0)
        numbers = RUNNING_NUMBERS.get(sex, ())
        if taken >= len(numbers) or not FIRST_YEAR <= born.year <= LAST_YEAR:
            return ""
        self._used[born, sex] = taken + 1
        return f"{born:%d%m%y}{numbers[taken]}"

    def birth(self, sex: str, any_birth_date: Callable[[], date]) -> tuple[date, str]:
        """A birth date from `any_birth_date` that still has a number, with the number; else a date and nothing."""
        for _ in range(_TRIES):
            born = any_birth_date()
            number = self.reserve(born, sex)
            if number:
                return born, number
        return born, ""
