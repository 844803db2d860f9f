from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from alongside.contacts.errors import ContactsAfterEnd, NotPlanned, OutcomeUnknown, PlannedInPast
from alongside.contacts.models import Contact
from alongside.contacts.operations import (
    call_off_contact,
    move_contact,
    plan_contact,
    record_attempt,
    record_contact,
)
from alongside.contacts.queries import ahead
from alongside.enrolments.models import Enrolment
from alongside.enrolments.operations import close_course
from alongside.kernel.errors import StaleRecord
from alongside.kernel.ids import new_id
from tests.people_of_the_house import NOW

AT = NOW + timedelta(days=2)
CLOSING: dict[str, Any] = {
    "reason": "no_need_person",
    "destination": "no_support",
    "housing_at_exit": "own_tenancy",
}


@pytest.fixture
def viewing(jonas, sofie):
    return plan_contact(
        by=sofie, enrolment=jonas, kind="visit", occurred_at=AT, place="other", text="Viewing at Møllevej"
    )


@pytest.fixture
def later(sofie):
    return replace(sofie, now=AT + timedelta(hours=1))


def _only_contact():
    return Contact.objects.unscoped().get()


def test_what_is_planned_lies_ahead(jonas, sofie):
    with pytest.raises(PlannedInPast):
        plan_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW - timedelta(minutes=6))


def test_the_plan_shows_who_what_where_and_when(jonas, sofie, viewing):
    (line,) = ahead(sofie, [jonas.pk])
    assert (line.person_name, line.text, line.at, line.worker_name) == (
        "Jonas Krogh",
        "Viewing at Møllevej",
        AT,
        "Sofie Lindholm",
    )


def test_omar_on_another_team_sees_nothing_planned(jonas, omar, viewing):
    assert ahead(omar, [jonas.pk]) == []


def test_it_happened_and_it_is_the_same_contact(jonas, viewing, later):
    held = record_contact(
        by=later,
        enrolment=jonas,
        kind="visit",
        occurred_at=AT,
        place="home",
        text="He said yes.",
        planned=viewing,
    )
    assert held.pk == viewing.pk
    assert (_only_contact().status, _only_contact().text) == ("held", "He said yes.")


def test_we_tried_and_it_is_the_same_contact(jonas, viewing, later):
    tried = record_attempt(by=later, enrolment=jonas, how="did_not_come", occurred_at=AT, planned=viewing)
    assert tried.pk == viewing.pk
    assert _only_contact().status == "tried"


def test_the_same_command_twice_is_still_one(jonas, viewing, later):
    key = new_id()
    for _twice in range(2):
        planned = Contact.objects.unscoped().get(pk=viewing.pk)
        record_attempt(by=later, enrolment=jonas, how="not_found", occurred_at=AT, planned=planned, key=key)
    assert Contact.objects.unscoped().count() == 1


def test_what_was_written_about_is_not_planned_any_more(jonas, viewing, later, amina):
    record_attempt(by=later, enrolment=jonas, how="did_not_come", occurred_at=AT, planned=viewing)
    stale = Contact.objects.unscoped().get(pk=viewing.pk)
    with pytest.raises(NotPlanned):
        record_contact(
            by=later, enrolment=jonas, kind="visit", occurred_at=AT, text="He came.", planned=stale
        )
    with pytest.raises(NotPlanned):
        call_off_contact(by=later, contact=stale)
    with pytest.raises(NotPlanned):
        move_contact(by=later, contact=stale, occurred_at=AT + timedelta(days=9))


def test_it_moves_to_another_time(sofie, viewing):
    seen = viewing.version
    move_contact(by=sofie, contact=viewing, occurred_at=AT + timedelta(hours=3), version=seen)
    assert _only_contact().occurred_at == AT + timedelta(hours=3)
    with pytest.raises(PlannedInPast):
        move_contact(by=sofie, contact=_only_contact(), occurred_at=NOW - timedelta(days=1))
    with pytest.raises(StaleRecord):
        move_contact(by=sofie, contact=_only_contact(), occurred_at=AT, version=seen)


def test_it_is_called_off_and_stays_in_sight(sofie, viewing):
    called_off = call_off_contact(by=sofie, contact=viewing, how="cancelled_by_person", text="He has a cold.")
    assert (called_off.status, called_off.text, called_off.signed_at) == ("cancelled", "He has a cold.", NOW)


@pytest.mark.parametrize("how", ["weather", "did_not_come"])
def test_calling_off_says_who_in_the_words_of_the_profile(sofie, viewing, how):
    with pytest.raises(OutcomeUnknown):
        call_off_contact(by=sofie, contact=viewing, how=how)


def test_closing_a_course_calls_off_what_was_planned(jonas, sofie, viewing):
    close_course(by=sofie, enrolment=jonas, closed_on=date(2026, 11, 24), **CLOSING)
    assert _only_contact().status == "cancelled"
    assert ahead(sofie, [jonas.pk]) == []


def test_a_course_cannot_have_ended_before_a_contact_in_it(jonas, sofie):
    record_contact(by=sofie, enrolment=jonas, kind="phone", occurred_at=NOW, text="He rang.")
    with pytest.raises(ContactsAfterEnd) as refused:
        close_course(by=sofie, enrolment=jonas, closed_on=date(2026, 11, 23), **CLOSING)
    assert refused.value.field == "closed_on"
    assert Enrolment.objects.unscoped().get(pk=jonas.pk).is_open
