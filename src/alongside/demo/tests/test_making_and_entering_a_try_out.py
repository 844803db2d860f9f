"""`alongside demo` fills an empty database once; its accounts open in demo mode alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.test import Client

from alongside.accounts.models import User
from alongside.config.cli import main
from alongside.demo import cli
from alongside.demo.cast import PASSWORD
from alongside.enrolments.models import Enrolment
from alongside.organisation.models import Agency

IN_DEMO_MODE = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "alongside.demo.sign_in.TryOutBackend",
]


@pytest.mark.django_db
def test_the_demo_is_made_once_and_opens_in_demo_mode_alone(
    capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    assert main(["demo", "--people", "10", "--seed", "2", "--json"]) == 0
    said = capsys.readouterr()
    result = json.loads(said.out)
    assert result["people"] > 10
    assert "everyone in it is invented" in said.err
    assert f"{result['people']} of {result['people']}" in said.err
    assert Agency.objects.get().name == "Solby Kommune"
    assert Enrolment.objects.unscoped().count() == 10
    jonas = Enrolment.objects.unscoped().get(person__family_name="Krogh")
    assert jonas.assignments.unscoped().get().worker.user.username == "sofie"

    assert main(["demo", "--people", "10"]) == 1
    assert "already holds Solby Kommune" in capsys.readouterr().err
    cli.make_when_empty()
    assert Agency.objects.count() == 1

    settings.AUTHENTICATION_BACKENDS = IN_DEMO_MODE
    settings.DEMO_MODE = True
    assert authenticate(username="sofie", password=PASSWORD) == User.objects.get(username="sofie")
    assert authenticate(username="sofie", password="something else") is None
    assert authenticate(username="nobody", password=PASSWORD) is None
    assert Client().login(username="amina", password=PASSWORD)
    settings.DEMO_MODE = False
    assert authenticate(username="sofie", password=PASSWORD) is None


@pytest.mark.django_db
def test_an_account_of_a_real_agency_does_not_open_with_the_published_password(
    house: Any, settings: Any
) -> None:
    """Even when somebody forgot to leave demo mode."""
    settings.AUTHENTICATION_BACKENDS = IN_DEMO_MODE
    settings.DEMO_MODE = True
    user = User.objects.get(username="sofie")
    assert authenticate(username="sofie", password=PASSWORD) is None
    user.set_unusable_password()
    user.save()
    agency = house.agency
    Agency.objects.filter(pk=agency.pk).update(name="Another Kommune")
    assert authenticate(username="sofie", password=PASSWORD) is None


@pytest.mark.parametrize("wrong", [["--people", "9"], ["--people", "many"], ["--today", "tomorrow"]])
def test_what_cannot_be_made_is_said(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["demo", *wrong])
    assert stopped.value.code == 2
    assert wrong[1] in capsys.readouterr().err


def test_the_terminal_names_one_person_for_each_role() -> None:
    lines = cli.sign_ins()
    assert "password alongside" in lines
    for user in ("sofie", "amina", "intake", "karin", "oncall", "evaluator", "privacy", "admin"):
        assert f"  {user} " in lines
    assert "kasper" not in lines
