from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.reviews.errors import HeldOutsidePeriod, MovedOutsideBounds, NextOutsideBounds
from alongside.reviews.rules import (
    Standing,
    next_bounds,
    next_due,
    require_held,
    require_move,
    require_next,
    standing,
    status_after,
)


@pytest.mark.parametrize(
    ("held", "months", "due"),
    [
        (date(2026, 9, 3), 3, date(2026, 12, 3)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 31), 3, date(2026, 11, 30)),
        (date(2026, 10, 31), 3, date(2027, 1, 31)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_the_next_review_is_whole_months_later_and_never_slips_into_another_month(held, months, due):
    assert next_due(held, months=months) == due


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 24))
def test_every_interval_lands_in_the_month_it_says(held, months):
    due = next_due(held, months=months)
    assert (due.year * 12 + due.month) - (held.year * 12 + held.month) == months
    assert due.day <= held.day
    assert due.day == held.day or (due + timedelta(days=1)).day == 1


def test_the_next_one_can_be_sooner_and_only_a_little_later():
    held = date(2026, 12, 3)
    bounds = next_bounds(held, months=3)
    assert (bounds.earliest, bounds.latest) == (date(2026, 12, 4), date(2027, 3, 17))
    assert require_next(date(2027, 3, 17), held, months=3) == date(2027, 3, 17)
    for day in (held, date(2027, 3, 18)):
        with pytest.raises(NextOutsideBounds):
            require_next(day, held, months=3)


def test_a_review_is_announced_some_days_before():
    due = date(2026, 12, 3)
    today = due - timedelta(days=15)
    assert standing(due, today=today, announce_days=14) is Standing.LATER
    assert standing(due, today=today + timedelta(days=1), announce_days=14) is Standing.COMING
    assert standing(due, today=due, announce_days=14) is Standing.TODAY
    assert standing(due, today=due + timedelta(days=1), announce_days=14) is Standing.OVERDUE


def test_it_is_held_within_its_period():
    start, today = date(2026, 9, 3), date(2026, 12, 3)
    assert require_held(today, period_from=start, today=today) == today
    for day in (date(2026, 9, 2), date(2026, 12, 4)):
        with pytest.raises(HeldOutsidePeriod):
            require_held(day, period_from=start, today=today)


def test_it_can_be_moved_but_not_away():
    due, today = date(2026, 12, 3), date(2026, 11, 24)
    assert require_move(date(2027, 3, 3), due, today=today, months=3) == date(2027, 3, 3)
    for day in (date(2026, 11, 23), date(2027, 3, 4)):
        with pytest.raises(MovedOutsideBounds):
            require_move(day, due, today=today, months=3)


def test_an_old_review_can_still_be_moved_to_today():
    today = date(2026, 11, 24)
    assert require_move(today, date(2026, 1, 3), today=today, months=3) == today


def test_what_both_decide_becomes_the_status_of_the_goal():
    assert [status_after(after) for after in ("go_on", "change", "reached", "rest")] == [
        None,
        None,
        "reached",
        "resting",
    ]
