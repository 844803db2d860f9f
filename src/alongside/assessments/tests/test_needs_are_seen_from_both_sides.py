from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.assessments.errors import LevelOutOfRange, NothingAssessed, UnknownArea
from alongside.assessments.models import Assessment, NeedRating
from alongside.assessments.operations import assess_needs
from alongside.assessments.queries import history, latest
from alongside.assessments.rules import Change, change_of_level
from alongside.enrolments.errors import CourseClosed, DayToCome
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from tests.people_of_the_house import writing

FIRST, SECOND = date(2026, 9, 3), date(2026, 11, 24)


def assess(jonas, sofie, day=SECOND, note="", **ratings):
    return assess_needs(by=sofie, enrolment=jonas, assessed_on=day, ratings=ratings, note=note)


def test_only_what_was_talked_about_is_kept(jonas, sofie):
    assess(
        jonas,
        sofie,
        housing={"person_view": " A door I can lock. ", "worker_view": "", "level": 3, "urgent": True},
        network={"person_view": "", "worker_view": " ", "level": None, "strengths": "", "urgent": False},
    )
    rating = NeedRating.objects.unscoped().get()
    assert (rating.dimension, rating.person_view, rating.level, rating.urgent) == (
        "housing",
        "A door I can lock.",
        3,
        True,
    )


def test_level_zero_and_urgent_alone_are_something_said(jonas, sofie):
    assess(jonas, sofie, housing={"level": 0}, network={"urgent": True})
    assert set(NeedRating.objects.unscoped().values_list("dimension", "level", "urgent")) == {
        ("housing", 0, False),
        ("network", None, True),
    }


def test_nothing_is_obligatory_but_nothing_at_all_is_not_an_assessment(jonas, sofie):
    assert assess(jonas, sofie, note="He did not feel like talking today.").note
    with pytest.raises(NothingAssessed):
        assess(jonas, sofie, housing={"person_view": " "})


def test_what_cannot_be_right_is_refused(jonas, sofie, house):
    with pytest.raises(DayToCome):
        assess(jonas, sofie, day=date(2026, 11, 25), housing={"level": 1})
    with pytest.raises(UnknownArea):
        assess(jonas, sofie, stars={"level": 1})
    with pytest.raises(LevelOutOfRange):
        assess(jonas, sofie, housing={"level": 5})
    with writing(house.agency):
        jonas.ends_on = SECOND
        jonas.save()
    with pytest.raises(CourseClosed):
        assess(jonas, sofie, housing={"level": 1})


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [(3, 2, Change.BETTER), (2, 3, Change.WORSE), (2, 2, Change.SAME), (None, 2, None), (2, None, None)],
)
def test_less_limitation_is_better_and_the_unknown_is_unknown(before, now, change):
    assert change_of_level(before, now) is change


def test_looking_again_keeps_the_first_look_and_shows_the_change(jonas, sofie):
    assess(
        jonas,
        sofie,
        FIRST,
        housing={"person_view": "The bench.", "level": 4, "urgent": True},
        economy={"level": 2},
    )
    assess(jonas, sofie, SECOND, housing={"person_view": "A room.", "level": 2}, network={"urgent": True})
    again, first = history(sofie, jonas)
    assert [look.assessed_on for look in (again, first)] == [SECOND, FIRST]
    housing, network = again.seen
    assert (housing.level_before, housing.change, housing.no_longer_urgent) == (4, Change.BETTER, True)
    assert (network.first, network.change) == (True, None)
    needs = latest(sofie, jonas)
    assert {area: seen.assessed_on for area, seen in needs.areas.items()} == {
        "housing": SECOND,
        "network": SECOND,
        "economy": FIRST,
    }
    assert [seen.dimension for seen in needs.urgent] == ["network"]
    assert needs.areas["economy"].level == 2


def test_an_older_look_written_down_later_does_not_become_the_latest(jonas, sofie):
    assess(jonas, sofie, SECOND, housing={"level": 1})
    assess(jonas, sofie, FIRST, housing={"level": 4})
    assert latest(sofie, jonas).areas["housing"].level == 1
    assert history(sofie, jonas)[0].seen[0].change is Change.BETTER


def test_the_same_command_twice_is_one_assessment(jonas, sofie):
    key = new_id()
    for _ in range(2):
        assess_needs(by=sofie, enrolment=jonas, assessed_on=FIRST, ratings={"housing": {"level": 1}}, key=key)
    assert Assessment.objects.unscoped().count() == 1


def test_who_reads_and_who_writes(jonas, sofie, omar, karin, house):
    assess(jonas, sofie, housing={"level": 1})
    for stranger in (omar, karin):
        assert history(stranger, jonas) == []
    maja = house.actor("maja")
    assert len(history(maja, jonas)) == 1
    for reader in (omar, karin, maja):
        with pytest.raises(NotAllowed):
            assess(jonas, reader, housing={"level": 1})


def test_the_whole_history_costs_two_queries(jonas, sofie):
    for day in (FIRST, SECOND):
        assess(jonas, sofie, day, housing={"level": 1}, network={"level": 1})
    with CaptureQueriesContext(connection) as seen:
        history(sofie, jonas)
    assert len(seen) == 2
