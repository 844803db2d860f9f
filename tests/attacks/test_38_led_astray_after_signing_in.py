"""Where one goes after signing in is a page of ours, however the address is written."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest
from django.test import Client

from alongside.accounts import codes
from alongside.accounts.models import Factor, User
from tests.people_of_the_house import NOW, PASSWORD

ASTRAY = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    " https://evil.example",
    "\thttps://evil.example",
    "https://testserver@evil.example/",
    "//evil%E3%80%82example",
    "/%09/evil.example",
]


def stays(address: str) -> bool:
    parts = urlsplit(address)
    return (
        parts.netloc in ("", "testserver")
        and not address.startswith(("//", "/\\", "\\"))
        and not (parts.scheme and parts.scheme not in ("http", "https"))
    )


@pytest.mark.parametrize("address", ASTRAY)
def test_after_the_password(house, address: str) -> None:
    answer = Client().post(
        f"/account/login/?next={quote(address)}", {"login": "sofie", "password": PASSWORD, "next": address}
    )
    assert answer.status_code == 302
    assert stays(answer["Location"]), answer["Location"]


@pytest.mark.parametrize("address", ASTRAY)
def test_after_the_code(house, address: str) -> None:
    from datetime import UTC, datetime

    secret, now = codes.new_secret(), datetime.now(UTC)
    Factor.objects.create(
        user=User.objects.get(username="sofie"), kind="app", name="app", secret=secret, made_at=NOW
    )
    client = Client()
    client.post("/account/login/", {"login": "sofie", "password": PASSWORD, "next": address})
    answer = client.post("/account/second-factor/", {"proof_code": codes.code_at(secret, codes.step_of(now))})
    assert answer.status_code == 302
    assert stays(answer["Location"]), answer["Location"]
