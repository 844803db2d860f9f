from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.contacts import rules
from alongside.contacts.operations import plan_contact, record_attempt, record_contact
from alongside.contacts.queries import counts_between, rhythm
from alongside.contacts.rules import DayMark, Standing
from alongside.enrolments.models import Enrolment
from alongside.enrolments.operations import pause_course
from alongside.people.models import Person
from alongside.referrals.models import Referral
from tests.people_of_the_house import NOW, writing

TODAY = date(2026, 11, 24)


def _met(sofie, jonas, days_ago, **words):
    return record_contact(
        by=sofie,
        enrolment=jonas,
        **{"kind": "visit", "occurred_at": NOW - timedelta(days=days_ago), "text": "Met.", **words},
    )


def _tried(sofie, jonas, days_ago, how="not_found"):
    return record_attempt(by=sofie, enrolment=jonas, how=how, occurred_at=NOW - timedelta(days=days_ago))


def test_each_day_shows_the_strongest_of_what_happened():
    strip = rules.strip(
        [
            (TODAY, DayMark.TRIED),
            (TODAY, DayMark.PHONE),
            (TODAY - timedelta(days=27), DayMark.MET),
            (TODAY - timedelta(days=28), DayMark.MET),
        ],
        today=TODAY,
    )
    assert len(strip) == 28
    assert (strip[-1], strip[0], set(strip[1:-1])) == (DayMark.PHONE, DayMark.MET, {DayMark.QUIET})


@pytest.mark.parametrize(
    ("days", "found"),
    [(2, Standing.IN_RHYTHM), (3, Standing.QUIET), (4, Standing.QUIET), (5, Standing.SILENT)],
)
def test_quiet_and_silent_are_measured_by_what_was_agreed(days, found):
    assert rules.standing(days, agreed_every=2, quiet_after=1.0, silent_after=2.0) is found


def test_the_longest_time_without_meeting_counts_the_edges():
    met = [date(2026, 11, 5), date(2026, 11, 8)]
    assert rules.longest_gap(met, start=date(2026, 11, 1), end=date(2026, 11, 24)) == 16
    assert rules.longest_gap([], start=date(2026, 11, 1), end=date(2026, 11, 24)) == 23


def test_the_rhythm_of_a_course(jonas, sofie):
    _met(sofie, jonas, 40)
    _met(sofie, jonas, 12)
    _met(sofie, jonas, 9, kind="phone")
    _met(sofie, jonas, 3, kind="meeting", person_present=False)
    _tried(sofie, jonas, 20)
    _tried(sofie, jonas, 2)
    _tried(sofie, jonas, 1, how="cancelled_by_us")
    plan_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW + timedelta(hours=2))
    found = rhythm(sofie, [jonas])[jonas.pk]
    assert (found.last_met_on, found.days_since_met) == (date(2026, 11, 12), 12)
    assert (found.met, found.phone, found.tried, found.tried_since_met) == (1, 1, 2, 1)
    assert [27 - place for place, mark in enumerate(found.marks) if mark is not DayMark.QUIET] == [
        20,
        12,
        9,
        2,
    ]
    assert (found.standing, found.resting) == (Standing.SILENT, False)


def test_days_are_days_where_the_work_is_done(jonas, sofie):
    just_after_midnight = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    record_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=just_after_midnight, text="Night.")
    assert rhythm(sofie, [jonas])[jonas.pk].days_since_met == 0


def test_before_the_first_meeting_the_days_count_from_the_start(house, jonas):
    first_week = replace(house.actor("sofie"), now=datetime(2025, 9, 4, 9, 0, tzinfo=UTC))
    found = rhythm(first_week, [jonas])[jonas.pk]
    assert (found.last_met_on, found.days_since_met, found.standing) == (None, None, Standing.IN_RHYTHM)
    later = replace(first_week, now=datetime(2025, 9, 9, 9, 0, tzinfo=UTC))
    assert rhythm(later, [jonas])[jonas.pk].standing is Standing.SILENT


def test_a_course_that_rests_is_not_silent(jonas, sofie):
    _met(sofie, jonas, 20)
    pause_course(by=sofie, enrolment=jonas, kind="hospital", starts_on=date(2026, 11, 10))
    found = rhythm(sofie, [jonas])[jonas.pk]
    assert (found.standing, found.resting, found.days_since_met) == (Standing.IN_RHYTHM, True, 20)


def test_the_number_of_queries_does_not_grow_with_the_caseload(
    house, jonas, sofie, django_assert_num_queries
):
    courses = [jonas]
    with writing(house.agency):
        for name in ("Birthe", "Palle", "Mette", "Kim", "Aisha"):
            person = Person(agency=house.agency, given_name=name)
            person.save()
            referral = Referral(agency=house.agency, person=person, source="self", received_at=NOW)
            referral.save()
            course = Enrolment(
                person=person, referral=referral, team=house.team, starts_on=date(2026, 1, 1), rhythm_days=5
            )
            course.save()
            courses.append(course)
    with django_assert_num_queries(4):
        assert len(rhythm(sofie, courses)) == 6


def test_without_courses_nothing_is_asked(sofie, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert rhythm(sofie, []) == {}


def test_omar_on_another_team_learns_nothing(jonas, sofie, omar):
    _met(sofie, jonas, 1)
    found = rhythm(omar, [jonas])[jonas.pk]
    assert (found.last_met_on, found.met) == (None, 0)
    assert counts_between(omar, jonas, date(2026, 9, 1), TODAY).met == 0


def test_what_happened_between_two_reviews(jonas, sofie):
    _met(sofie, jonas, 30, place="street", minutes=50)
    _met(sofie, jonas, 20, place="street", minutes=30)
    _met(sofie, jonas, 10, place="office")
    _met(sofie, jonas, 8, kind="meeting", place="service", minutes=60)
    _met(sofie, jonas, 7, kind="meeting", person_present=False)
    _met(sofie, jonas, 6, kind="message")
    _tried(sofie, jonas, 5)
    _tried(sofie, jonas, 4, how="cancelled_by_us")
    _met(sofie, jonas, 0)
    found = counts_between(sofie, jonas, date(2026, 10, 25), TODAY)
    assert (found.met, found.meetings, found.phone, found.messages, found.tried) == (4, 2, 0, 1, 1)
    assert found.minutes == 140
    assert found.places == (("street", 2), ("office", 1), ("service", 1))
    assert found.longest_gap == 10
