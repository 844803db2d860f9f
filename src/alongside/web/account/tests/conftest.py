"""Signing in as people do: with a password, and with what they carry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from alongside.accounts import codes, factors
from alongside.accounts.models import User
from tests.people_of_the_house import NOW, PASSWORD, House

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def clock() -> Any:
    """The clock of the house; `clock.shift(timedelta)` lets time pass."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def visitor(house: House, clock: Any) -> Callable[..., Client]:
    """`visitor()`: a browser in which nobody is signed in yet, and which speaks English."""

    def new(**headers: str) -> Client:
        User.objects.update(language="en")
        client = Client(headers=headers)
        client.cookies["django_language"] = "en"
        return client

    return new


@pytest.fixture
def with_app(house: House, clock: Any) -> User:
    """Sofie, with a code app whose secret is `SECRET`; a code of two steps ago was used last."""
    user = User.objects.get(username="sofie")
    step = codes.step_of(NOW) - 2
    made = factors.add_app(user, SECRET, codes.code_at(SECRET, step + 1), name="app", now=NOW)
    assert made is not None
    made.last_step = step
    made.save()
    return user


def password_given(client: Client, name: str, password: str = PASSWORD, **more: str) -> Any:
    """Sign in with a name and a password."""
    return client.post("/account/login/", {"login": name, "password": password, **more})


def is_in(client: Client) -> bool:
    """Whether somebody is signed in."""
    return "_auth_user_id" in client.session
