"""Public holidays as data: a rule for each that gives its day in any year. Pure.

A rule is one of

* `12-25`: month and day;
* `easter+39`, `easter-2`: days from Easter Sunday;
* `1st monday 09`: a weekday of a month (1st to 4th);
* `monday before 05-25`: the last such weekday before a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from alongside.kernel.recurrence import easter
from alongside.organisation.choices import Holiday

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(r"(?P<month>\d{2})-(?P<day>\d{2})")
_EASTER = re.compile(r"easter(?P<away>[+-]\d{1,3})?")
_NTH = re.compile(rf"(?P<nth>[1-4])(?:st|nd|rd|th) (?P<weekday>{'|'.join(_WEEKDAYS)}) (?P<month>\d{{2}})")
_BEFORE = re.compile(rf"(?P<weekday>{'|'.join(_WEEKDAYS)}) before (?P<month>\d{{2}})-(?P<day>\d{{2}})")


def day_of(rule: str, year: int) -> date:
    """The day a rule gives in a year.

    Raises:
        ValueError: it is not a rule.
    """
    if found := _DAY.fullmatch(rule):
        return date(year, int(found["month"]), int(found["day"]))
    if found := _EASTER.fullmatch(rule):
        return easter(year) + timedelta(days=int(found["away"] or 0))
    if found := _NTH.fullmatch(rule):
        first = date(year, int(found["month"]), 1)
        ahead = (_WEEKDAYS.index(found["weekday"]) - first.weekday()) % 7
        return first + timedelta(days=ahead + 7 * (int(found["nth"]) - 1))
    if found := _BEFORE.fullmatch(rule):
        day = date(year, int(found["month"]), int(found["day"]))
        back = (day.weekday() - _WEEKDAYS.index(found["weekday"]) - 1) % 7 + 1
        return day - timedelta(days=back)
    raise ValueError(rule)


@dataclass(frozen=True)
class Holidays:
    """The holidays of a practice profile, asked with `day in holidays`."""

    rules: tuple[Holiday, ...]

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and holiday_on(day, self.rules) is not None


def holiday_on(day: date, holidays: Iterable[Holiday]) -> Holiday | None:
    """The holiday of that day, or None."""
    return _of_year(tuple(holidays), day.year).get(day)


@lru_cache(maxsize=64)
def _of_year(holidays: tuple[Holiday, ...], year: int) -> dict[date, Holiday]:
    days = ((day_of(holiday.rule, year), holiday) for holiday in holidays)
    return {day: holiday for day, holiday in days if holiday.holds_on(day)}
