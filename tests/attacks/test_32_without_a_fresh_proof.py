"""An open session alone gives away no key, no role, no link and no code (Bitwarden CVE-2026-43640)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.accounts.models import RecoveryCode, Token, User
from alongside.organisation.models import Membership
from tests.people_of_the_house import NOW


@pytest.fixture
def stolen(house):
    """Ada's session, six minutes after she signed in, in the hands of somebody who knows nothing of hers."""
    client = Client()
    with time_machine.travel(NOW, tick=False) as clock:
        client.force_login(User.objects.get(username="ada"))
        clock.shift(timedelta(minutes=6))
        yield client


def addresses(house) -> list[str]:
    worker = house.workers["omar"].pk
    held = Membership.objects.get(worker=worker).pk
    return [
        reverse("role_start", args=[worker]),
        reverse("role_end", args=[held]),
        reverse("account_open", args=[worker]),
        reverse("sign_in_link", args=[worker]),
        reverse("factors_away", args=[worker]),
        reverse("tokens"),
        reverse("recovery_codes"),
        reverse("app_new"),
        reverse("passkey_new"),
        reverse("passkey_new_options"),
    ]


def test_each_sensitive_act_asks_first(stolen, house) -> None:
    before = Membership.objects.count()
    for address in addresses(house):
        answer = stolen.post(address, {"name": "x", "days": "30", "role": "administrator"})
        assert answer.status_code == 403, address
        assert "<code>" not in answer.content.decode(), address
    assert Membership.objects.count() == before
    assert not Token.objects.exists()
    assert not RecoveryCode.objects.exists()


@pytest.mark.parametrize(
    "forged",
    [
        {"proof_for": "POST"},
        {"proof_for": "POST", "proof_tap": "1"},
        {"proof_at": "now"},
        {"proof_passkey": "{}", "proof_for": "POST"},
    ],
)
def test_a_forged_proof_is_none(stolen, house, forged) -> None:
    answer = stolen.post(reverse("sign_in_link", args=[house.workers["omar"].pk]), forged)
    assert answer.status_code in (403, 422)
