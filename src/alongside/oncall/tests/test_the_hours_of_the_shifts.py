"""Shifts follow the clock on the wall, also in the nights when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.kernel.ids import new_id
from alongside.oncall import errors, rules
from alongside.oncall.rules import Hours, Span, Taken

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
ZONES = st.sampled_from(
    [COPENHAGEN, ZoneInfo("America/Montreal"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")]
)
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
SPRING, AUTUMN = date(2026, 3, 28), date(2026, 10, 24)
"""The evenings before the clocks change in Copenhagen."""
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ROUND = (
    Hours("day", "every", time(8), time(16)),
    Hours("evening", "every", time(16), time(23)),
    Hours("night", "every", time(23), time(8)),
)


def _night(day: date):
    found = rules.slots(ROUND, first=day, days=1, free=(), zone=COPENHAGEN)
    return next(slot for slot in found if slot.key == "night")


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 8), (AUTUMN, 10), (date(2026, 11, 24), 9)])
def test_a_night_is_as_long_as_it_is(day: date, hours: int) -> None:
    night = _night(day)
    assert night.ends_at - night.starts_at == timedelta(hours=hours)
    here = night.ends_at.astimezone(COPENHAGEN)
    assert (here.date(), here.time()) == (day + timedelta(days=1), time(8))


@UNHURRIED
@given(first=DAYS, days=st.integers(1, 10), zone=ZONES)
def test_round_the_clock_means_no_moment_without_and_none_twice(first: date, days: int, zone) -> None:
    found = rules.slots(ROUND, first=first, days=days, free=(), zone=zone)
    assert all(earlier.ends_at == later.starts_at for earlier, later in pairwise(found))
    whole = Span(found[0].starts_at, found[-1].ends_at)
    assert rules.uncovered(whole, found) == []
    assert sum((one.ends_at - one.starts_at for one in found), timedelta()) == whole.ends_at - whole.starts_at


@UNHURRIED
@given(first=DAYS, free=st.sets(DAYS, max_size=3))
def test_a_day_is_free_or_a_working_day_and_never_both(first: date, free: set[date]) -> None:
    hours = [Hours("work", "working", time(8), time(16)), Hours("off", "free", time(8), time(16))]
    found = rules.slots(hours, first=first, days=7, free=free, zone=COPENHAGEN)
    assert [slot.day for slot in found] == [first + timedelta(days=number) for number in range(7)]
    for slot in found:
        assert (slot.key == "off") == (slot.day.weekday() >= 5 or slot.day in free)


MINUTES = st.integers(0, 3 * 24 * 60)
START = datetime(2026, 10, 24, 12, tzinfo=UTC)
SPANS = st.tuples(MINUTES, st.integers(1, 24 * 60)).map(
    lambda pair: Span(
        START + timedelta(minutes=pair[0]), START + timedelta(minutes=pair[0]) + timedelta(minutes=pair[1])
    )
)


@UNHURRIED
@given(wanted=SPANS, covers=st.lists(SPANS, max_size=6), at=MINUTES)
def test_a_moment_is_in_a_gap_or_somebody_is_on_call(wanted: Span, covers: list[Span], at: int) -> None:
    moment = START + timedelta(minutes=at)
    in_gap = any(one.starts_at <= moment < one.ends_at for one in rules.uncovered(wanted, covers))
    asked = wanted.starts_at <= moment < wanted.ends_at
    covered = any(one.starts_at <= moment < one.ends_at for one in covers)
    assert in_gap == (asked and not covered)


HAVN, SYD, VAGN, KIM = (new_id() for _ in range(4))
BEFORE, AFTER = timedelta(minutes=30), timedelta(hours=12)


def _open(now: datetime, *taken: Taken) -> frozenset:
    return rules.open_for(VAGN, [HAVN, SYD], taken, now=now, before=BEFORE, after=AFTER)


@UNHURRIED
@given(day=st.sampled_from([SPRING, AUTUMN, date(2026, 11, 24)]), away=st.integers(-48 * 60, 12 * 24 * 60))
def test_access_is_open_around_the_shift_whatever_the_clocks_do(day: date, away: int) -> None:
    night = _night(day)
    now = night.starts_at + timedelta(minutes=away)
    found = _open(now, Taken(night.starts_at, night.ends_at, HAVN, VAGN))
    assert SYD in found, "a team without a roster is open as ever"
    kept = night.starts_at - BEFORE <= now < night.ends_at + rules.KEPT_AFTER
    around = night.starts_at - BEFORE <= now < night.ends_at + AFTER
    assert (HAVN in found) == (around or not kept)


@UNHURRIED
@given(
    taken=st.lists(st.tuples(SPANS, st.sampled_from([HAVN, SYD]), st.sampled_from([VAGN, KIM])), max_size=6),
    at=MINUTES,
)
def test_a_roster_takes_away_and_never_gives(taken, at: int) -> None:
    shifts = [Taken(span.starts_at, span.ends_at, team, worker) for span, team, worker in taken]
    now = START + timedelta(minutes=at)
    assert rules.open_for(VAGN, [HAVN], shifts, now=now, before=BEFORE, after=AFTER) <= {HAVN}
    assert not rules.open_for(VAGN, [], shifts, now=now, before=BEFORE, after=AFTER)


def test_a_roster_that_begins_next_week_shuts_nobody_out_tonight() -> None:
    now = datetime(2026, 11, 24, 21, tzinfo=UTC)
    next_week = Taken(now + timedelta(days=6), now + timedelta(days=6, hours=9), HAVN, KIM)
    assert _open(now, next_week) == {HAVN, SYD}


def test_a_shift_takes_time_and_a_week_at_most() -> None:
    now = datetime(2026, 11, 24, 9, tzinfo=UTC)
    with pytest.raises(errors.EndsBeforeItBegins):
        rules.check_shift(now, now, now=now)
    with pytest.raises(errors.ShiftTooLong):
        rules.check_shift(now, now + timedelta(days=7, seconds=1), now=now)
    with pytest.raises(errors.ShiftIsOver):
        rules.check_shift(now - timedelta(hours=2), now, now=now)
    rules.check_shift(now - timedelta(hours=2), now + timedelta(days=6), now=now)


@UNHURRIED
@given(minutes=st.integers(0, 366 * 24 * 60), zone=ZONES)
def test_every_moment_belongs_to_one_round_of_the_clock(minutes: int, zone) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    day = rules.turn_of(now, time(8), zone)
    span = rules.round_of(day, time(8), zone)
    assert span.starts_at <= now < span.ends_at
    assert rules.round_of(day + timedelta(days=1), time(8), zone).starts_at == span.ends_at
