"""Giving a role, a link or an export away asks whether it is really you; nothing typed is lost on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.access.actor import system_actor
from alongside.access.proof import ProofNeeded, require_fresh
from alongside.accounts.models import User
from alongside.audit.models import Entry
from alongside.kernel.ids import new_id
from alongside.organisation.models import Membership
from alongside.web.tests.markup import Page
from tests.people_of_the_house import NOW, PASSWORD, House

LATER = NOW + timedelta(minutes=6)


@pytest.fixture
def ada(house: House) -> Client:
    """Ada, who signed in six minutes ago."""
    client = Client()
    User.objects.filter(username="ada").update(language="en")
    with time_machine.travel(NOW, tick=False):
        client.force_login(User.objects.get(username="ada"))
    return client


@pytest.fixture(autouse=True)
def six_minutes_later() -> Any:
    with time_machine.travel(LATER, tick=False) as clock:
        yield clock


def role(house: House) -> dict[str, str]:
    return {
        "role": "case_manager",
        "team": str(house.other_team.pk),
        "starts_on": "2026-12-01",
        "key": str(new_id()),
    }


def held(house: House) -> int:
    return Membership.objects.filter(worker=house.workers["maja"]).count()


def hidden(answer: Any) -> dict[str, str]:
    page = Page(answer.content.decode())
    return {
        field.attrs["name"]: field.attrs["value"]
        for field in page.all("input")
        if field.attrs.get("type") == "hidden" and field.attrs["name"] != "csrfmiddlewaretoken"
    }


def test_the_act_waits_for_the_password_and_then_is_done_with_what_was_typed(
    ada: Client, house: House
) -> None:
    address = reverse("role_start", args=[house.workers["maja"].pk])

    asked = ada.post(address, role(house))

    assert asked.status_code == 403
    assert held(house) == 1
    assert asked["Cache-Control"] == "no-store"
    kept = hidden(asked)
    assert kept["starts_on"] == "2026-12-01"
    wrong = ada.post(address, {**kept, "proof_password": "not this"})
    assert wrong.status_code == 422
    assert held(house) == 1
    assert hidden(wrong) == kept
    done = ada.post(address, {**kept, "proof_password": PASSWORD})
    assert done.status_code == 302
    assert held(house) == 2


def test_a_page_that_was_only_opened_comes_after_the_proof(ada: Client, house: House) -> None:
    mine = Membership.objects.get(worker=house.workers["maja"])
    address = reverse("role_end", args=[mine.pk])

    asked = ada.get(address)
    answer = ada.post(address, {**hidden(asked), "proof_password": PASSWORD})

    assert asked.status_code == 403
    assert answer["Location"] == address
    assert ada.get(address).status_code == 200


def test_for_five_minutes_nobody_is_asked_again(ada: Client, house: House, six_minutes_later: Any) -> None:
    address = reverse("role_start", args=[house.workers["maja"].pk])
    ada.post(address, {**hidden(ada.post(address, role(house))), "proof_password": PASSWORD})
    link = reverse("sign_in_link", args=[house.workers["omar"].pk])

    six_minutes_later.shift(timedelta(minutes=5))
    assert ada.post(link).status_code == 200
    six_minutes_later.shift(timedelta(seconds=1))
    assert ada.post(link).status_code == 403


def test_the_session_gets_a_new_key_and_the_old_one_is_dead(ada: Client, house: House) -> None:
    address = reverse("role_start", args=[house.workers["maja"].pk])
    before = ada.cookies["session"].value
    ada.post(address, {**hidden(ada.post(address, role(house))), "proof_password": PASSWORD})

    assert ada.cookies["session"].value != before
    stolen = Client()
    stolen.cookies["session"] = before
    assert stolen.get(reverse("administration")).status_code == 302


def test_who_may_not_do_it_is_not_asked(house: House) -> None:
    client = Client()
    client.force_login(User.objects.get(username="sofie"))
    assert client.post(reverse("role_start", args=[house.workers["maja"].pk]), role(house)).status_code == 404


def test_after_many_wrong_tries_the_right_one_has_to_wait(
    ada: Client, house: House, six_minutes_later: Any
) -> None:
    address = reverse("role_start", args=[house.workers["maja"].pk])
    kept = hidden(ada.post(address, role(house)))
    for _ in range(5):
        ada.post(address, {**kept, "proof_password": "not this"})

    answer = ada.post(address, {**kept, "proof_password": PASSWORD})

    assert "Wait 15 seconds" in answer.content.decode()
    assert held(house) == 1
    six_minutes_later.shift(timedelta(seconds=16))
    ada.post(address, {**kept, "proof_password": PASSWORD})
    assert held(house) == 2


def test_both_answers_are_in_the_trail(ada: Client, house: House) -> None:
    address = reverse("role_start", args=[house.workers["maja"].pk])
    kept = hidden(ada.post(address, role(house)))
    ada.post(address, {**kept, "proof_password": "not this"})
    ada.post(address, {**kept, "proof_password": PASSWORD})

    told = Entry.objects.filter(user_id=house.workers["ada"].user_id).values_list("action", flat=True)
    assert list(told.order_by("place")) == ["signed_in", "proof_refused", "proved", "write"]


def test_in_a_try_out_one_tap_is_enough(ada: Client, house: House, settings: Any) -> None:
    settings.DEMO_MODE = True
    user = house.workers["ada"].user
    user.set_unusable_password()
    user.save()
    ada.force_login(user)
    address = reverse("sign_in_link", args=[house.workers["omar"].pk])
    session = ada.session
    session.pop("proved_at")
    session.save()

    kept = hidden(ada.post(address))

    assert ada.post(address, {**kept, "proof_tap": "1"}).status_code == 200
    settings.DEMO_MODE = False


def test_outside_a_try_out_a_tap_proves_nothing(ada: Client, house: House) -> None:
    address = reverse("sign_in_link", args=[house.workers["omar"].pk])
    kept = hidden(ada.post(address))
    assert ada.post(address, {**kept, "proof_tap": "1"}).status_code == 422


def test_an_operation_can_ask_by_itself(house: House) -> None:
    ada = house.actor("ada")
    require_fresh(ada)
    require_fresh(system_actor(house.agency.pk, NOW))
    for proved_at in (None, NOW - timedelta(minutes=5, seconds=1), NOW + timedelta(minutes=2)):
        with pytest.raises(ProofNeeded):
            require_fresh(replace(ada, proved_at=proved_at))
