"""The days of a series, whatever its beginning, rhythm, end and holidays. And the public holidays themselves."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.contacts import rules
from alongside.organisation.holidays import Holidays
from alongside.organisation.profile import load_profile

STARTS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
RHYTHMS = st.sampled_from(("weekly", "fortnightly", "monthly"))
DANISH = Holidays(load_profile("dk-icm").holidays)


def days(rhythm: str, start: date, **bounds: object) -> list[date]:
    wanted = {"until": None, "times": None, "holidays": None, **bounds}
    return list(islice(rules.series_days(rhythm, start, **wanted), 60))


@given(RHYTHMS, STARTS)
def test_every_day_is_the_same_weekday_and_none_is_left_out(rhythm: str, start: date) -> None:
    found = days(rhythm, start)
    assert {day.weekday() for day in found} == {start.weekday()}
    gaps = {(after - before).days for before, after in pairwise(found)}
    assert gaps <= {"weekly": {7}, "fortnightly": {14}, "monthly": {28, 35}}[rhythm]


@given(STARTS)
def test_a_monthly_visit_comes_once_in_every_month(start: date) -> None:
    found = days("monthly", start)
    months = [day.year * 12 + day.month for day in found]
    assert months == list(range(months[0], months[0] + 60))
    assert months[0] == start.year * 12 + start.month


@given(RHYTHMS, STARTS, st.integers(0, 400), st.integers(1, 30), st.booleans())
def test_bounds_and_holidays_only_take_days_away(
    rhythm: str, start: date, length: int, times: int, skips: bool
) -> None:
    until, holidays = start + timedelta(days=length), DANISH if skips else None
    found = days(rhythm, start, until=until, times=times, holidays=holidays)
    free = [day for day in days(rhythm, start) if day < until and not (skips and day in DANISH)]
    assert found == free[:times]


@pytest.mark.parametrize(
    ("key", "year", "expected"),
    [
        (
            "dk-icm",
            2023,
            {"2023-04-06", "2023-04-07", "2023-04-10", "2023-05-05", "2023-05-18", "2023-05-29"},
        ),
        (
            "dk-icm",
            2026,
            {"2026-01-01", "2026-04-02", "2026-04-03", "2026-05-14", "2026-05-25", "2026-12-25"},
        ),
        (
            "qc-siv",
            2026,
            {"2026-04-03", "2026-05-18", "2026-06-24", "2026-07-01", "2026-09-07", "2026-10-12"},
        ),
        (
            "on-icm",
            2027,
            {"2027-01-01", "2027-02-15", "2027-03-26", "2027-05-24", "2027-09-06", "2027-10-11"},
        ),
    ],
)
def test_the_published_public_holidays(key: str, year: int, expected: set[str]) -> None:
    holidays = Holidays(load_profile(key).holidays)
    found = {
        str(day)
        for day in (date(year, 1, 1) + timedelta(days=ahead) for ahead in range(365))
        if day in holidays
    }
    assert expected <= found


def test_great_prayer_day_is_no_holiday_any_more() -> None:
    assert date(2023, 5, 5) in DANISH
    assert date(2024, 4, 26) not in DANISH
