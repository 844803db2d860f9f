"""The user's own language, else what was chosen on this browser, else the agency's, else the installation's."""

from __future__ import annotations

import pytest
from django.test import Client

from alongside.accounts.models import User
from alongside.organisation.models import Agency


def test_a_choice_is_kept_on_the_user_and_follows_them_to_another_browser(sign_in) -> None:
    client = sign_in("sofie", "")

    answer = client.post("/language/", {"language": "fr", "next": "/"})

    assert answer["Location"] == "/"
    assert User.objects.get(username="sofie").language == "fr"
    other = Client()
    other.force_login(User.objects.get(username="sofie"))
    assert other.get("/")["Content-Language"] == "fr"


def test_without_a_choice_it_is_the_agencys(house, sign_in) -> None:
    Agency.objects.filter(pk=house.agency.pk).update(language="fr")

    assert sign_in("sofie", "").get("/")["Content-Language"] == "fr"


@pytest.mark.django_db
def test_before_sign_in_it_is_the_browsers_choice_or_danish() -> None:
    client = Client(headers={"accept-language": "fr"})

    assert client.get("/account/login/")["Content-Language"] == "da"
    client.post("/language/", {"language": "en", "next": "/account/login/"})
    assert client.get("/account/login/")["Content-Language"] == "en"


def test_what_was_chosen_before_sign_in_holds_after_it(sign_in) -> None:
    client = sign_in("sofie", "")
    client.cookies["django_language"] = "en"

    assert client.get("/")["Content-Language"] == "en"


def test_a_language_we_do_not_speak_changes_nothing(sign_in) -> None:
    client = sign_in("sofie", "en")

    client.post("/language/", {"language": "xx", "next": "/"})

    assert User.objects.get(username="sofie").language == "en"
    assert client.get("/")["Content-Language"] == "en"
