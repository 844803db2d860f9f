from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from alongside.contacts import rules
from alongside.contacts.operations import plan_contact, record_attempt, record_contact
from alongside.contacts.queries import counts_between
from tests.people_of_the_house import NOW

TODAY = date(2026, 11, 24)
REVIEWED = date(2026, 10, 25)


def _met(sofie, jonas, days_ago, **words):
    return record_contact(
        by=sofie,
        enrolment=jonas,
        **{"kind": "visit", "occurred_at": NOW - timedelta(days=days_ago), "text": "Met.", **words},
    )


def _tried(sofie, jonas, days_ago, how="not_found"):
    return record_attempt(by=sofie, enrolment=jonas, how=how, occurred_at=NOW - timedelta(days=days_ago))


def test_the_longest_time_without_meeting_counts_the_edges():
    met = [date(2026, 11, 5), date(2026, 11, 8), date(2027, 1, 1)]
    assert rules.longest_gap(met, start=date(2026, 11, 1), end=TODAY) == 16
    assert rules.longest_gap([], start=date(2026, 11, 1), end=TODAY) == 23


def test_what_happened_between_two_reviews(jonas, sofie):
    _met(sofie, jonas, 30, place="street", minutes=50)
    _met(sofie, jonas, 20, place="street", minutes=30)
    _met(sofie, jonas, 10, place="office")
    _met(sofie, jonas, 8, kind="meeting", place="service", minutes=60)
    _met(sofie, jonas, 7, kind="meeting", person_present=False)
    _met(sofie, jonas, 6, kind="message")
    _met(sofie, jonas, 6, kind="phone")
    _tried(sofie, jonas, 5)
    plan_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW)
    found = counts_between(sofie, jonas, REVIEWED, TODAY)
    assert (found.met, found.meetings, found.phone, found.messages, found.tried) == (4, 2, 1, 1, 1)
    assert found.minutes == 140
    assert found.places == (("street", 2), ("office", 1), ("service", 1))
    assert found.longest_gap == 10


def test_a_visit_we_called_off_ourselves_is_no_try(jonas, sofie):
    _tried(sofie, jonas, 5, how="cancelled_by_us")
    assert counts_between(sofie, jonas, REVIEWED, TODAY).tried == 0


def test_days_are_days_where_the_work_is_done(jonas, sofie):
    just_after_midnight = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    record_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=just_after_midnight, text="Night.")
    assert counts_between(sofie, jonas, date(2026, 11, 23), TODAY).met == 1
    assert counts_between(sofie, jonas, REVIEWED, date(2026, 11, 23)).met == 0


def test_it_takes_two_queries(jonas, sofie, django_assert_num_queries):
    _met(sofie, jonas, 1)
    with django_assert_num_queries(2):
        counts_between(sofie, jonas, REVIEWED, TODAY)


def test_omar_on_another_team_learns_nothing(jonas, sofie, omar):
    _met(sofie, jonas, 1)
    assert counts_between(omar, jonas, REVIEWED, TODAY).met == 0
