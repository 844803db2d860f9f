"""The ladder under any order of events, pauses and nights on which the clocks change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.organisation.profile import PROFILE_KEYS, load_profile
from alongside.outreach.rules import Rest, is_tried, paused_days, rung, sought_since

SOMETIME = st.integers(0, 400).map(lambda days: date(2026, 1, 1) + timedelta(days=days))
MOMENT = st.integers(0, 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True)
class Step:
    after_days: int


LADDERS = st.sets(st.integers(1, 60), max_size=5).map(
    lambda days: tuple(Step(one) for one in (0, *sorted(days)))
)
"""Any ladder a profile may hold: the first rung at once, each other later."""


def _rest(starts_on, known_after, length):
    ends_on = None if length is None else starts_on + timedelta(days=length)
    return Rest(starts_on, starts_on + timedelta(days=known_after), ends_on)


RESTS = st.lists(st.builds(_rest, SOMETIME, st.integers(0, 40), st.none() | st.integers(0, 90)), max_size=4)
"""Pauses, some written down days after they began, some still going on."""


def _known(found, today):
    """The pauses as they stand on that day: nobody knows those that are written down later, or when they will end."""
    return [
        Rest(rest.starts_on, rest.known_on, rest.ends_on if rest.ends_on and rest.ends_on <= today else None)
        for rest in found
        if max(rest.known_on, rest.starts_on) <= today
    ]


@given(missed_on=SOMETIME, ladder=LADDERS, found=RESTS)
def test_from_day_to_day_the_rung_never_goes_down_whatever_we_learn(missed_on, ladder, found) -> None:
    before = 0
    for days in range(130):
        today = missed_on + timedelta(days=days)
        now = rung(missed_on, today, ladder, _known(found, today))
        assert now.place >= before
        before = now.place


@given(missed_on=SOMETIME, ladder=LADDERS, found=RESTS, days=st.integers(0, 2000))
def test_the_last_rung_stays_and_no_day_leads_off_the_ladder(missed_on, ladder, found, days) -> None:
    stands = rung(missed_on, missed_on + timedelta(days=days), ladder, found)
    assert 0 <= stands.place < len(ladder)
    assert ladder[stands.place].after_days <= stands.days <= days
    if stands.place == len(ladder) - 1:
        assert stands.next_on is None


@given(missed_on=SOMETIME, ladder=LADDERS, found=RESTS, days=st.integers(0, 120))
def test_the_next_rung_comes_on_the_day_that_was_said(missed_on, ladder, found, days) -> None:
    today = missed_on + timedelta(days=days)
    known = _known(found, today)
    stands = rung(missed_on, today, ladder, known)
    if stands.next_on is not None:
        day_before = rung(missed_on, stands.next_on - timedelta(days=1), ladder, known)
        assert (day_before.place, rung(missed_on, stands.next_on, ladder, known).place) == (
            stands.place,
            stands.place + 1,
        )


@given(missed_on=SOMETIME, found=RESTS, days=st.integers(0, 300))
def test_no_day_of_a_pause_is_taken_off_twice(missed_on, found, days) -> None:
    today = missed_on + timedelta(days=days)
    resting = {
        day
        for day in (missed_on + timedelta(days=one) for one in range(1, days + 1))
        for rest in found
        if max(rest.starts_on, rest.known_on) <= day and (rest.ends_on is None or day < rest.ends_on)
    }
    assert paused_days(missed_on, today, found) == len(resting)


@given(missed=st.lists(MOMENT, max_size=8), met=st.lists(MOMENT, max_size=5), order=st.randoms())
def test_the_order_in_which_notes_are_written_does_not_matter(missed, met, order) -> None:
    since = sought_since(missed, met)
    order.shuffle(missed)
    order.shuffle(met)
    assert sought_since(missed, met) == since
    if since is None:
        assert not missed or (met and max(met) >= max(missed))
    else:
        assert since in missed
        assert not [at for at in met if at >= since]


@pytest.mark.parametrize("night", [date(2026, 3, 28), date(2026, 10, 24)])
@given(hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_a_night_on_which_the_clocks_change_is_one_night(night, hour, minute) -> None:
    missed_at = datetime(night.year, night.month, night.day, 15, tzinfo=COPENHAGEN).astimezone(UTC)
    morning = night + timedelta(days=1)
    now = datetime(morning.year, morning.month, morning.day, hour, minute, tzinfo=COPENHAGEN)
    today = now.astimezone(UTC).astimezone(COPENHAGEN).date()
    stands = rung(missed_at.astimezone(COPENHAGEN).date(), today, (Step(0), Step(1), Step(2)))
    assert (stands.place, stands.days) == (1, 1)


@pytest.mark.parametrize("key", PROFILE_KEYS)
def test_every_country_tells_the_case_manager_first_and_ends_with_everybody(key) -> None:
    acts = [one.acts for one in load_profile(key).outreach_rungs]
    assert (acts[0], acts[-1]) == ("case_manager", "conference")


def test_a_try_of_another_before_the_day_leaves_what_was_agreed() -> None:
    day, sofie, amina = date(2026, 11, 24), uuid4(), uuid4()

    def tried(on: date, by_id: UUID) -> bool:
        return is_tried(on=on, by_id=by_id, next_on=day, next_worker_id=sofie)

    assert not tried(day - timedelta(days=1), amina)
    assert tried(day - timedelta(days=1), sofie)
    assert tried(day, amina)
