from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from alongside.enrolments.errors import DayToCome, NotInTheList
from alongside.housing.errors import NotATenancy, StayEndsBeforeStart, StaysOverlap
from alongside.housing.models import HousingStay
from alongside.housing.operations import change_stay, record_stay
from alongside.housing.queries import strip
from alongside.housing.rules import Span, fit
from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.kernel.periods import Period
from tests.people_of_the_house import House

TODAY = date(2026, 11, 24)
MARCH, AUGUST = date(2026, 3, 1), date(2026, 8, 28)


def lives(jonas, sofie, kind, since, until=None, **more):
    return record_stay(by=sofie, person=jonas.person, kind=kind, starts_on=since, ends_on=until, **more)


days = st.dates(date(2020, 1, 1), TODAY)


@given(st.lists(days, min_size=1, max_size=12))
def test_one_place_at_a_time_whatever_is_written(starts):
    stays: list[Span] = []
    for start in starts:
        new = Span(None, start, None)
        try:
            ended = {span.id: span for span in fit(stays, new, today=TODAY)}
        except StaysOverlap:
            continue
        stays = [ended.get(stay.id, stay) for stay in stays]
        stays.append(Span(object(), start, None))  # type: ignore[arg-type]
    periods = [Period(stay.starts_on, stay.ends_on) for stay in stays]
    assert all(not a.overlaps(b) for a in periods for b in periods if a is not b)
    assert sum(period.end is None for period in periods) <= 1


def test_moving_ends_the_stay_before(jonas, sofie):
    lives(jonas, sofie, "shelter", MARCH, place="Havnely")
    lives(jonas, sofie, "street", AUGUST, before_end_reason="He left after a quarrel")
    shelter, street = HousingStay.objects.unscoped().order_by("starts_on")
    assert (shelter.ends_on, shelter.end_reason, street.ends_on) == (AUGUST, "He left after a quarrel", None)


def test_a_home_can_be_won_lost_and_won_again(jonas, sofie, house):
    lives(jonas, sofie, "own_tenancy", date(2025, 12, 1))
    lives(jonas, sofie, "street", MARCH, before_lost=True)
    lives(jonas, sofie, "own_tenancy", AUGUST)
    found = strip(sofie, jonas.person)
    assert [(stay.kind, stay.lost) for stay in found.stays] == [
        ("own_tenancy", True),
        ("street", False),
        ("own_tenancy", False),
    ]
    assert found.losses == 1
    assert found.now == found.stays[-1]
    with pytest.raises(NotATenancy):
        change_stay(by=sofie, stay=HousingStay.objects.unscoped().get(kind="street"), lost=True)


def test_only_a_tenancy_can_be_lost_when_moving_on(jonas, sofie):
    lives(jonas, sofie, "street", MARCH)
    with pytest.raises(NotATenancy) as refused:
        lives(jonas, sofie, "shelter", AUGUST, before_lost=True)
    assert refused.value.field == "before_lost"
    assert HousingStay.objects.unscoped().get().ends_on is None


def test_a_forgotten_stay_is_written_later_into_a_gap_only(jonas, sofie):
    lives(jonas, sofie, "shelter", MARCH, date(2026, 5, 1))
    lives(jonas, sofie, "street", AUGUST)
    lives(jonas, sofie, "ward", date(2026, 5, 1), date(2026, 6, 1))
    with pytest.raises(StaysOverlap):
        lives(jonas, sofie, "ward", date(2026, 4, 1), date(2026, 6, 1))
    with pytest.raises(StaysOverlap):
        lives(jonas, sofie, "ward", date(2026, 7, 1))
    assert HousingStay.objects.unscoped().count() == 3


def test_days_and_kinds_that_cannot_be(jonas, sofie):
    for since, until, error in (
        (date(2026, 11, 25), None, DayToCome),
        (MARCH, date(2026, 11, 25), DayToCome),
        (MARCH, date(2026, 2, 1), StayEndsBeforeStart),
    ):
        with pytest.raises(error):
            lives(jonas, sofie, "street", since, until)
    with pytest.raises(NotInTheList):
        lives(jonas, sofie, "castle", MARCH)


def test_a_stay_can_be_put_right(jonas, sofie):
    stay = lives(jonas, sofie, "shelter", MARCH)
    street = lives(jonas, sofie, "street", AUGUST)
    stay = HousingStay.objects.unscoped().get(pk=stay.pk)
    change_stay(by=sofie, stay=stay, version=stay.version, place="Havnely", ends_on=date(2026, 8, 1))
    assert HousingStay.objects.unscoped().get(pk=stay.pk).place == "Havnely"
    with pytest.raises(StaysOverlap):
        change_stay(by=sofie, stay=street, starts_on=date(2026, 7, 1))
    with pytest.raises(StaleRecord):
        change_stay(by=sofie, stay=HousingStay.objects.unscoped().get(pk=stay.pk), version=1, place="Havneby")
    with pytest.raises(NotInTheList):
        change_stay(by=sofie, stay=HousingStay.objects.unscoped().get(pk=stay.pk), kind="castle")


def test_the_strip_is_proportional_and_counts_nights_in_shelters(jonas, sofie):
    lives(jonas, sofie, "street", TODAY - timedelta(days=120))
    lives(jonas, sofie, "shelter", TODAY - timedelta(days=90))
    lives(jonas, sofie, "own_tenancy", TODAY - timedelta(days=30))
    found = strip(sofie, jonas.person)
    assert [(stay.days, stay.share, stay.standing, stay.label) for stay in found.stays] == [
        (30, 3, "out", "The street"),
        (60, 6, "inst", "Shelter (§ 110)"),
        (30, 3, "own", "Own tenancy"),
    ]
    assert found.shelter_nights == 60


def test_nights_are_counted_over_one_year(jonas, sofie):
    lives(jonas, sofie, "shelter", date(2024, 1, 1))
    assert strip(sofie, jonas.person).shelter_nights == 365


def test_nothing_known_is_an_empty_strip(jonas, sofie):
    found = strip(sofie, jonas.person)
    assert (found.stays, found.now, found.shelter_nights, found.losses) == ((), None, 0, 0)


def test_who_reads_and_who_writes(jonas, sofie, omar, karin, ilse, house: House):
    lives(jonas, sofie, "street", MARCH)
    # Intake reads it while the person is theirs, and a course runs.
    for stranger in (omar, karin, ilse):
        assert strip(stranger, jonas.person).stays == ()
    assert len(strip(house.actor("maja"), jonas.person).stays) == 1
    for reader in (omar, karin, ilse, house.actor("maja")):
        with pytest.raises(NotAllowed):
            lives(jonas, reader, "shelter", AUGUST)


def test_reading_costs_two_queries(jonas, sofie):
    lives(jonas, sofie, "street", MARCH)
    lives(jonas, sofie, "shelter", AUGUST)
    with CaptureQueriesContext(connection) as seen:
        strip(sofie, jonas.person)
    assert len(seen) == 2
