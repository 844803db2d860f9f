"""Whoever comes out of hospital or prison stands on Today in time, with why and what to do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.attention.queries import who_needs_me
from alongside.attention.rules import Act, Because, Group
from alongside.enrolments.coming_out import say_day_out, still_holds
from alongside.enrolments.operations import resume_course
from tests.people_of_the_house import NOW

TODAY = NOW.date()


@pytest.fixture
def inside(scene, jonas):
    """Jonas has been in prison for two days."""
    return scene.pause(jonas, days=2, place="Vestre")


def first(house, name="sofie", days=0):
    viewer = house.at(NOW + timedelta(days=days)).actor(name)
    (walk,) = who_needs_me(viewer).walks
    return walk


def test_nobody_is_asked_at_once_and_then_gently(house, inside) -> None:
    assert first(house).reasons[0].because is Because.RESTING
    asked = first(house, days=5)
    assert (asked.reasons[0].because, asked.group) == (Because.OUT_ASK, Group.RESTING)
    assert asked.reasons[0].acts[0] is Act.DAY_OUT


def test_when_nobody_knows_we_ask_again_in_a_while(house, sofie, inside) -> None:
    later = house.at(NOW + timedelta(days=5)).actor("sofie")
    say_day_out(by=later, pause=inside, out_on=None, said_by="Vestre")
    assert first(house, days=11).reasons[0].because is Because.RESTING
    assert first(house, days=12).reasons[0].because is Because.OUT_ASK


def test_the_day_is_told_before_on_and_after_it(house, sofie, inside) -> None:
    say_day_out(by=sofie, pause=inside, out_on=TODAY + timedelta(days=30), said_by="Vestre")
    assert first(house).group is Group.RESTING
    for days in (16, 29, 30):
        walk = first(house, days=days)
        assert (walk.reasons[0].because, walk.group) == (Because.OUT_SOON, Group.NEEDS_YOU)
        assert walk.reasons[0].acts[0] is Act.GET_READY
    passed = first(house, days=31)
    assert passed.reasons[0].because is Because.OUT_PASSED
    assert passed.reasons[0].acts == (Act.ARE_OUT, Act.DAY_OUT)


def test_a_day_that_moves_is_looked_at_even_when_it_is_far_off(house, sofie, inside) -> None:
    say_day_out(by=sofie, pause=inside, out_on=TODAY + timedelta(days=3), said_by="Vestre")
    found = say_day_out(by=sofie, pause=inside, out_on=TODAY + timedelta(days=90), said_by="Vestre")
    assert first(house).reasons[0].because is Because.OUT_MOVED
    still_holds(by=sofie, pause=found)
    assert first(house).group is Group.RESTING


def test_once_they_are_out_nothing_is_asked(house, sofie, jonas, inside) -> None:
    say_day_out(by=sofie, pause=inside, out_on=TODAY, said_by="Vestre")
    resume_course(by=sofie, enrolment=jonas, resumed_on=TODAY)
    assert first(house).who.out is None


def test_a_journey_has_no_day_that_somebody_else_sets(house, scene, jonas) -> None:
    scene.pause(jonas, days=40, kind="travelling")
    assert first(house).reasons[0].because is Because.RESTING
