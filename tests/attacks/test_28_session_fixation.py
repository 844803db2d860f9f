"""A session planted in somebody's browser is worth nothing after they sign in or prove themselves."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from django.test import Client
from django.urls import reverse

from alongside.accounts.models import User
from tests.people_of_the_house import NOW, PASSWORD


def planted(client: Client) -> str:
    """The key of a session somebody else began in this browser."""
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["session"] = session.session_key
    return str(session.session_key)


def test_signing_in_gives_a_new_key(house) -> None:
    victim, attacker = Client(), Client()
    key = planted(victim)
    victim.post("/account/login/", {"login": "sofie", "password": PASSWORD})

    assert victim.cookies["session"].value != key
    attacker.cookies["session"] = key
    assert attacker.get("/").status_code == 302


def test_a_key_made_up_by_an_attacker_is_never_taken_over(house) -> None:
    victim = Client()
    victim.cookies["session"] = "a" * 32
    victim.post("/account/login/", {"login": "sofie", "password": PASSWORD})
    assert victim.cookies["session"].value != "a" * 32


def test_proving_oneself_gives_a_new_key_and_the_old_one_is_dead(house) -> None:
    victim, attacker = Client(), Client()
    with time_machine.travel(NOW, tick=False) as clock:
        victim.force_login(User.objects.get(username="ada"))
        key = victim.cookies["session"].value
        clock.shift(timedelta(minutes=6))
        link = reverse("sign_in_link", args=[house.workers["omar"].pk])
        assert victim.post(link, {"proof_for": "POST", "proof_password": PASSWORD}).status_code == 200
        assert victim.cookies["session"].value != key
        attacker.cookies["session"] = key
        assert attacker.get("/administration/").status_code == 302


def test_signing_in_over_somebody_elses_session_takes_nothing_of_it_along(house) -> None:
    shared = Client()
    shared.post("/account/login/", {"login": "ada", "password": PASSWORD})
    session = shared.session
    session["left"] = "something of hers"
    session.save()
    shared.force_login(User.objects.get(username="sofie"))
    assert "left" not in shared.session
