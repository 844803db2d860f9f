from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from alongside.web import dates

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (-1, "yesterday"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "Thursday"),
        (6, "Monday"),
        (7, "Tue 1 Dec"),
        (-3, "Sat 21 Nov"),
        (60, "23 Jan 2027"),
    ],
)
def test_a_day_near_by_has_its_name(away: int, words: str) -> None:
    assert dates.spoken_day(TODAY + timedelta(days=away), TODAY) == words


@pytest.mark.parametrize(
    ("away", "words"),
    [(-4, "4 days late"), (-1, "1 day late"), (0, "today"), (8, "in 8 days"), (20, "Mon 14 Dec")],
)
def test_what_is_due_says_how_far_it_is(away: int, words: str) -> None:
    assert dates.due(TODAY + timedelta(days=away), TODAY) == words


def test_times_are_those_of_the_place_where_the_work_is_done() -> None:
    assert dates.spoken_moment(datetime(2026, 11, 25, 9, 0, tzinfo=UTC), TODAY) == "tomorrow 10:00"


def test_how_long_ago() -> None:
    assert [dates.ago(days) for days in (0, 1, 12)] == ["today", "yesterday", "12 days ago"]


def test_a_day_in_full() -> None:
    assert dates.long_day(TODAY) == "Tuesday 24 November"
