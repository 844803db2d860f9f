"""A note is sealed to its row: in no table, found by its words all the same, and signed but for its key."""

from __future__ import annotations

import base64
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from alongside.access.policy import tied
from alongside.contacts import story
from alongside.contacts.models import Amendment, Contact, VisitSeries
from alongside.contacts.operations import amend_contact, plan_contact, record_contact
from alongside.contacts.series_operations import plan_series
from alongside.enrolments.queries import courses_of
from alongside.kernel.destroying import _guards_lifted
from alongside.kernel.encryption import CannotDecrypt, prefix
from alongside.kernel.resealing import reseal
from alongside.kernel.seeking import patterns_of
from alongside.people.models import Person
from alongside.people.telling import Asked, page_of
from tests.people_of_the_house import NOW

SAID = "The methadone is at Åsen's, behind the boiler."
PLACE = "Under the bridge at Ny Ellebjerg"
NEW = "t2:" + base64.b64encode(bytes(range(32))).decode()


@pytest.fixture
def note(jonas, sofie) -> Contact:
    return written(jonas, sofie, SAID)


def written(course, by, text: str, days: int = 1) -> Contact:
    return record_contact(
        by=by,
        enrolment=course,
        kind="visit",
        occurred_at=NOW - timedelta(days=days),
        place="public",
        place_text=PLACE,
        text=text,
    )


def put(note: Contact, column: str, value: Any) -> None:
    """Write into the table, past everything but the database's own guards."""
    key = Contact._meta.pk.get_db_prep_value(note.pk, connection)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE contacts_contact SET {column} = %s WHERE id = %s", [value, key])


def stored(table: str, column: str = "text") -> list[str]:
    """What really stands in a column."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return [str(value) for (value,) in cursor.fetchall()]


def read(note: Contact) -> Contact:
    return Contact._base_manager.get(pk=note.pk)


def found(viewer, course, words: str, **more: Any) -> list[str]:
    (person,) = tied(Person.objects.filter(pk=course.person_id), viewer)
    asked = Asked(viewer, person, courses_of(viewer, person), words=patterns_of(words), **more)
    return [told.more.text for told in page_of(asked).entries if told.kind == story.KIND]


def test_no_table_tells_a_note_or_where_somebody_is_met(jonas, sofie, note):
    amend_contact(by=sofie, contact=note, text="It was the cellar.", reason="I misheard.")
    plan_series(
        by=sofie,
        enrolment=jonas,
        rhythm="weekly",
        kind="visit",
        occurred_at=NOW + timedelta(days=3),
        place="public",
        place_text=PLACE,
        text="The syringes",
    )
    tables = ("contact", "historicalcontact", "visitseries", "historicalvisitseries")
    columns = [(f"contacts_{table}", column) for table in tables for column in ("text", "place_text")]
    values = [
        value
        for table, column in (*columns, ("contacts_amendment", "text"))
        for value in stored(table, column)
    ]
    assert len(values) >= 9
    assert [value for value in values if value and not value.startswith(prefix("t1"))] == []
    assert (read(note).text, read(note).place_text) == (SAID, PLACE)
    assert Amendment._base_manager.get().text == "It was the cellar."
    assert (VisitSeries._base_manager.get().text, VisitSeries._base_manager.get().place_text) == (
        "The syringes",
        PLACE,
    )


@pytest.mark.parametrize("words", ["methadone", "METHADONE asen", "aasen boiler", "ellebjerg methadone"])
def test_it_is_found_by_its_words_however_they_are_spelled(jonas, sofie, note, words):
    written(jonas, sofie, "We talked about bread.", days=2)
    assert found(sofie, jonas, words) == [SAID]


def test_the_place_of_somebody_protected_is_not_sought(jonas, sofie, note):
    type(jonas.person)._base_manager.filter(pk=jonas.person_id).update(address_protected=True)
    assert found(sofie, jonas, "ellebjerg") == []
    assert found(sofie, jonas, "methadone") == [SAID]


def test_of_very_many_only_as_many_are_opened_as_a_page_takes(jonas, sofie, monkeypatch):
    for days in range(1, 31):
        written(jonas, sofie, f"Bread, {days}", days=days)
    monkeypatch.setattr(story, "OPENED_AT_ONCE", 5)
    looked: list[str] = []
    real = story.is_held
    monkeypatch.setattr(
        story, "is_held", lambda words, *texts: looked.append(texts[0]) or real(words, *texts)
    )
    assert found(sofie, jonas, "bread", limit=3) == ["Bread, 1", "Bread, 2", "Bread, 3"]
    assert len(looked) == 4


def test_moved_to_another_contact_it_does_not_open(jonas, sofie, note):
    other = plan_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW + timedelta(days=1))
    sealed = stored("contacts_historicalcontact")[0]
    put(other, "text", sealed)
    with pytest.raises(CannotDecrypt, match=r"contacts\.Contact\.text"):
        assert read(other).text


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "Nothing happened."),
        ("text", ""),
        ("place_text", "At the office"),
        ("place", "office"),
        ("minutes", 5),
        ("status", "tried"),
        ("person_present", False),
        ("others_present", "Somebody"),
        ("version", 2),
        ("signed_by_id", None),
        ("worker_id", None),
    ],
)
def test_nothing_else_of_a_signed_note_changes(note, column, value):
    with pytest.raises(IntegrityError):
        put(note, column, value)


def test_a_new_key_is_taken_up_and_the_note_is_the_same(settings, note):
    settings.FIELD_KEYS = [NEW, *settings.FIELD_KEYS]
    result = reseal()
    assert (result.locked, result.meanwhile) == ([], 0)
    settings.FIELD_KEYS = [NEW]
    (value,) = stored("contacts_contact")
    assert value.startswith(prefix("t2"))
    assert (read(note).text, read(note).place_text) == (SAID, PLACE)


def test_what_stood_in_the_open_is_sealed_and_can_be_opened_again(note):
    step = import_module("alongside.contacts.migrations.0005_notes_are_closed").Migration.operations[-1]
    with _guards_lifted(["contacts_contact"]):
        put(note, "text", SAID)
        step.code(apps, None)
        (value,) = stored("contacts_contact")
        assert value.startswith("row:")
        assert read(note).text == SAID
        step.reverse_code(apps, None)
        assert stored("contacts_contact") == [SAID]
        assert stored("contacts_contact", "place_text") == [PLACE]
        step.code(apps, None)
    assert read(note).text == SAID
