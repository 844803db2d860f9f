"""Trying passwords gets slower, tells nobody who is here, and shuts nobody out."""

from __future__ import annotations

from unittest.mock import patch

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from tests.people_of_the_house import NOW, PASSWORD


def tries(client: Client, name: str, password: str = "stuffed-password"):
    return client.post("/account/login/", {"login": name, "password": password})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture(autouse=True)
def standing_clock():
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_thousand_tries_in_a_moment_are_judged_five_times(house) -> None:
    with patch.object(
        MD5PasswordHasher, "verify", autospec=True, side_effect=MD5PasswordHasher.verify
    ) as seen:
        for _ in range(60):
            tries(Client(), "sofie")
    assert seen.call_count == 5


def test_the_owner_is_not_shut_out_by_an_attacker(house) -> None:
    hers = Client()
    tries(hers, "sofie", PASSWORD)
    hers.post("/account/logout/")
    for _ in range(50):
        tries(Client(), "sofie")
    tries(hers, "sofie", PASSWORD)
    assert is_in(hers)


@pytest.mark.parametrize("name", ["sofie", "nobody", "nobody@example.org"])
def test_a_name_that_is_here_and_one_that_is_not_look_the_same(house, name: str) -> None:
    """Same status, same words, same work: before the wait and in it."""
    with patch.object(
        MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode
    ) as work:
        answers = [tries(Client(), name) for _ in range(6)]
    assert work.call_count == 5
    assert {answer.status_code for answer in answers} == {200}
    words = [answer.context["form"].errors["__all__"][0] for answer in answers]
    assert len(set(words[:5])) == 1
    assert "2" in words[5]
    assert words[0] == tries(Client(), "somebody-else").context["form"].errors["__all__"][0]


def test_asking_for_a_new_password_tells_nobody_who_is_here(house, mailoutbox) -> None:
    house.workers["sofie"].user.__class__.objects.filter(username="sofie").update(email="sofie@example.org")
    known = Client().post("/account/password/reset/", {"email": "sofie@example.org"})
    unknown = Client().post("/account/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [post.to for post in mailoutbox] == [["sofie@example.org"]]
