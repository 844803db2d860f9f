"""The day on which somebody comes out: who said so, that it moved, and that nobody is left behind by the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alongside.enrolments import errors
from alongside.enrolments.coming_out import say_day_out, still_holds
from alongside.enrolments.models import Pause
from alongside.enrolments.operations import pause_course, resume_course
from alongside.enrolments.rules import DayOut, Out, out
from alongside.enrolments.rules import say_day_out as said
from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.organisation.profile import PROFILE_KEYS, load_profile
from tests.people_of_the_house import NOW, House

TODAY = NOW.date()
IN_A_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def inside(sofie, jonas) -> Pause:
    """Jonas has been in prison for ten days; nobody has said when he comes out."""
    return pause_course(
        by=sofie, enrolment=jonas, kind="prison", place="Vestre", starts_on=TODAY - timedelta(days=10)
    )


def test_a_day_is_kept_with_whoever_said_so(sofie, inside) -> None:
    found = say_day_out(by=sofie, pause=inside, out_on=IN_A_WEEK, said_by=" The lawyer ")
    assert (found.out_on, found.out_said_by, found.out_said_on) == (IN_A_WEEK, "The lawyer", TODAY)
    with pytest.raises(errors.WhoSaidMissing):
        say_day_out(by=sofie, pause=inside, out_on=IN_A_WEEK, said_by=" ")


def test_the_day_can_be_said_with_the_pause(sofie, jonas) -> None:
    found = pause_course(
        by=sofie, enrolment=jonas, kind="hospital", starts_on=TODAY, out_on=IN_A_WEEK, said_by="Ward P3"
    )
    assert (found.out_on, found.out_said_by) == (IN_A_WEEK, "Ward P3")


def test_nobody_else_says_when_a_journey_ends(sofie, jonas) -> None:
    with pytest.raises(errors.NothingToComeOutOf):
        pause_course(
            by=sofie, enrolment=jonas, kind="travelling", starts_on=TODAY, out_on=IN_A_WEEK, said_by="He"
        )
    assert not Pause.objects.unscoped().exists()


def test_a_day_that_has_gone_by_is_not_said_anew(sofie, inside) -> None:
    with pytest.raises(errors.DayOutGone):
        say_day_out(by=sofie, pause=inside, out_on=TODAY - timedelta(days=1), said_by="The lawyer")


def test_that_it_moved_is_asked_about_until_somebody_has_looked(sofie, inside) -> None:
    say_day_out(by=sofie, pause=inside, out_on=IN_A_WEEK, said_by="The lawyer")
    later = IN_A_WEEK + timedelta(days=30)
    found = say_day_out(by=sofie, pause=inside, out_on=later, said_by="The prison")
    assert found.out_moved_from == IN_A_WEEK
    with pytest.raises(StaleRecord):
        still_holds(by=sofie, pause=found, version=1)
    assert still_holds(by=sofie, pause=found).out_moved_from is None
    with pytest.raises(errors.DayOutChanged):
        still_holds(by=sofie, pause=found)


def test_nothing_is_said_about_a_stay_that_is_over(sofie, jonas, inside) -> None:
    resume_course(by=sofie, enrolment=jonas, resumed_on=TODAY)
    inside.refresh_from_db()
    with pytest.raises(errors.NotPaused):
        say_day_out(by=sofie, pause=inside, out_on=IN_A_WEEK, said_by="The lawyer")


def test_another_team_and_the_authority_say_nothing(house: House, inside) -> None:
    for name in ("omar", "karin", "ilse"):
        with pytest.raises(NotAllowed):
            say_day_out(by=house.actor(name), pause=inside, out_on=IN_A_WEEK, said_by="The lawyer")


SOMEDAY = st.integers(0, 800).map(lambda days: date(2027, 6, 1) + timedelta(days=days))
"""Over a leap day: 29 February 2028."""
CLOCKS = st.tuples(st.integers(0, 60), st.integers(1, 40))


@dataclass
class Told:
    """What a colleague with paper and pencil keeps of the day out."""

    on: date | None = None
    said_on: date | None = None
    arranged_for: date | None = None


STEPS = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.sampled_from(("say", "nobody knows", "looked")),
        st.integers(0, 90),
    ),
    max_size=12,
)
"""Days that pass, what happens then, and how far off the day is that somebody says."""


@given(began=SOMEDAY, steps=STEPS, clocks=CLOCKS, waits=st.integers(0, 120))
@example(date(2028, 2, 1), [(0, "say", 28)], (14, 7), 15)
def test_whatever_happens_in_any_order_today_says_what_paper_and_pencil_say(
    began, steps, clocks, waits
) -> None:
    announce, ask = clocks
    kept, paper, today = DayOut(), Told(), began
    for passed, what, away in steps:
        today += timedelta(days=passed)
        if what == "looked":
            if kept.moved_from is not None:
                kept = DayOut(kept.on, kept.said_by, kept.said_on)
                paper.arranged_for = paper.on
            continue
        on = today + timedelta(days=away) if what == "say" else None
        kept = said(kept, on=on, said_by="The ward", today=today, comes_out=True)
        paper.on, paper.said_on = on, today
        paper.arranged_for = paper.arranged_for or on
    today += timedelta(days=waits)
    state = out(kept, paused_on=began, today=today, announce_days=announce, ask_days=ask)
    if paper.on is not None and paper.on < today:
        assert state is Out.PASSED
    elif paper.arranged_for != paper.on:
        assert (state, kept.moved_from) == (Out.MOVED, paper.arranged_for)
    elif paper.on is not None:
        assert state is (Out.SOON if today >= paper.on - timedelta(days=announce) else Out.AHEAD)
    else:
        asked = paper.said_on or began
        assert state is (Out.ASK if today >= asked + timedelta(days=ask) else Out.UNKNOWN)


@given(on=SOMEDAY, announce=st.integers(0, 60))
def test_it_is_told_on_each_day_before_and_asked_about_on_each_day_after(on, announce) -> None:
    day = DayOut(on, "The ward", on - timedelta(days=100))
    states = [
        out(
            day,
            paused_on=day.said_on,
            today=on + timedelta(days=away),
            announce_days=announce,
            ask_days=7,
        )
        for away in range(-100, 101)
    ]
    assert states == [Out.AHEAD] * (100 - announce) + [Out.SOON] * (announce + 1) + [Out.PASSED] * 100


@pytest.mark.parametrize("key", PROFILE_KEYS)
def test_in_every_country_one_comes_out_of_a_ward_and_of_prison(key) -> None:
    kinds = load_profile(key).pause_kinds
    assert {"hospital", "prison"} <= {kind.key for kind in kinds if kind.comes_out}
    assert kinds["travelling"].comes_out is None
