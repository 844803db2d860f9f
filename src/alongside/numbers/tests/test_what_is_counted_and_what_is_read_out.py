"""The rules, on numbers that can be added up by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.numbers.rules import (
    Span,
    Spread,
    Together,
    Window,
    agreed,
    counts_in,
    kept_from,
    months,
    so_far,
    spread,
    stretch,
    together,
)

TODAY = date(2026, 2, 10)
NOON = datetime(2026, 2, 10, 12, tzinfo=UTC)


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


def test_a_window_is_whole_months_with_the_running_one_last() -> None:
    assert months(Window.QUARTER, TODAY) == (
        date(2025, 11, 1),
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    )
    assert len(months(Window.YEAR, TODAY)) == 13
    assert months(Window.THIS_YEAR, TODAY) == (date(2026, 1, 1), date(2026, 2, 1))
    assert (months(Window.LAST_YEAR, TODAY)[0], months(Window.LAST_YEAR, TODAY)[-1]) == (
        date(2025, 1, 1),
        date(2025, 12, 1),
    )


def test_nothing_is_deleted_that_a_window_shows() -> None:
    assert kept_from(TODAY) == date(2025, 1, 1)
    assert all(months(window, TODAY)[0] >= kept_from(TODAY) for window in Window)


@pytest.mark.parametrize(
    ("since", "at", "until", "counts"),
    [
        (0, 1.5, None, 1.5),
        (0, 2, None, 2),
        (0, 2.01, None, 0),  # a pause, of which nobody knows how much was thinking
        (None, 1, None, 0),  # nobody knows since when
        (3, 1, None, 0),  # an opening that lies ahead was invented
        (0, 1.5, 1, 0.5),  # the first minute was counted in another form
        (0, 1.5, 2, 0),  # all of it was
    ],
)
def test_time_between_two_signs_counts_once_and_a_pause_not_at_all(since, at, until, counts) -> None:
    found = stretch(
        since=None if since is None else minutes(since),
        at=minutes(at),
        counted_until=None if until is None else minutes(until),
    )

    assert found == timedelta(minutes=counts)


def test_the_running_month_is_looked_at_until_today() -> None:
    assert so_far(date(2026, 2, 1), TODAY) == Span(date(2026, 2, 1), date(2026, 2, 11))
    assert so_far(date(2026, 1, 1), TODAY).days == 31


def test_somebody_counts_in_a_month_in_which_we_walked_with_them_every_day_and_the_course_did_not_rest() -> (
    None
):
    january = Span(date(2026, 1, 1), date(2026, 2, 1))
    whole, late = Span(date(2025, 6, 1)), Span(date(2026, 1, 2))
    left = Span(date(2025, 6, 1), date(2026, 1, 31))

    assert counts_in(january, walked=[whole], rested=[])
    assert not counts_in(january, walked=[late], rested=[])
    assert not counts_in(january, walked=[left], rested=[])
    assert not counts_in(january, walked=[whole], rested=[Span(date(2025, 12, 1), date(2026, 1, 2))])
    assert counts_in(january, walked=[whole], rested=[Span(date(2025, 12, 1), date(2026, 1, 1))])
    assert not counts_in(january, walked=[whole], rested=[Span(date(2026, 1, 31))])


def test_the_middle_and_the_middle_half_by_hand() -> None:
    # In order 1 2 3 4 10: the third is the middle, the second and fourth bound the middle half.
    assert spread([4, 1, 10, 2, 3]) == Spread(5, 1, 2.0, 3.0, 4.0, 10)
    # 0 2 4 4 6 8: between the third and fourth; quartiles a quarter of five steps in: 2.5 and 5.5.
    assert spread([0, 8, 2, 4, 6, 4]) == Spread(6, 0, 2.5, 4.0, 5.5, 8)


def test_fewer_than_five_have_no_middle() -> None:
    assert spread([1, 2, 3, 4]) is None
    assert spread([]) is None


def test_what_the_agreed_rhythms_come_to() -> None:
    # Every 2, 5 and 10 days in a month of 30 days: 15, 6 and 3 times.
    assert agreed(30, [2, 5, 10]) == 6
    assert agreed(30, []) is None


def five(amount: int = 10) -> dict[str, int]:
    return dict.fromkeys("abcde", amount)


def test_the_sum_of_five_is_read_out_and_of_four_is_not() -> None:
    assert together({"note": five()}, open_lines=()) == Together({"note": 50}, 0)
    assert together({"note": {**five(), "e": 0}}, open_lines=()) is None


def test_where_nothing_was_written_there_is_nothing_to_hide() -> None:
    assert together({}, open_lines=()) == Together({}, 0)


def test_an_open_line_leaves_at_least_five_others_in_the_sum() -> None:
    # Taking a's open line away from the sum of five would leave the sum of four.
    assert together({"note": five()}, open_lines={"a"}) is None
    assert together({"note": {**five(), "f": 10}}, open_lines={"a"}) == Together({"note": 60}, 0)
    assert together({"note": five()}, open_lines=set("abcde")) == Together({"note": 50}, 0)


def test_small_parts_are_read_out_together_with_as_many_others_as_it_takes() -> None:
    few, many = {"a": 1, "b": 2}, five(3)

    # a and b alone are too few: the smallest part that could stand alone joins them.
    assert together({"letter": few, "plan": many, "note": five()}, open_lines=()) == Together(
        {"note": 50}, 18
    )
    # Two small parts with five workers behind them stand together without a third.
    other = {"c": 1, "d": 1, "e": 1}
    assert together({"letter": few, "goal": other, "note": five()}, open_lines=()) == Together(
        {"note": 50}, 6
    )


def test_the_whole_is_what_is_read_out() -> None:
    assert Together({"note": 50}, 6).whole == 56
