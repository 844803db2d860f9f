"""Signing out, a new password, a reset and a closed account leave no other door open."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from alongside.accounts import sessions
from alongside.accounts.invitations import new_password_link
from alongside.accounts.models import Sitting, User
from tests.people_of_the_house import PASSWORD


@pytest.fixture
def two(house):
    """Sofie, signed in twice."""
    clients = [Client(), Client()]
    for client in clients:
        client.post("/account/login/", {"login": "sofie", "password": PASSWORD})
    return clients


def test_after_signing_out_the_cookie_opens_nothing_and_the_row_is_gone(two) -> None:
    here, _there = two
    key = here.cookies["session"].value
    answer = here.post("/account/logout/")
    assert "storage" in answer["Clear-Site-Data"]
    stolen = Client()
    stolen.cookies["session"] = key
    assert stolen.get("/").status_code == 302
    assert not Sitting.objects.filter(session_key=key).exists()


def test_a_new_password_ends_the_others(two) -> None:
    here, there = two
    new = "a-long-walk-in-the-rain"
    here.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_a_link_for_a_new_password_ends_all(two) -> None:
    new_password_link(User.objects.get(username="sofie"))
    assert [client.get("/").status_code for client in two] == [302, 302]
    assert not Sitting.objects.filter(user__username="sofie").exists()


def test_a_closed_account_is_out_at_once(two) -> None:
    User.objects.filter(username="sofie").update(is_active=False)
    assert [client.get("/").status_code for client in two] == [302, 302]


def test_a_session_that_was_ended_from_elsewhere_does_not_come_back(two) -> None:
    here, there = two
    sessions.end_all(User.objects.get(username="sofie").pk, but=here.cookies["session"].value)
    assert there.get("/").status_code == 302
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200
