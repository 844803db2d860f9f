from __future__ import annotations

import pytest
from django.test import Client

from alongside.audit.models import Entry
from alongside.audit.trail import HOUSE, verify
from alongside.kernel.encryption import blind_index
from alongside.organisation.models import Agency
from alongside.web.sign_in import SIGN_IN_NAME
from tests.people_of_the_house import PASSWORD, writing


def test_coming_in_and_leaving(house) -> None:
    client = Client()

    came_in = client.post("/account/login/", {"login": "sofie", "password": PASSWORD})
    client.post("/account/logout/")

    assert came_in["Location"] == "/"
    actions = Entry.objects.filter(user_id=house.workers["sofie"].user_id).order_by("place")
    assert list(actions.values_list("action", flat=True)) == ["signed_in", "signed_out"]
    assert verify(house.agency.pk) is None


def test_a_wrong_password_says_so_and_opens_nothing(house) -> None:
    client = Client()

    answer = client.post("/account/login/", {"login": "sofie", "password": "not-this"})

    assert answer.status_code == 200
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("name", ["sofie", "Sofie", "nobody-here", "030792-4017"])
def test_a_failed_sign_in_is_kept_without_the_name(house, name) -> None:
    Client().post("/account/login/", {"login": name, "password": "not-this"})

    entry = Entry.objects.get(action="sign_in_failed")
    assert entry.detail == {"name": blind_index(name.casefold(), context=SIGN_IN_NAME)}
    assert name not in str(entry.detail)
    sofie = house.workers["sofie"].user_id
    assert entry.user_id == (sofie if name.casefold() == "sofie" else None)
    assert entry.agency_id == house.agency.pk


def test_with_several_agencies_an_unknown_name_is_kept_in_the_houses_own_chain(house) -> None:
    other = Agency(name="Another", profile_key="generic", language="en")
    with writing(other):
        other.save()

    Client().post("/account/login/", {"login": "nobody-here", "password": "not-this"})

    assert Entry.objects.get(action="sign_in_failed").agency_id == HOUSE
    assert verify(HOUSE) is None


def test_signing_in_says_whom_the_rail_shows(jonas, sign_in) -> None:
    sign_in("sofie")

    entry = Entry.objects.get(action="signed_in")
    assert entry.detail == {"show": "rail", "found": 1, "people": [str(jonas.person_id)]}
