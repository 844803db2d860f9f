from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.access.actor import Actor
from alongside.people import identifiers, rules
from alongside.people.models import Person
from alongside.people.operations import register_person, set_identifier
from alongside.people.queries import find_by_identifier, search

CPR = "0201609995"
"""From the official Danish test persons."""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Åse", "Aase"),
        ("soren", "Søren"),
        ("Soeren", "Søren"),
        ("SØREN", "soren"),
        ("Kaer", "Kær"),
        ("jose", "José"),
        ("Sörensen", "Sørensen"),
        ("Łukasz", "lukasz"),
        ("O'Brien", "obrien"),
    ],
)
def test_spellings_of_one_name_are_one(typed: str, kept: str) -> None:
    assert rules.fold(typed) == rules.fold(kept)


@pytest.mark.parametrize("name", ["Aase", "Sørensen", "Soerensen", "Mikael", "Ægidius", "Joel"])
def test_the_beginning_of_a_name_finds_the_name(name: str) -> None:
    whole = rules.fold(name)
    for end in range(1, len(name) + 1):
        assert whole.startswith(rules.fold(name[:end]))


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("55 50 01 40", "55500140"),
        ("+45 55500140", "55500140"),
        ("5550", "5550"),
        ("12", None),
        ("Basse", None),
    ],
)
def test_a_number_is_known_from_words(typed: str, sought: str | None) -> None:
    assert rules.number_sought(typed) == sought


@pytest.fixture
def soren(ilse: Actor) -> Person:
    person = register_person(
        by=ilse,
        given_name="Søren",
        family_name="Ågård",
        called_name="Basse",
        phone="+45 55 50 01 40",
        city="Solby",
    )
    set_identifier(by=ilse, person=person, system=identifiers.CPR, value=f"{CPR[:6]}-{CPR[6:]}")
    return person


@pytest.mark.parametrize(
    "typed",
    [
        "Søren Ågård",
        "soeren",
        "aagaard",
        "agard sor",
        "bass",
        "solby basse",
        "5550 0140",
        "00140",
        CPR,
        "020160-9995",
    ],
)
def test_whatever_one_knows_finds_the_person(soren, ilse, typed: str) -> None:
    assert search(ilse, typed) == [soren]


@pytest.mark.parametrize("typed", ["", " ", "zzz", "søren petersen", "0201609996", "99999999"])
def test_what_fits_nobody_finds_nobody(soren, ilse, typed: str) -> None:
    assert search(ilse, typed) == []


def test_the_likeliest_comes_first(ilse) -> None:
    inside = register_person(by=ilse, given_name="Marianne", family_name="Dahl")
    family = register_person(by=ilse, given_name="Bo", family_name="Anker")
    first = register_person(by=ilse, given_name="Anne", family_name="Lund")
    assert search(ilse, "an") == [first, family, inside]


def test_who_may_not_see_the_person_finds_nothing(soren, sofie, omar, ada) -> None:
    for viewer in (sofie, omar, ada):
        for typed in ("søren", CPR, "55500140"):
            assert search(viewer, typed) == []


def test_finding_takes_as_many_queries_for_one_as_for_many(ilse, django_assert_max_num_queries) -> None:
    for number in range(5):
        register_person(by=ilse, given_name="Anne", family_name=f"Nummer {number}")
    with django_assert_max_num_queries(3):
        assert len(search(ilse, "anne")) == 5


def test_a_national_number_is_never_sent_to_the_database_in_the_open(soren, ilse) -> None:
    with CaptureQueriesContext(connection) as seen:
        found = find_by_identifier(ilse.agency_id, identifiers.CPR, CPR)
    assert found == soren
    assert seen.captured_queries
    assert all(CPR not in query["sql"] for query in seen)
