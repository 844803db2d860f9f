"""Whoever tries passwords waits longer and longer; whoever belongs here comes in all the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from alongside.accounts.models import Tries
from alongside.accounts.rules import FOR_A_NAME, left_of, wait_after
from alongside.web.account.tests.conftest import is_in, password_given
from tests.people_of_the_house import PASSWORD


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_five_slips_are_free_then_the_wait_doubles() -> None:
    waits = [wait_after(tries, FOR_A_NAME).total_seconds() for tries in range(1, 10)]
    assert waits == [0, 0, 0, 0, 2, 4, 8, 16, 32]
    assert wait_after(10_000, FOR_A_NAME) == timedelta(minutes=15)
    assert left_of(6, timedelta(minutes=25), FOR_A_NAME) == 4


def test_the_right_password_has_to_wait_too_and_then_opens(visitor, clock) -> None:
    client = visitor()
    for _ in range(5):
        password_given(client, "sofie", "wrong")
    refused = password_given(client, "sofie")
    assert "Wait 2 seconds" in text(refused)
    assert not is_in(client)
    clock.shift(timedelta(seconds=3))
    password_given(client, "sofie")
    assert is_in(client)


def test_her_own_browser_lets_her_in_while_her_name_is_attacked_from_elsewhere(visitor, clock) -> None:
    hers, attacker = visitor(), visitor()
    password_given(hers, "sofie")
    hers.post("/account/logout/")
    for _ in range(40):
        password_given(attacker, "sofie", "wrong")
        clock.shift(timedelta(seconds=1))
    assert "Wait" in text(password_given(attacker, "sofie"))
    password_given(hers, "sofie")
    assert is_in(hers)


def test_the_cookie_of_a_known_browser_opens_nothing_and_cannot_be_made_up(visitor) -> None:
    hers, other = visitor(), visitor()
    password_given(hers, "sofie")
    other.cookies["known"] = hers.cookies["known"].value
    assert other.get("/").status_code == 302
    other.cookies["known"] = "eyJ4IjoieSJ9:made:up"
    for _ in range(6):
        answer = password_given(other, "sofie", "wrong")
    assert "Wait" in text(answer)
    assert hers.cookies["known"]["httponly"]
    assert hers.cookies["known"]["samesite"] == "Lax"


def test_a_known_browser_is_slowed_down_by_itself(visitor) -> None:
    hers = visitor()
    password_given(hers, "sofie")
    hers.post("/account/logout/")
    for _ in range(5):
        password_given(hers, "sofie", "wrong")
    assert "Wait" in text(password_given(hers, "sofie"))


def test_many_names_from_one_address_are_slowed_down(visitor) -> None:
    client = visitor()
    answers = [text(password_given(client, f"nobody{number}", "x" * 12)) for number in range(31)]
    assert not any("Wait" in answer for answer in answers[:30])
    assert "Wait" in answers[30]


def test_an_office_that_signs_in_is_not_slowed_down(visitor, house) -> None:
    for _ in range(4):
        for name in house.workers:
            client = visitor()
            password_given(client, name)
            assert is_in(client)


@pytest.mark.parametrize("name", ["sofie", "nobody-here", "nobody@example.org", "shut"])
def test_every_name_costs_the_same_work_and_gets_the_same_answer(visitor, house, name: str) -> None:
    ada = house.workers["ada"].user
    ada.username = "shut"
    ada.set_unusable_password()
    ada.save()
    client = visitor()
    with patch.object(
        MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode
    ) as hashed:
        answer = password_given(client, name, "not the password")
    assert hashed.call_count == 1
    assert answer.status_code == 200
    assert "wrong-words" not in text(answer)
    first = text(password_given(visitor(), "somebody-else", "not the password"))

    def words(page: str) -> str:
        start = page.index('class="errors"')
        return page[start : page.index("</ul>", start)]

    assert words(text(answer)) == words(first)


def test_what_is_counted_names_nobody(visitor) -> None:
    password_given(visitor(), "sofie", PASSWORD + "x")
    assert Tries.objects.exists()
    assert "sofie" not in str(list(Tries.objects.values()))
