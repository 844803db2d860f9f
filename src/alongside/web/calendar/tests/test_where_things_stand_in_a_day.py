"""Places in a day: nothing lost, nothing doubled, nothing covered, in any zone and on any night."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.calendar.rules import midnight
from alongside.web.calendar.grid import QUARTERS, Place, Span, days_of, hours, places
from alongside.web.calendar.whose import first_of_week

ZONES = st.sampled_from(
    [
        ZoneInfo(name)
        for name in (
            "Europe/Copenhagen",
            "America/Toronto",
            "Australia/Lord_Howe",
            "Pacific/Chatham",
            "Asia/Kathmandu",
            "America/St_Johns",
            "UTC",
        )
    ]
)
# The nights on which some of these zones change their clocks, and a few days on either side.
NIGHTS = tuple(
    date.fromisoformat(f"2026-{night}") for night in ("03-08", "03-29", "04-05", "10-04", "10-25", "11-01")
)
MOMENTS = st.builds(
    lambda night, minutes: (
        datetime(night.year, night.month, night.day, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
    st.sampled_from(NIGHTS),
    st.integers(-2 * 1440, 2 * 1440),
)
SPANS = st.builds(
    lambda number, start, minutes: Span(number, start, start + timedelta(minutes=minutes)),
    st.integers(),
    MOMENTS,
    st.integers(1, 3000),
)


def crosses(one: Place, other: Place) -> bool:
    return (
        one.quarter < other.quarter + other.quarters
        and other.quarter < one.quarter + one.quarters
        and (one.lane - 1) / one.lanes < other.lane / other.lanes
        and (other.lane - 1) / other.lanes < one.lane / one.lanes
    )


@settings(deadline=None)
@given(st.lists(SPANS, max_size=11), ZONES)
def test_everything_stands_once_in_every_day_it_touches_and_covers_nothing(spans, zone) -> None:
    days = {day for span in spans for day in days_of(span, zone)}
    for day in days:
        found = places(spans, day, zone)
        start, end = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        expected = [span.what for span in spans if span.starts_at < end and span.ends_at > start]
        assert sorted(place.what for place in found) == sorted(expected)
        for place in found:
            assert 0 <= place.quarter < place.quarter + place.quarters <= QUARTERS
            assert 1 <= place.lane <= place.lanes
        for number, place in enumerate(found):
            assert not [other for other in found[number + 1 :] if crosses(place, other)]
        drawn = hours([found])
        assert all(drawn.start * 4 <= place.quarter for place in found)
        assert all(place.quarter + place.quarters <= drawn.stop * 4 for place in found)


def test_the_nights_of_the_clocks() -> None:
    zone = ZoneInfo("Europe/Copenhagen")
    for day, length in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 26), 24)):
        start, end = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=length)
    first = Span("first", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC))
    second = Span("second", datetime(2026, 10, 25, 1, 30, tzinfo=UTC), datetime(2026, 10, 25, 2, tzinfo=UTC))
    across = Span(
        "across", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 15, tzinfo=UTC)
    )
    found = {place.what: place for place in places([first, second, across], date(2026, 10, 25), zone)}
    assert {place.quarter for place in found.values()} == {10}
    assert {place.lane for place in found.values()} == {1, 2, 3}
    assert found["across"].quarters == 3


def test_more_than_a_dozen_at_once_share_the_last_lane() -> None:
    start = datetime(2026, 11, 26, 9, tzinfo=UTC)
    spans = [Span(number, start, start + timedelta(hours=1)) for number in range(14)]
    lanes = [place.lane for place in places(spans, date(2026, 11, 26), ZoneInfo("UTC"))]
    assert lanes == [*range(1, 13), 12, 12]


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["monday", "sunday"]))
def test_a_day_lies_in_its_week(day: date, week_starts: str) -> None:
    first = first_of_week(day, week_starts)
    assert first.strftime("%A").lower() == week_starts
    assert timedelta() <= day - first < timedelta(days=7)
