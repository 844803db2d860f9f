"""The moment of a reminder: so long before, never at night, over every night of the year."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from alongside.reminders.rules import MOST_TRIES, is_quiet, next_try, send_at, too_late

HOME = ZoneInfo("Europe/Copenhagen")
moments = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HOME)


def goes(appointment: str, hours: int) -> datetime:
    return send_at(at(appointment), hours_before=hours, quiet_from=time(21), quiet_until=time(8), zone=HOME)


def test_a_day_before_at_the_same_hour() -> None:
    assert goes("2026-11-25T10:00", 24) == at("2026-11-24T10:00")


def test_what_would_come_at_night_comes_the_evening_before() -> None:
    assert goes("2026-11-25T09:00", 3) == at("2026-11-24T20:00")
    assert goes("2026-11-25T22:30", 24) == at("2026-11-24T20:00")


def test_hours_pass_also_in_the_night_in_which_clocks_are_changed() -> None:
    # On 25 October 2026 the hour from two to three is there twice.
    assert goes("2026-10-25T12:00", 24) == at("2026-10-24T13:00")
    assert goes("2026-10-25T10:00", 3) == at("2026-10-24T20:00")


@given(appointment=moments, hours=st.integers(1, 72), quiet_from=clocks, quiet_until=clocks)
def test_it_is_never_sent_in_quiet_hours_and_never_after_its_time(
    appointment: datetime, hours: int, quiet_from: time, quiet_until: time
) -> None:
    awake = (_into(quiet_from) - _into(quiet_until)) % timedelta(days=1)
    # An agency that is awake for less sends nothing: an hour before the quiet would be in the last quiet.
    assume(quiet_from == quiet_until or awake >= timedelta(hours=3))

    sent = send_at(appointment, hours_before=hours, quiet_from=quiet_from, quiet_until=quiet_until, zone=HOME)

    wanted = appointment - timedelta(hours=hours)
    assert wanted - timedelta(hours=26) < sent <= wanted
    assert not is_quiet(sent, quiet_from=quiet_from, quiet_until=quiet_until, zone=HOME)


def _into(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)


def test_it_is_tried_again_each_time_later_and_then_given_up() -> None:
    now = at("2026-11-24T10:00")
    pauses = [next_try(now, tries) for tries in range(1, MOST_TRIES + 1)]

    assert [round((one - now).total_seconds() / 60) for one in pauses[:-1] if one] == [2, 4, 8, 16, 32]
    assert pauses[-1] is None


def test_half_an_hour_before_it_is_too_late() -> None:
    appointment = at("2026-11-24T10:00")
    assert not too_late(at("2026-11-24T09:30"), appointment)
    assert too_late(at("2026-11-24T09:31"), appointment)
