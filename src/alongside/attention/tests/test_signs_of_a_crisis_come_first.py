"""Somebody who asked on call for help, lost a home or cannot be reached stands first, until one of us is in touch."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from alongside.attention.queries import who_needs_me
from alongside.attention.rules import Act, Because, Group
from alongside.housing.models import HousingStay
from tests.people_of_the_house import writing


def first_reason(viewer) -> Because:
    return who_needs_me(viewer).walks[0].reasons[0].because


@pytest.fixture
def palle(scene) -> Any:
    """Palle, met yesterday and agreed every fifth day."""
    course = scene.course("Palle Frandsen")
    scene.happened(course, days=1, worker=scene.house.workers["sofie"])
    return course


def lose_home(scene, course, *, days: int, lost: bool = True) -> None:
    with writing(scene.house.agency):
        HousingStay(
            person=course.person,
            kind="own_home",
            starts_on=scene.today - timedelta(days=400),
            ends_on=scene.today - timedelta(days=days),
            lost=lost,
        ).save()


def test_a_call_in_the_night_leads_to_what_was_written(scene, sofie, palle) -> None:
    rang = scene.happened(palle, days=0.4, kind="phone", worker=scene.house.workers["vagn"])

    walk = who_needs_me(sofie).walks[0]

    assert (walk.group, walk.reasons[0].because) == (Group.NEEDS_YOU, Because.RANG_ON_CALL)
    assert walk.reasons[0].appointment is not None
    assert walk.reasons[0].appointment.id == rang.pk
    assert walk.reasons[0].acts[0] == Act.READ


def test_being_in_touch_since_settles_it(scene, sofie, palle) -> None:
    scene.happened(palle, days=0.4, kind="phone", worker=scene.house.workers["vagn"])
    scene.happened(palle, days=0.1, kind="phone", worker=scene.house.workers["sofie"])

    assert first_reason(sofie) == Because.NOTHING_PLANNED


def test_a_try_since_does_not_settle_it(scene, sofie, palle) -> None:
    scene.happened(palle, days=0.4, kind="phone", worker=scene.house.workers["vagn"])
    scene.tried(palle, days=0.1)

    assert first_reason(sofie) == Because.RANG_ON_CALL


def test_a_call_long_ago_is_no_sign_and_a_colleague_is_not_on_call(scene, sofie) -> None:
    course = scene.course("Kim Thorsen", rhythm_days=20)
    scene.happened(course, days=9)
    scene.happened(course, days=8, kind="phone", worker=scene.house.workers["vagn"])
    assert first_reason(sofie) == Because.NOTHING_PLANNED
    scene.happened(course, days=2, kind="phone", worker=scene.house.workers["maja"])
    assert first_reason(sofie) == Because.NOTHING_PLANNED


def test_a_lost_home_stands_until_we_have_met(scene, sofie) -> None:
    course = scene.course("Kim Thorsen", rhythm_days=20)
    scene.happened(course, days=9)
    lose_home(scene, course, days=3)

    found = who_needs_me(sofie).walks[0].reasons[0]
    assert (found.because, found.lost_home_on) == (Because.LOST_HOME, scene.today - timedelta(days=3))

    scene.happened(course, days=2, kind="phone")
    assert first_reason(sofie) == Because.LOST_HOME
    scene.happened(course, days=1)
    assert first_reason(sofie) == Because.NOTHING_PLANNED


@pytest.mark.parametrize(("days", "lost"), [(30, True), (3, False)])
def test_a_home_that_was_left_or_lost_long_ago_is_no_sign(scene, sofie, days, lost) -> None:
    course = scene.course("Kim Thorsen", rhythm_days=60)
    scene.happened(course, days=40)
    lose_home(scene, course, days=days, lost=lost)

    assert first_reason(sofie) == Because.NOTHING_PLANNED


def test_two_tries_in_a_row_are_told_before_the_rhythm_has_run_out(scene, sofie) -> None:
    course = scene.course("Kim Thorsen", rhythm_days=20)
    scene.happened(course, days=9)
    scene.tried(course, days=3)
    assert first_reason(sofie) == Because.NOTHING_PLANNED

    scene.tried(course, days=1)
    found = who_needs_me(sofie).walks[0]
    assert (found.group, found.reasons[0].because, found.reasons[0].tries) == (
        Group.NEEDS_YOU,
        Because.NOT_REACHED,
        2,
    )

    scene.happened(course, days=0.1, kind="phone")
    assert first_reason(sofie) == Because.NOTHING_PLANNED


def test_a_call_in_the_night_stands_before_a_long_silence(scene, sofie, palle) -> None:
    silent = scene.course("Jonas Krogh", rhythm_days=2)
    scene.happened(silent, days=40)
    scene.happened(palle, days=0.4, kind="phone", worker=scene.house.workers["vagn"])

    assert [walk.who.name for walk in who_needs_me(sofie).walks] == ["Palle Frandsen", "Jonas Krogh"]
