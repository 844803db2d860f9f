"""Nothing of a page stays in a browser or in between: no store, no back button after signing out.

The browser itself is tried in tests/browser/test_signing_in.py.
"""

from __future__ import annotations

import pytest
from django.test import Client

from tests.people_of_the_house import PASSWORD


@pytest.mark.parametrize(
    "address", ["/", "/people/", "/account/safety/", "/account/safety/tokens/", "/my-settings/"]
)
def test_a_page_is_never_kept(house, address: str) -> None:
    client = Client()
    client.post("/account/login/", {"login": "sofie", "password": PASSWORD})
    answer = client.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("address", ["/account/login/", "/account/second-factor/", "/account/here/"])
def test_neither_is_the_door(house, address: str) -> None:
    assert "no-store" in Client().get(address)["Cache-Control"]


def test_the_question_and_the_cover_are_not_kept_either(house, settings) -> None:
    settings.IDLE_LOCK = True
    client = Client()
    client.post("/account/login/", {"login": "sofie", "password": PASSWORD})
    client.post("/account/lock/")
    covered = client.get("/")
    assert covered.status_code == 401
    assert "no-store" in covered["Cache-Control"]


def test_signing_out_empties_what_the_browser_keeps(house) -> None:
    client = Client()
    client.post("/account/login/", {"login": "sofie", "password": PASSWORD})
    assert client.post("/account/logout/")["Clear-Site-Data"] == '"cache", "storage"'
