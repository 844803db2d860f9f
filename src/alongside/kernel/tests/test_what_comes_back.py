"""Recurrence rules of calendar files: bounded, whatever stands in them."""

from __future__ import annotations

import time
from datetime import datetime

import pytest

from alongside.kernel.recurrence import UnboundedRule, moments

START, END = datetime(2026, 11, 24, 10), datetime(2027, 11, 24)


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
