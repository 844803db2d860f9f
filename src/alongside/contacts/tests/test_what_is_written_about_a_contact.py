from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from alongside.contacts.errors import (
    AmendmentMissing,
    ContactInFuture,
    KindUnknown,
    MinutesOutOfBounds,
    NoteMissing,
    NotSigned,
    OutcomeUnknown,
    PlaceUnknown,
)
from alongside.contacts.events import VisitMissed
from alongside.contacts.models import Amendment, Contact
from alongside.contacts.operations import amend_contact, plan_contact, record_attempt, record_contact
from alongside.contacts.queries import note_of
from alongside.enrolments.errors import BeforeCourse, CourseClosed
from alongside.enrolments.models import Enrolment
from alongside.enrolments.operations import close_course, pause_course
from alongside.kernel import events
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from tests.people_of_the_house import NOW

MET: dict[str, Any] = {
    "kind": "visit",
    "occurred_at": NOW - timedelta(hours=1),
    "place": "street",
    "place_text": "Åparken",
    "minutes": 50,
    "text": "Walked with him and Ole's dog around the park.",
}
TRIED: dict[str, Any] = {"how": "did_not_come", "occurred_at": NOW - timedelta(hours=1), "place": "street"}


@pytest.fixture
def missed(monkeypatch):
    told: list[object] = []
    monkeypatch.setitem(events._subscribers, VisitMissed, [(told.append, False)])
    return told


def _read(viewer, contact):
    read = note_of(viewer, contact)
    assert read is not None
    return read


def test_writing_is_signing(jonas, sofie, house):
    contact = record_contact(by=sofie, enrolment=jonas, others_present="Rikke", **MET)
    assert (contact.status, contact.minutes, contact.place_text) == ("held", 50, "Åparken")
    assert contact.signed_at == NOW
    assert contact.signed_by_id == contact.worker_id == house.workers["sofie"].pk


def test_the_same_command_twice_is_one_contact(jonas, sofie):
    key = new_id()
    first = record_contact(by=sofie, enrolment=jonas, key=key, **MET)
    assert record_contact(by=sofie, enrolment=jonas, key=key, **MET).pk == first.pk
    assert Contact.objects.unscoped().count() == 1


def test_a_clock_may_be_five_minutes_ahead_and_no_more(jonas, sofie):
    record_contact(by=sofie, enrolment=jonas, **{**MET, "occurred_at": NOW + timedelta(minutes=5)})
    for operation, words in ((record_contact, MET), (record_attempt, TRIED)):
        with pytest.raises(ContactInFuture):
            operation(by=sofie, enrolment=jonas, **{**words, "occurred_at": NOW + timedelta(minutes=6)})


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"text": "  "}, NoteMissing),
        ({"minutes": 0}, MinutesOutOfBounds),
        ({"minutes": 1441}, MinutesOutOfBounds),
        ({"place": "moon"}, PlaceUnknown),
        ({"kind": "telepathy"}, KindUnknown),
        ({"occurred_at": datetime(2025, 9, 1, 12, tzinfo=UTC)}, BeforeCourse),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(jonas, sofie, wrong, refusal):
    with pytest.raises(refusal) as refused:
        record_contact(by=sofie, enrolment=jonas, **{**MET, **wrong})
    assert refused.value.field in MET
    assert not Contact.objects.unscoped().exists()


def test_a_contact_lies_in_the_course_up_to_its_closing_day(jonas, sofie, amina):
    close_course(
        by=sofie,
        enrolment=jonas,
        closed_on=date(2026, 11, 20),
        reason="no_need_person",
        destination="no_support",
        housing_at_exit="own_tenancy",
    )
    closed = Enrolment.objects.unscoped().get(pk=jonas.pk)
    last_evening = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
    record_contact(by=amina, enrolment=closed, **{**MET, "occurred_at": last_evening})
    with pytest.raises(CourseClosed):
        record_contact(
            by=amina, enrolment=closed, **{**MET, "occurred_at": last_evening + timedelta(hours=1)}
        )


def test_a_person_on_a_ward_is_visited_and_written_about(jonas, sofie):
    pause_course(by=sofie, enrolment=jonas, kind="hospital", starts_on=date(2026, 11, 10))
    assert record_contact(by=sofie, enrolment=jonas, **{**MET, "place": "ward"}).status == "held"


