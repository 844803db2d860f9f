"""In a try-out the sign-in page offers one account for each role; elsewhere nobody is offered."""

from __future__ import annotations

import pytest
from django.test import Client

from alongside.accounts.models import User
from alongside.demo.cast import PASSWORD


@pytest.fixture
def trying_out(settings, house) -> None:
    """The house as `alongside demo` leaves it: the accounts are shut, and the try-out's own door is there."""
    settings.DEMO_MODE = True
    settings.AUTHENTICATION_BACKENDS = [
        *settings.AUTHENTICATION_BACKENDS,
        "alongside.demo.sign_in.TryOutBackend",
    ]
    for user in User.objects.all():
        user.set_unusable_password()
        user.save()


def sign_in_page() -> str:
    return Client(headers={"cookie": "django_language=en"}).get("/account/login/").content.decode()


def test_one_for_each_role_that_has_an_account(trying_out) -> None:
    said = sign_in_page()

    assert "Everyone here is invented" in said
    assert 'value="sofie"' in said
    assert 'value="amina"' in said
    assert "Authority caseworker" in said
    assert 'value="maja"' not in said
    assert 'value="privacy"' not in said


def test_one_tap_is_enough(trying_out) -> None:
    client = Client()

    answer = client.post("/account/login/", {"as": "sofie", "demo_password": PASSWORD})

    assert answer["Location"] == "/"
    assert "Sofie Lindholm" in client.get("/", follow=True).content.decode()


def test_outside_a_try_out_nobody_is_offered_and_a_tap_opens_nothing(trying_out, settings) -> None:
    settings.DEMO_MODE = False
    client = Client()

    assert "sofie" not in sign_in_page()
    client.post("/account/login/", {"as": "sofie", "demo_password": PASSWORD})
    assert client.get("/").status_code == 302
