"""Another site cannot act through a browser: no POST without our token, no write by GET, no planted sign-in."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from alongside.accounts.models import Sitting, User
from tests.people_of_the_house import PASSWORD


@pytest.fixture
def strict(house) -> Client:
    """Ada's browser, in which the token is asked for as in real life."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="ada"))
    return client


@pytest.mark.parametrize(
    "route",
    [
        "team_new",
        "worker_new",
        "tokens",
        "lock",
        "unlock",
        "sittings_end",
        "recovery_codes",
        "passkey_options",
        "passkey_sign_in",
        "account_logout",
        "account_login",
    ],
)
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json", "text/plain"])
def test_a_post_of_another_site_is_refused(strict, route: str, kind: str) -> None:
    answer = strict.post(
        reverse(route), data='{"name": "x"}', content_type=kind, headers={"Origin": "https://evil.example"}
    )
    assert answer.status_code == 403


def test_nobody_is_signed_in_to_an_attackers_account(house) -> None:
    victim = Client(enforce_csrf_checks=True)
    answer = victim.post("/account/login/", {"login": "omar", "password": PASSWORD})
    assert answer.status_code == 403
    assert "_auth_user_id" not in victim.session


@pytest.mark.parametrize("route", ["account_logout", "lock", "sittings_end", "recovery_codes"])
def test_opening_an_address_changes_nothing(strict, route: str) -> None:
    strict.get(reverse(route))
    assert Sitting.objects.filter(user__username="ada").exists()
    assert strict.get("/administration/").status_code == 200


def test_the_door_for_programs_takes_no_cookie(strict) -> None:
    assert strict.post("/door/sheets/", {"kind": "people"}).status_code == 401
