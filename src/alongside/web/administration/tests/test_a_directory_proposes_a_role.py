"""What a directory proposes is shown to an administrator, who gives it on purpose, or sets it aside."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.access.actor import Actor, Role
from alongside.accounts.identity import matching
from alongside.accounts.identity.providers import Proposal, Provider
from alongside.accounts.models import Identity
from alongside.audit.models import Entry
from alongside.kernel.errors import NotAllowed
from alongside.kernel.ids import new_id
from alongside.organisation.errors import NotProposed
from alongside.organisation.models import Membership
from alongside.organisation.proposed import proposed_roles, set_role_aside
from tests.people_of_the_house import NOW, House


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def karin(house: House):
    """Karin of the authority, whom a directory would make a case manager, an evaluator and more."""
    worker = house.workers["karin"]
    Identity.objects.create(
        provider="solby",
        subject="k-1",
        user=worker.user,
        made_at=NOW,
        proposed=[
            ["case_manager", house.team.name],
            ["evaluator", ""],
            ["authority", ""],
            ["team_lead", "Team Nowhere"],
            ["on_call", ""],
            ["system", ""],
            ["gone", ""],
        ],
    )
    return worker


def page_of(worker) -> str:
    return reverse("worker", args=[worker.pk])


def test_it_is_shown_with_what_it_would_open_and_nothing_is_given(sign_in, karin) -> None:
    before = Membership.objects.count()
    shown = text(sign_in("ada").get(page_of(karin)))
    assert "The directory of solby proposes:" in shown
    assert "Opens everyone the team walks with, and writes about them." in shown
    assert "Give from today: Case manager" in shown
    assert "Give from today: Authority caseworker" not in shown
    assert Membership.objects.count() == before


def test_what_does_not_fit_the_house_can_only_be_set_aside(sign_in, karin) -> None:
    shown = text(sign_in("ada").get(page_of(karin)))
    assert "“Team Nowhere” is no team here" in shown
    assert "the directory names none" in shown
    assert "Give from today: Team lead" not in shown
    assert "Give from today: On call" not in shown
    assert {one.role for one in proposed_roles(karin)} == {
        Role.CASE_MANAGER,
        Role.EVALUATOR,
        Role.TEAM_LEAD,
        Role.ON_CALL,
    }


def test_the_button_gives_it_as_any_role_is_given(sign_in, karin, house: House) -> None:
    browser = sign_in("ada")
    shown = browser.get(page_of(karin)).content.decode()
    form = shown.split('id="proposed-1"')[1].split("</form>")[0]
    sent = dict(
        piece.split('" value="')
        for piece in (part.split('">')[0].split('" autocomplete')[0] for part in form.split('name="')[1:])
        if '" value="' in piece
    )
    assert reverse("role_start", args=[karin.pk]) in form
    browser.post(reverse("role_start", args=[karin.pk]), sent)
    held = Membership.objects.get(worker=karin, role=Role.CASE_MANAGER)
    assert (held.team, held.starts_on) == (house.team, NOW.date())
    assert "Give from today: Case manager" not in text(browser.get(page_of(karin)))


def test_what_is_set_aside_is_noted_and_not_shown_again(sign_in, karin, house: House) -> None:
    browser = sign_in("ada")
    said = {"provider": "solby", "role": "case_manager", "team": house.team.name}
    answer = browser.post(reverse("role_aside", args=[karin.pk]), said, follow=True)
    assert "Set aside. Nothing was given." in text(answer)
    assert "Give from today: Case manager" not in text(answer)
    assert "Give from today: Evaluator" in text(answer)
    assert not Membership.objects.filter(worker=karin, role=Role.CASE_MANAGER).exists()
    assert Entry.objects.filter(operation="membership.set_aside").count() == 1


def test_it_stays_aside_until_the_directory_takes_it_back_and_says_it_anew(karin, ada: Actor) -> None:
    provider = Provider(
        key="solby",
        name="Solby",
        issuer="https://login.solby.example",
        client_id="a",
        roles={"E": Proposal("evaluator")},
    )
    set_role_aside(by=ada, worker=karin, provider="solby", role=Role.EVALUATOR, team_name="")
    for groups, asked in ((["E"], False), ([], False), (["E"], True)):
        matching.user_for(provider, {"sub": "k-1", "roles": groups}, NOW)
        assert bool(proposed_roles(karin)) is asked


def test_nobody_else_finds_it_and_what_nobody_proposed_is_not_set_aside(
    sign_in, karin, house: House, amina: Actor, ada: Actor
) -> None:
    said = {"provider": "solby", "role": "evaluator", "team": ""}
    address = reverse("role_aside", args=[karin.pk])
    assert sign_in("amina").post(address, said).status_code == 404
    with pytest.raises(NotAllowed):
        set_role_aside(by=amina, worker=karin, provider="solby", role=Role.EVALUATOR, team_name="")
    with pytest.raises(NotProposed):
        set_role_aside(by=ada, worker=karin, provider="solby", role=Role.INTAKE, team_name="")
    assert sign_in("ada").post(address, {**said, "role": "intake"}).status_code == 404
    assert sign_in("ada").post(address, {**said, "role": "king"}).status_code == 404


def test_giving_asks_for_a_fresh_proof(karin, house: House) -> None:
    client = Client()
    sent = {"role": "evaluator", "team": "", "starts_on": "2026-11-24", "key": str(new_id())}
    with time_machine.travel(NOW, tick=False) as clock:
        client.force_login(house.workers["ada"].user)
        clock.shift(timedelta(minutes=6))
        assert client.post(reverse("role_start", args=[karin.pk]), sent).status_code == 403
    assert not Membership.objects.filter(worker=karin, role=Role.EVALUATOR).exists()
