"""The second factor cannot be skipped, raced, used twice or guessed."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from alongside.accounts import codes, factors
from alongside.accounts.models import Factor, User
from tests.people_of_the_house import NOW, PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
DOOR = "/account/second-factor/"


def with_app() -> User:
    user = User.objects.get(username="sofie")
    Factor.objects.create(user=user, kind="app", name="app", secret=SECRET, made_at=NOW)
    return user


def code(shift: timedelta = timedelta(0)) -> str:
    return codes.code_at(SECRET, codes.step_of(NOW + shift))


@pytest.fixture
def half_in(house):
    """A browser whose password was right."""
    with time_machine.travel(NOW, tick=False) as clock:
        with_app()

        def new() -> Client:
            client = Client()
            client.post("/account/login/", {"login": "sofie", "password": PASSWORD})
            return client

        new.clock = clock  # type: ignore[attr-defined]
        yield new


@pytest.mark.parametrize(
    "address", ["/", "/people/", "/account/safety/", "/account/safety/app/", "/account/password/change/"]
)
def test_no_page_opens_between_password_and_code(half_in, address: str) -> None:
    answer = half_in().get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/")
    assert answer["Location"] != address


def test_a_code_opens_once(half_in) -> None:
    first, second = half_in(), half_in()
    first.post(DOOR, {"proof_code": code()})
    second.post(DOOR, {"proof_code": code()})
    assert "_auth_user_id" in first.session
    assert "_auth_user_id" not in second.session
    assert first.post(DOOR, {"proof_code": code()}).status_code == 302


def test_an_older_code_opens_nothing_after_a_newer_one(half_in) -> None:
    first, second = half_in(), half_in()
    first.post(DOOR, {"proof_code": code(timedelta(seconds=30))})
    second.post(DOOR, {"proof_code": code()})
    assert "_auth_user_id" not in second.session


def test_a_code_of_another_time_opens_nothing(half_in) -> None:
    for shift in (-90, 90, 3600):
        client = half_in()
        client.post(DOOR, {"proof_code": code(timedelta(seconds=shift))})
        assert "_auth_user_id" not in client.session


def test_guessing_codes_and_recovery_codes_is_slowed_down_across_browsers(half_in) -> None:
    factors.renew_recovery_codes(User.objects.get(username="sofie"))
    for number in range(5):
        half_in().post(DOOR, {"proof_code": f"{number:06d}" if number % 2 else f"aaaaa-{number:05d}"})
    client = half_in()
    client.post(DOOR, {"proof_code": code()})
    assert "_auth_user_id" not in client.session
    half_in.clock.shift(timedelta(seconds=16))
    client.post(DOOR, {"proof_code": code(timedelta(seconds=16))})
    assert "_auth_user_id" in client.session


def test_the_password_alone_does_not_take_the_factor_away(half_in) -> None:
    client = half_in()
    client.post(reverse("factor_remove", args=[Factor.objects.get().pk]))
    client.post(reverse("recovery_codes"))
    assert Factor.objects.exists()


def test_a_new_password_by_mail_still_asks_for_the_code(half_in) -> None:
    user = User.objects.get(username="sofie")
    user.set_password("a-long-walk-in-the-rain")
    user.save()
    client = Client()
    answer = client.post("/account/login/", {"login": "sofie", "password": "a-long-walk-in-the-rain"})
    assert answer["Location"] == DOOR


@pytest.mark.django_db(transaction=True)
def test_of_many_who_send_one_code_at_the_same_moment_one_comes_in(house) -> None:
    user = with_app()
    start, came = threading.Barrier(6), []

    def run() -> None:
        try:
            start.wait()
            came.append(factors.use_code(user, code(), NOW))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came) == [False] * 5 + [True]
