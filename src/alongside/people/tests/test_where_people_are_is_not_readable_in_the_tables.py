"""Where somebody can be found is encrypted, and of people under protection the search keeps nothing in the clear."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from alongside.people.models import Person
from alongside.people.operations import change_person, register_person
from alongside.people.protecting import revealed
from alongside.people.queries import search

SAID = {
    "given_name": "Ea",
    "family_name": "Winther",
    "phone": "55 50 01 77",
    "email": "ea@example.org",
    "address": "Hemmelig Vej 3",
    "postal_code": "8900",
    "city": "Randers",
    "whereabouts": "Ved silden",
}
SECRETS = ("55 50 01 77", "55500177", "ea@example", "hemmelig", "8900", "randers", "silden")


def everything_in(*tables: str) -> str:
    """All that somebody reads who has the database and no key."""
    found = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            found += [str(value) for row in cursor.fetchall() for value in row]
    return " ".join(found).casefold()


@pytest.mark.django_db
def test_of_people_under_protection_nothing_stands_in_the_tables(ilse: Any) -> None:
    register_person(by=ilse, **SAID, address_protected=True)
    kept = everything_in("people_person", "people_historicalperson", "people_matchkey")
    assert [secret for secret in SECRETS if secret in kept] == []
    person = Person.objects.unscoped().get(given_name="Ea")
    assert (person.address, person.city, person.phone) == ("", "", "")
    with revealed():
        assert (person.address, person.city, person.phone) == ("Hemmelig Vej 3", "Randers", "55 50 01 77")
    (version,) = person.history.all()
    assert version.address == "Hemmelig Vej 3"


@pytest.mark.django_db
def test_who_comes_under_protection_leaves_nothing_behind_in_earlier_versions(ilse: Any) -> None:
    person = register_person(by=ilse, **SAID)
    assert "55500177" in everything_in("people_person")
    change_person(by=ilse, person=person, address_protected=True)
    kept = everything_in("people_person", "people_historicalperson")
    assert [secret for secret in SECRETS if secret in kept] == []


@pytest.mark.django_db
def test_people_are_still_found_by_telephone_and_town(house: Any, jonas: Any, sofie: Any) -> None:
    change_person(by=sofie, person=jonas.person, phone="55 50 01 40", city="Aarhus")
    assert search(sofie, "5001") == [jonas.person]
    assert search(sofie, "aarhus") == [jonas.person]
    change_person(by=sofie, person=jonas.person, address_protected=True)
    assert search(sofie, "aarhus") == []
    assert search(sofie, "5001") == []
    # A whole number is found by its fingerprint.
    assert search(sofie, "+45 55 50 01 40") == [jonas.person]
    omar = house.actor("omar")
    assert search(omar, "55500140") == []


@pytest.mark.django_db
def test_an_upgrade_closes_what_stood_open(ilse: Any) -> None:
    close = __import__(
        "alongside.people.migrations.0006_close_what_stood_open", fromlist=["close", "open_again"]
    )
    person = register_person(by=ilse, **SAID, address_protected=True)
    with revealed():
        close.open_again(apps, None)
    open_tables = everything_in("people_person", "people_historicalperson")
    assert "hemmelig vej 3" in open_tables
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET search_text = ' ea winther randers 55500177 '")
    close.close(apps, None)
    kept = everything_in("people_person", "people_historicalperson")
    assert [secret for secret in SECRETS if secret in kept] == []
    again = Person.objects.unscoped().get(pk=person.pk)
    with revealed():
        assert (again.city, again.search_text) == ("Randers", " ea winther ")
    assert again.history.get().whereabouts == "Ved silden"
