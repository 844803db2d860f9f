"""A password opens the door half; what one carries opens the rest."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from alongside.accounts import codes, factors
from alongside.accounts.models import Factor, RecoveryCode, User
from alongside.audit.models import Entry
from alongside.web.account.tests.conftest import SECRET, is_in, password_given
from tests.people_of_the_house import NOW

DOOR = reverse("second_factor")


def code(minutes: float = 0) -> str:
    return codes.code_at(SECRET, codes.step_of(NOW + timedelta(minutes=minutes)))


def test_after_the_password_comes_the_code(visitor, with_app) -> None:
    client = visitor()
    answer = password_given(client, "sofie", next="/people/")

    assert answer["Location"] == DOOR
    assert not is_in(client)
    assert client.get("/people/").status_code == 302
    wrong = client.post(DOOR, {"proof_code": "000000"})
    assert wrong.status_code == 422
    assert not is_in(client)
    came = client.post(DOOR, {"proof_code": f"{code()[:3]} {code()[3:]}"})
    assert came["Location"] == "/people/"
    assert is_in(client)


def test_whoever_has_none_is_led_to_set_one_up_and_sees_nothing_before(visitor, house, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client = visitor()
    password_given(client, "sofie")

    assert client.get("/")["Location"] == reverse("safety")
    assert client.get(reverse("people"))["Location"] == reverse("safety")
    page = client.get(reverse("safety")).content.decode()
    assert "First a second way to show that it is you" in page
    client.get(reverse("app_new"))
    from alongside.kernel.encryption import decrypt

    secret = decrypt(client.session["app_secret"], context="accounts.new_app")
    shown = client.get(reverse("app_new")).content.decode()
    assert secret in shown
    assert client.post(reverse("app_new"), {"code": "123"}).status_code == 422
    done = client.post(reverse("app_new"), {"code": codes.code_at(secret, codes.step_of(NOW))})
    assert done.content.decode().count("<code>") == codes.RECOVERY_CODES
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, True),
        ({"SECOND_FACTOR_ROLES": ["administrator"]}, False),
        ({"SECOND_FACTOR_ROLES": ["case_manager"]}, True),
        ({"SECOND_FACTOR_GRACE_DAYS": 5}, False),
        ({"SECOND_FACTOR_REQUIRED": False}, False),
        ({"DEMO_MODE": True}, False),
    ],
)
def test_an_agency_on_its_way_asks_some_first(house, clock, settings, changes, asked) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    for name, value in changes.items():
        setattr(settings, name, value)
    user = User.objects.get(username="sofie")
    user.date_joined = NOW - timedelta(days=1)
    assert factors.is_missing(user, frozenset({"case_manager"}), NOW) is asked


def test_the_secret_is_not_readable_in_the_database(with_app) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM accounts_factor")
        stored = cursor.fetchone()[0]
    assert SECRET not in stored
    assert Factor.objects.get().secret == SECRET


def test_a_recovery_code_opens_once_and_is_kept_as_a_hash(visitor, with_app) -> None:
    first, *_ = factors.renew_recovery_codes(with_app)
    assert not RecoveryCode.objects.filter(mark__contains=first.replace("-", "")).exists()
    client = visitor()
    password_given(client, "sofie")
    client.post(DOOR, {"proof_code": first.upper()})
    assert is_in(client)
    assert factors.recovery_codes_left(with_app) == 9
    other = visitor()
    password_given(other, "sofie")
    other.post(DOOR, {"proof_code": first})
    assert not is_in(other)


def test_new_recovery_codes_are_shown_once_and_end_the_old_ones(visitor, with_app) -> None:
    old = factors.renew_recovery_codes(with_app)
    client = visitor()
    client.force_login(with_app)
    shown = client.post(reverse("recovery_codes")).content.decode()
    assert "data-prints" in shown
    assert shown.count("<code>") == 10
    assert not factors.use_code(with_app, old[0], NOW)
    again = client.get(reverse("safety")).content.decode()
    assert "<code>" not in again
    assert "10 codes are left" in again


def test_a_sensitive_act_then_asks_for_the_code_and_no_longer_for_the_password(
    visitor, with_app, house, clock
) -> None:
    client = visitor()
    client.force_login(with_app)
    clock.shift(timedelta(minutes=6))
    asked = client.post(reverse("recovery_codes"))
    assert asked.status_code == 403
    assert b"proof_password" not in asked.content
    from tests.people_of_the_house import PASSWORD

    held = {"proof_for": "POST"}
    assert client.post(reverse("recovery_codes"), {**held, "proof_password": PASSWORD}).status_code == 422
    assert client.post(reverse("recovery_codes"), {**held, "proof_code": code(6)}).status_code == 200


def test_taking_the_last_one_away_leads_back_to_setting_one_up(visitor, with_app, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    factors.renew_recovery_codes(with_app)
    client, elsewhere = visitor(), visitor()
    client.force_login(with_app)
    elsewhere.force_login(with_app)
    client.post(reverse("factor_remove", args=[Factor.objects.get().pk]))
    assert not RecoveryCode.objects.exists()
    assert client.get("/")["Location"] == reverse("safety")
    assert elsewhere.get("/")["Location"].startswith("/account/login/")


def test_nobody_takes_away_what_is_another_ones(visitor, with_app, house) -> None:
    client = visitor()
    client.force_login(User.objects.get(username="omar"))
    assert client.post(reverse("factor_remove", args=[Factor.objects.get().pk])).status_code == 404
    assert Factor.objects.exists()


def test_what_is_done_is_in_the_trail(visitor, with_app) -> None:
    client = visitor()
    client.force_login(with_app)
    client.post(reverse("recovery_codes"))
    actions = Entry.objects.filter(user_id=with_app.pk).order_by("place").values_list("action", flat=True)
    assert list(actions) == ["signed_in", "codes_renewed"]


def test_in_a_try_out_one_tap_is_still_all(visitor, house, settings) -> None:
    settings.DEMO_MODE = settings.SECOND_FACTOR_REQUIRED = True
    client = visitor()
    password_given(client, "sofie")
    assert client.get("/").status_code == 200