def test_we_tried_counts_and_says_how(jonas, sofie, missed):
    contact = record_attempt(by=sofie, enrolment=jonas, text="Staff saw him Sunday.", **TRIED)
    assert (contact.status, contact.tried_how, contact.person_present) == ("tried", "did_not_come", False)
    assert missed == [VisitMissed(jonas.pk, contact.pk, contact.occurred_at)]
    assert Enrolment.objects.unscoped().get(pk=jonas.pk).is_open


def test_a_visit_we_called_off_is_not_one_the_person_missed(jonas, sofie, missed):
    record_attempt(by=sofie, enrolment=jonas, **{**TRIED, "how": "cancelled_by_us"})
    assert missed == []


def test_a_try_says_what_happened_in_the_words_of_the_profile(jonas, sofie):
    with pytest.raises(OutcomeUnknown):
        record_attempt(by=sofie, enrolment=jonas, **{**TRIED, "how": "no_show"})


def test_the_same_try_twice_is_one(jonas, sofie, missed):
    key = new_id()
    record_attempt(by=sofie, enrolment=jonas, key=key, **TRIED)
    record_attempt(by=sofie, enrolment=jonas, key=key, **TRIED)
    assert Contact.objects.unscoped().count() == len(missed) == 1


def test_a_late_entry_shows_both_times(jonas, sofie):
    late = record_contact(by=sofie, enrolment=jonas, **{**MET, "occurred_at": NOW - timedelta(hours=25)})
    prompt = record_contact(by=sofie, enrolment=jonas, **{**MET, "occurred_at": NOW - timedelta(hours=24)})
    read = _read(sofie, late)
    assert (read.late, read.at, read.signed_at) == (True, NOW - timedelta(hours=25), NOW)
    assert not _read(sofie, prompt).late


def test_a_signed_note_is_amended_and_stays_as_it_was(jonas, sofie, amina):
    contact = record_contact(by=sofie, enrolment=jonas, **MET)
    key = new_id()
    for _twice in range(2):
        amend_contact(
            by=amina, contact=contact, text="It was Ole's sister's dog.", reason="He told me.", key=key
        )
    read = _read(sofie, contact)
    assert read.text == MET["text"]
    assert [(added.text, added.reason, added.worker_name) for added in read.amendments] == [
        ("It was Ole's sister's dog.", "He told me.", "Amina Yilmaz")
    ]


def test_an_amendment_adds_something(jonas, sofie):
    contact = record_contact(by=sofie, enrolment=jonas, **MET)
    with pytest.raises(AmendmentMissing):
        amend_contact(by=sofie, contact=contact, text="")
    assert not Amendment.objects.unscoped().exists()


def test_what_has_not_happened_has_no_note_to_amend(jonas, sofie):
    planned = plan_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW + timedelta(days=1))
    with pytest.raises(NotSigned):
        amend_contact(by=sofie, contact=planned, text="Bring coffee.")


@pytest.mark.parametrize("change", [{"text": ""}, {"occurred_at": NOW}, {"status": "tried"}])
def test_the_database_itself_refuses_to_change_a_signed_note(jonas, sofie, change):
    contact = record_contact(by=sofie, enrolment=jonas, **MET)
    with pytest.raises(DatabaseError), transaction.atomic():
        Contact.objects.unscoped().filter(pk=contact.pk).update(**change)
    assert Contact.objects.unscoped().get(pk=contact.pk).text == MET["text"]


def test_the_database_itself_refuses_to_remove_a_signed_note(jonas, sofie):
    contact = record_contact(by=sofie, enrolment=jonas, **MET)
    with pytest.raises(DatabaseError), transaction.atomic():
        Contact.objects.unscoped().filter(pk=contact.pk).delete()


@pytest.mark.parametrize("stranger", ["omar", "maja", "ilse", "karin", "eva", "ada"])
def test_only_those_who_walk_along_or_lead_write(house, jonas, stranger):
    with pytest.raises(NotAllowed):
        record_contact(by=house.actor(stranger), enrolment=jonas, **MET)
    with pytest.raises(NotAllowed):
        record_attempt(by=house.actor(stranger), enrolment=jonas, **TRIED)


def test_the_one_on_call_writes_about_the_night(house, jonas):
    contact = record_contact(
        by=house.actor("vagn"), enrolment=jonas, **{**MET, "kind": "phone", "place": "remote"}
    )
    assert contact.signed_by_id == house.workers["vagn"].pk


@pytest.mark.parametrize("stranger", ["omar", "ilse", "karin", "ada"])
def test_notes_are_out_of_sight_for_others(house, jonas, sofie, stranger):
    contact = record_contact(by=sofie, enrolment=jonas, **MET)
    assert note_of(house.actor(stranger), contact) is None
