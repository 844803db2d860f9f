"""Visits that come back: they stand as planned contacts, once each, through holidays, changed clocks and changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.access.actor import Actor
from alongside.caseload.operations import change_case_manager
from alongside.contacts import rules
from alongside.contacts.errors import NoVisitLeft, PlannedInPast, SeriesOutOfBounds
from alongside.contacts.models import Contact, ContactStatus, GoesAlong, PlanChange, SeriesVisit, VisitSeries
from alongside.contacts.operations import call_off_contact, move_contact
from alongside.contacts.series_operations import (
    Wish,
    change_series,
    end_series,
    extend_what_is_due,
    plan_series,
)
from alongside.enrolments.models import Enrolment
from alongside.enrolments.operations import close_course
from alongside.kernel import clock
from alongside.kernel.drafts import new_key
from alongside.kernel.errors import NotAllowed, StaleRecord
from tests.people_of_the_house import House

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Copenhagen")
FIRST = datetime(2026, 11, 26, 10, 0, tzinfo=ZONE)
WEEKLY = Wish("weekly", until=None, times=None, skips_holidays=True, kind="visit", place="home", minutes=45)


def planned(**which: Any) -> list[Contact]:
    return list(
        Contact.objects.unscoped().filter(status=ContactStatus.PLANNED, **which).order_by("occurred_at")
    )


def days(**which: Any) -> list[date]:
    return [contact.occurred_at.astimezone(ZONE).date() for contact in planned(**which)]


def weekly(by: Actor, course: Enrolment, **about: Any) -> VisitSeries:
    return plan_series(
        by=by,
        enrolment=course,
        **{"rhythm": "weekly", "occurred_at": FIRST, "kind": "visit", "minutes": 45, **about},
    )


def test_the_coming_weeks_stand_in_the_calendar_without_the_holidays(jonas: Enrolment, sofie: Actor) -> None:
    weekly(sofie, jonas, place="home", text="The week")
    assert days() == [
        date(2026, 11, 26),
        date(2026, 12, 3),
        date(2026, 12, 10),
        date(2026, 12, 17),
        date(2026, 12, 24),
        date(2026, 12, 31),
        date(2027, 1, 7),
        date(2027, 1, 14),
    ]
    assert {(one.minutes, one.place, one.text) for one in planned()} == {(45, "home", "The week")}
    friday = datetime(2026, 12, 4, 10, tzinfo=ZONE)
    fridays = weekly(sofie, jonas, occurred_at=friday, text="Fridays")
    assert date(2026, 12, 25) not in days(in_series__series=fridays)
    assert date(2027, 1, 1) not in days(in_series__series=fridays)
    all_fridays = weekly(sofie, jonas, occurred_at=friday, text="All Fridays", skips_holidays=False)
    assert date(2026, 12, 25) in days(in_series__series=all_fridays)


def test_ten_o_clock_stays_ten_o_clock_when_the_clocks_change(
    house: House, jonas: Enrolment, sofie: Actor
) -> None:
    spring = replace(sofie, now=datetime(2027, 3, 10, 9, tzinfo=ZONE))
    weekly(spring, jonas, occurred_at=datetime(2027, 3, 18, 10, tzinfo=ZONE))
    times = {one.occurred_at.astimezone(ZONE).time() for one in planned()}
    offsets = {one.occurred_at.astimezone(ZONE).utcoffset() for one in planned()}
    assert times == {time(10)}
    assert len(offsets) == 2


def test_extending_twice_makes_nothing_twice(house: House, jonas: Enrolment, sofie: Actor) -> None:
    weekly(sofie, jonas)
    before = days()
    assert extend_what_is_due(house.agency.pk, house.now) == 0
    later = house.now + timedelta(days=20)
    assert extend_what_is_due(house.agency.pk, later) == 1
    assert extend_what_is_due(house.agency.pk, later) == 0
    assert days()[: len(before)] == before
    assert len(set(days())) == len(days()) == len(before) + 3


def test_a_visit_moved_or_called_off_does_not_come_again(
    house: House, jonas: Enrolment, sofie: Actor
) -> None:
    weekly(sofie, jonas)
    first, second, *_rest = planned()
    move_contact(
        by=sofie, contact=first, occurred_at=FIRST + timedelta(days=1, hours=3), reason="He has a class"
    )
    call_off_contact(by=sofie, contact=second, how="cancelled_by_person", text="My sister comes")
    extend_what_is_due(house.agency.pk, house.now + timedelta(days=30))
    assert days()[:2] == [date(2026, 11, 27), date(2026, 12, 10)]
    changes = PlanChange.objects.unscoped().order_by("changed_at", "pk").values_list("reason", "now_at")
    assert set(changes) == {("He has a class", FIRST + timedelta(days=1, hours=3)), ("My sister comes", None)}


def test_nothing_is_made_in_the_past(house: House, jonas: Enrolment, sofie: Actor) -> None:
    weekly(sofie, jonas)
    late = house.now + timedelta(weeks=30)
    extend_what_is_due(house.agency.pk, late)
    later = [contact for contact in planned() if contact.occurred_at > house.now + rules.HORIZON]
    assert later
    assert all(contact.occurred_at >= late for contact in later)


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        ("fortnightly", [date(2026, 11, 26), date(2026, 12, 10), date(2026, 12, 24)]),
        ("monthly", [date(2026, 11, 26), date(2026, 12, 24), date(2027, 1, 28)]),
    ],
)
def test_the_other_rhythms(
    house: House, jonas: Enrolment, sofie: Actor, rhythm: str, expected: list[date]
) -> None:
    series = weekly(sofie, jonas, rhythm=rhythm, times=3)
    extend_what_is_due(house.agency.pk, house.now + timedelta(days=20))
    assert days() == expected
    series = VisitSeries.objects.unscoped().get(pk=series.pk)
    extend_what_is_due(house.agency.pk, house.now + timedelta(days=200))
    assert days() == expected
    assert series.until == expected[-1] + timedelta(days=1)


def test_this_one_and_those_that_follow_change_and_keep_their_identity(
    house: House, jonas: Enrolment, sofie: Actor
) -> None:
    series = weekly(sofie, jonas, along=[house.workers["maja"].pk])
    before = planned()
    assert GoesAlong.objects.unscoped().count() == len(before)
    wish = replace(WEEKLY, kind="phone", along=(house.workers["amina"].pk,))
    new = change_series(
        by=sofie,
        series=series,
        from_on=date(2026, 12, 10),
        occurred_at=datetime(2026, 12, 11, 14, 30, tzinfo=ZONE),
        wish=wish,
        reason="He works on Thursdays",
        key=new_key(),
    )
    after = planned()
    assert {one.pk for one in after} <= {one.pk for one in before}
    assert days()[:4] == [date(2026, 11, 26), date(2026, 12, 3), date(2026, 12, 11), date(2026, 12, 18)]
    assert {one.kind for one in after[2:]} == {"phone"}
    assert {one.occurred_at.astimezone(ZONE).time() for one in after[2:]} == {time(14, 30)}
    assert (new.follows_id, series.until) == (series.pk, date(2026, 12, 10))
    gone = Contact.objects.unscoped().filter(status=ContactStatus.CANCELLED)
    # Two Fridays are holidays, so two of the visits have no day.
    assert gone.count() == 2
    extend_what_is_due(house.agency.pk, house.now + timedelta(days=30))
    assert len(days()) == len(set(days()))
    left = SeriesVisit.objects.unscoped().filter(series=series, contact__status=ContactStatus.PLANNED)
    assert left.count() == 2


def test_a_series_that_has_more_visits_than_before_gets_the_rest(jonas: Enrolment, sofie: Actor) -> None:
    series = weekly(sofie, jonas, rhythm="fortnightly")
    assert len(days()) == 4
    change_series(by=sofie, series=series, from_on=FIRST.date(), occurred_at=FIRST, wish=WEEKLY)
    assert len(days()) == 8
    assert Contact.objects.unscoped().filter(status=ContactStatus.CANCELLED).count() == 0


def test_ending_a_series_calls_off_what_lies_after(house: House, jonas: Enrolment, sofie: Actor) -> None:
    series = weekly(sofie, jonas)
    end_series(
        by=sofie, series=series, ends_on=date(2026, 12, 10), how="cancelled_by_person", reason="We meet less"
    )
    assert days() == [date(2026, 11, 26), date(2026, 12, 3)]
    called_off = Contact.objects.unscoped().filter(status=ContactStatus.CANCELLED)
    assert {(one.tried_how, one.text) for one in called_off} == {("cancelled_by_person", "We meet less")}
    extend_what_is_due(house.agency.pk, house.now + timedelta(days=30))
    assert len(days()) == 2


def test_an_end_beyond_the_horizon_is_reached(house: House, jonas: Enrolment, sofie: Actor) -> None:
    series = weekly(sofie, jonas)
    end_series(by=sofie, series=series, ends_on=date(2027, 2, 5))
    extend_what_is_due(house.agency.pk, house.now + timedelta(weeks=6))
    assert days()[-1] == date(2027, 2, 4)


def test_a_series_ends_with_its_course(house: House, jonas: Enrolment, sofie: Actor) -> None:
    series = weekly(sofie, jonas)
    close_course(
        by=house.actor("amina"),
        enrolment=jonas,
        closed_on=house.now.date(),
        reason="no_need_person",
        destination="no_support",
        housing_at_exit="own_tenancy",
        explanation="He manages well",
    )
    assert days() == []
    series = VisitSeries.objects.unscoped().get(pk=series.pk)
    assert series.until is not None
    assert extend_what_is_due(house.agency.pk, house.now + timedelta(days=30)) == 0


def test_what_cannot_be(house: House, jonas: Enrolment, sofie: Actor, omar: Actor) -> None:
    with pytest.raises(NoVisitLeft):
        weekly(sofie, jonas, until=FIRST.date())
    with pytest.raises(NoVisitLeft):
        weekly(sofie, jonas, occurred_at=datetime(2026, 12, 25, 10, tzinfo=ZONE), until=date(2026, 12, 26))
    with pytest.raises(SeriesOutOfBounds):
        weekly(sofie, jonas, times=101)
    with pytest.raises(PlannedInPast):
        weekly(sofie, jonas, occurred_at=house.now - timedelta(days=1))
    with pytest.raises(NotAllowed):
        weekly(omar, jonas)
    assert planned() == []


def test_the_same_command_twice_is_one_series(jonas: Enrolment, sofie: Actor) -> None:
    key = new_key()
    assert weekly(sofie, jonas, key=key).pk == weekly(sofie, jonas, key=key).pk
    assert VisitSeries.objects.unscoped().count() == 1


def test_a_series_changed_meanwhile_is_not_changed_over(jonas: Enrolment, sofie: Actor) -> None:
    series = weekly(sofie, jonas)
    with pytest.raises(StaleRecord):
        end_series(by=sofie, series=series, ends_on=date(2026, 12, 10), version=series.version - 1)


def test_when_nothing_is_due_one_question_is_asked(house: House, jonas: Enrolment, sofie: Actor) -> None:
    weekly(sofie, jonas)
    with CaptureQueriesContext(connection) as queries:
        extend_what_is_due(house.agency.pk, house.now, [house.workers["sofie"].pk])
    assert len(queries) == 1


def test_the_clock_keeps_the_coming_weeks_filled(house: House, jonas: Enrolment, sofie: Actor) -> None:
    weekly(sofie, jonas)
    before = len(days())
    clock.DUTIES["visits.extend"].carry_out(house.now + timedelta(days=21))
    assert len(days()) == before + 3


def test_a_series_follows_to_the_next_case_manager(house: House, jonas: Enrolment, sofie: Actor) -> None:
    series = weekly(sofie, jonas)
    change_case_manager(
        by=house.actor("amina"),
        enrolment=jonas,
        worker=house.workers["maja"],
        starts_on=house.now.date(),
        reason="Sofie goes on leave",
    )
    extend_what_is_due(house.agency.pk, house.now + timedelta(days=21))
    assert VisitSeries.objects.unscoped().get(pk=series.pk).worker == house.workers["maja"]
    assert {one.worker_id for one in planned()} == {house.workers["maja"].pk}
