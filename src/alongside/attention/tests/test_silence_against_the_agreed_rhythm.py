"""Quiet and silent are measured against what was agreed with this person, not against a number for everyone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.attention.rules import Silence, State, silence

TODAY = date(2026, 11, 24)


def after(days: int, *, agreed: int = 5, **known: object) -> Silence:
    facts = {"resting": False, "starts_on": date(2025, 9, 2), **known}
    return silence(
        today=TODAY,
        agreed_days=agreed,
        last_met_on=TODAY - timedelta(days=days),
        quiet_after=1.0,
        silent_after=2.0,
        **facts,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("days", "agreed", "state"),
    [
        (0, 2, State.IN_RHYTHM),
        (2, 2, State.IN_RHYTHM),
        (3, 2, State.QUIET),
        (4, 2, State.QUIET),
        (5, 2, State.SILENT),
        (12, 2, State.SILENT),
        (12, 14, State.IN_RHYTHM),
        (15, 14, State.QUIET),
        (29, 14, State.SILENT),
    ],
)
def test_the_same_days_mean_something_else_with_another_rhythm(days: int, agreed: int, state: State) -> None:
    assert after(days, agreed=agreed).state == state


def test_a_paused_course_is_not_silent_however_long_it_lasts() -> None:
    assert after(90, resting=True).state == State.RESTING


def test_someone_back_from_a_pause_is_looked_for_at_once() -> None:
    """The days after prison or a ward are the most dangerous; nobody waits for the rhythm to run out again."""
    assert after(60, resting=False).state == State.SILENT


def test_before_the_first_meeting_the_days_are_counted_from_the_start_of_the_course() -> None:
    found = silence(
        today=TODAY,
        agreed_days=5,
        starts_on=TODAY - timedelta(days=7),
        last_met_on=None,
        resting=False,
        quiet_after=1.0,
        silent_after=2.0,
    )

    assert (found.state, found.days, found.met) == (State.QUIET, 7, False)
