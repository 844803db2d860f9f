"""The data map names every field with its class, who reads it and where it goes, and needs nobody to keep it."""

from __future__ import annotations

import json

import pytest

from alongside.access.policy import readers_of
from alongside.config import cli
from alongside.datamap import keeping
from alongside.datamap.errors import TooMuchSaid
from alongside.datamap.operations import LONGEST, write_register
from alongside.datamap.queries import by_purpose, every_table, register_of
from alongside.kernel.data_classes import DataClass, Purpose, every_field, record_of
from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.people.models import Person
from tests.people_of_the_house import House


def test_no_field_is_missing() -> None:
    told = {(table.label, field.name) for table in every_table() for field in table.fields}
    kept = {
        (kind._meta.label, field.name)
        for kind, field in every_field()
        if record_of(kind) is kind and not kind._meta.auto_created
    }
    assert told == kept


def test_a_table_says_why_who_and_where() -> None:
    tables = {table.label: table for table in every_table()}
    person = tables["people.Person"]
    assert person.kept_for == Purpose.COURSE
    assert person.readers == tuple(sorted(readers_of(Person) or ()))
    assert person.most == DataClass.PROTECTED
    assert person.versions
    assert {"authority", "paper", "calendar"} <= set(person.doors)
    fields = {field.name: field for field in person.fields}
    assert fields["address"].encrypted
    assert not fields["given_name"].encrypted
    assert tables["kernel.Turn"].readers is None
    assert tables["kernel.Turn"].most == DataClass.OPEN


def test_every_purpose_that_something_is_kept_for_is_told() -> None:
    tables = every_table()
    whys = by_purpose(tables)
    assert sum(one.tables for one in whys) == len(tables)
    course = next(one for one in whys if one.kept_for == Purpose.COURSE)
    assert dict(course.classes)[DataClass.SPECIAL] > 50


def test_a_room_that_keeps_rules_tells_how_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_answers", [])
    keeping.tells_how_long(lambda model, agency_id: "five years" if model is Person else None)
    tables = {table.label: table for table in every_table()}
    assert tables["people.Person"].keeping == "five years"
    assert tables["people.Quote"].keeping == ""


@pytest.mark.django_db
def test_other_programs_read_the_map(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["datamap", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (person,) = [table for table in told if table["label"] == "people.Person"]
    assert {"name": "address", "data_class": "protected", "encrypted": True} in person["fields"]
    assert cli.main(["datamap"]) == 0
    assert "people.Quote (for course; read: " in capsys.readouterr().out


@pytest.mark.django_db
def test_the_agency_says_in_its_own_words_what_only_it_knows(house: House) -> None:
    per, ada, sofie = (house.actor(name) for name in ("per", "ada", "sofie"))
    first = write_register(by=per, controller="  Nordhavn Kommune  ")
    assert register_of(house.agency.pk).controller == "Nordhavn Kommune"
    write_register(by=ada, officer="Per", version=first.version)
    kept = register_of(house.agency.pk)
    assert (kept.controller, kept.officer, kept.history.count()) == ("Nordhavn Kommune", "Per", 2)
    with pytest.raises(StaleRecord):
        write_register(by=per, officer="Somebody", version=first.version)
    with pytest.raises(TooMuchSaid):
        write_register(by=per, officer="x" * (LONGEST + 1), version=kept.version)
    with pytest.raises(NotAllowed):
        write_register(by=sofie, controller="Mine")
