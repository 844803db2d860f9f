"""Recurrence rules of calendar files: bounded, whatever stands in them."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.recurrence import UnboundedRule, moments

START, END = datetime.fromisoformat("2026-11-24T10:00"), datetime.fromisoformat("2027-11-24")


def test_a_number_and_an_end_both_hold() -> None:
    assert len(moments("FREQ=WEEKLY;COUNT=3", START, until=END, most=100)) == 3
    assert len(moments("FREQ=WEEKLY;COUNT=300", START, until=END, most=100)) == 53


def test_more_than_asked_for_is_refused() -> None:
    with pytest.raises(UnboundedRule):
        moments("FREQ=DAILY", START, until=END, most=100)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ=MINUTELY;COUNT=2",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;COUNT=x",
        "FREQ=DAILY;UNTIL=20270101",
        "FREQ=DAILY;BYSECOND=1",
        "FREQ=WEEKLY;BYDAY=XX",
    ],
)
def test_what_cannot_be_read_or_counted_is_refused(rule: str) -> None:
    with pytest.raises(UnboundedRule):
        moments(rule, START, until=END, most=100)


def test_a_rule_that_never_comes_true_ends_soon() -> None:
    begun = time.monotonic()
    assert moments("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", START, until=END, most=100) == []
    assert time.monotonic() - begun < 5


@given(
    st.datetimes(datetime.fromisoformat("1970-01-01"), datetime.fromisoformat("2090-12-31")),
    st.sampled_from(["DAILY", "WEEKLY;BYDAY=MO,TH", "MONTHLY;BYDAY=-1FR", "YEARLY;BYMONTH=2;BYMONTHDAY=29"]),
)
def test_every_moment_is_where_the_calendar_has_it(start: datetime, rule: str) -> None:
    until = start + timedelta(days=9 * 366)
    found = moments(f"FREQ={rule}", start, until=until, most=4000)
    day = [start + timedelta(days=ahead) for ahead in range(9 * 366 + 1)]
    fits = {
        "DAILY": lambda at: True,
        "WEEKLY;BYDAY=MO,TH": lambda at: at.weekday() in (0, 3),
        "MONTHLY;BYDAY=-1FR": lambda at: at.weekday() == 4 and (at + timedelta(days=7)).month != at.month,
        "YEARLY;BYMONTH=2;BYMONTHDAY=29": lambda at: (at.month, at.day) == (2, 29),
    }[rule]
    assert found == [
        at.replace(microsecond=0) for at in day if fits(at) and at.replace(microsecond=0) <= until
    ]
