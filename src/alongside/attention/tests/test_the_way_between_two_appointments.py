"""What lies between two appointments: how long, whether the way fits, or that they overlap. Estimates are said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from alongside.attention.queries import my_day
from alongside.attention.rules import Gap, Stop, Way, gaps
from alongside.organisation.profile import load_profile
from tests.people_of_the_house import NOW

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def stop(minute: int, length: int, place: str = "", *, known: bool = True, call: bool = False) -> Stop:
    at = START + timedelta(minutes=minute)
    return Stop(at, at + timedelta(minutes=length), known, place, stays_put=call)


def between(*stops: Stop) -> list[Gap | None]:
    return gaps(stops, way_minutes=20)


def test_nothing_lies_before_the_first() -> None:
    assert between() == []
    assert between(stop(0, 60)) == [None]


def test_the_way_fits_when_there_is_as_much_time_as_it_usually_takes() -> None:
    assert between(stop(0, 60, "station"), stop(80, 30, "at hers"))[1] == Gap(20, Way.FITS, sure=True)
    assert between(stop(0, 60, "station"), stop(79, 30, "at hers"))[1] == Gap(19, Way.TIGHT, sure=True)


def test_the_same_place_and_a_call_need_no_way() -> None:
    assert between(stop(0, 60, "station"), stop(60, 30, "station"))[1] == Gap(0, Way.NONE, sure=True)
    assert between(stop(0, 60, "station"), stop(60, 15, call=True))[1] == Gap(0, Way.NONE, sure=True)


def test_a_place_nobody_said_is_said_to_be_unknown() -> None:
    assert between(stop(0, 60, "station"), stop(65, 30))[1] == Gap(5, Way.UNKNOWN, sure=True)


def test_an_overlap_says_whether_the_length_is_known() -> None:
    known, guessed = stop(0, 60, "a"), stop(0, 45, "a", known=False)
    assert between(known, stop(45, 30, "b"))[1] == Gap(-15, Way.TIGHT, sure=True)
    assert between(guessed, stop(30, 30, "b"))[1] == Gap(-15, Way.TIGHT, sure=False)


def test_a_long_meeting_is_compared_with_all_that_fall_into_it() -> None:
    _first, second, third = between(stop(0, 120, "a"), stop(30, 15, "b"), stop(100, 30, "b"))
    assert second is not None
    assert third is not None
    assert (second.minutes, third.minutes) == (-90, -20)


def test_homes_are_different_places_and_the_office_is_one(scene, sofie) -> None:
    kim, mette = scene.course("Kim Thorsen"), scene.course("Mette Dalgaard")
    scene.planned(kim, NOW + timedelta(hours=1), place="home", minutes=60)
    scene.planned(mette, NOW + timedelta(hours=2, minutes=10), place="home", minutes=30)
    scene.planned(kim, NOW + timedelta(hours=4), place="office", minutes=30)
    scene.planned(mette, NOW + timedelta(hours=4, minutes=30), place="office", minutes=30)

    day = my_day(sofie, load_profile("dk-icm"))

    assert [one.gap.way if one.gap else None for one in day] == [None, Way.TIGHT, Way.FITS, Way.NONE]
