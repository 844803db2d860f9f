"""In a try-out one tap on a name signs in; anywhere else the same request is an empty form."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from alongside.web.tests.markup import Page, render
from tests.people_of_the_house import PASSWORD

pytestmark = pytest.mark.usefixtures("in_english")
TAP = {"as": "sofie", "demo_password": PASSWORD}


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_one_tap_on_a_name_signs_in(house: Any, settings: Any) -> None:
    settings.DEMO_MODE = True
    client = Client()

    answer = client.post("/account/login/?next=/healthz", TAP)

    assert answer.status_code == 302
    assert answer["Location"] == "/healthz"
    assert signed_in(client)


def test_outside_a_try_out_the_tap_is_an_empty_form(house: Any, settings: Any) -> None:
    settings.DEMO_MODE = False
    client = Client()

    page = Page(client.post("/account/login/", TAP).content.decode())

    assert not signed_in(client)
    assert page.one("div", having="errors")


def test_the_fields_have_labels_instead_of_placeholders(db: None) -> None:
    client = Client(headers={"cookie": "django_language=en"})
    page = Page(client.get("/account/login/").content.decode())

    assert [label.text for label in page.all("label")] == ["User name or e-mail", "Password"]
    assert not [element for element in page.all("input") if "placeholder" in element.attrs]
    assert page.one("input", name="login").attrs["autocomplete"] == "username"
    assert page.one("input", name="password").attrs["type"] == "password"


def test_everyone_of_the_try_out_has_a_button_with_their_name() -> None:
    people = [SimpleNamespace(name="Sofie Lindholm", role="Case manager", username="sofie")]
    page = render('<c-demo-signins :people="people" password="alongside"/>', people=people)

    button = page.one("button")
    assert (button.attrs["name"], button.attrs["value"]) == ("as", "sofie")
    assert button.attrs["aria-label"] == "Sign in as Sofie Lindholm"
    assert page.one("input", name="demo_password").attrs["value"] == "alongside"
