"""An access token lets a program do one thing in somebody's name, for some time, and in the trail."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alongside.accounts import tokens
from alongside.accounts.models import Token, Tries, User
from alongside.audit.models import Entry
from alongside.interop.models import Sheet
from tests.people_of_the_house import NOW

DOOR = "/door/sheets/"
PEOPLE = "First name;Family name\nJo;Krogh\n"


@pytest.fixture
def ilse(house: Any, clock: Any) -> tuple[User, str]:
    user = User.objects.get(username="ilse")
    return user, tokens.make(user, name="nightly", scopes=["sheets"], days=30, now=NOW)[1]


def hand_in(client: Any, text: str, kind: str = "people") -> Any:
    file = SimpleUploadedFile("people.csv", PEOPLE.encode())
    return client.post(DOOR, {"kind": kind, "file": file}, headers={"Authorization": f"Bearer {text}"})


def test_it_is_made_after_a_proof_shown_once_and_kept_as_a_hash(visitor, house, clock) -> None:
    client = visitor()
    client.force_login(User.objects.get(username="ilse"))
    clock.shift(timedelta(minutes=6))
    assert client.get(reverse("tokens")).status_code == 403
    clock.shift(timedelta(minutes=-6))
    shown = client.post(reverse("tokens"), {"name": "nightly", "days": "30"}).content.decode()
    text = shown.split("<code>alongside_")[1].split("</code>")[0]
    assert Token.objects.get().mark == hashlib.sha256(f"alongside_{text}".encode()).hexdigest()
    again = client.get(reverse("tokens")).content.decode()
    assert text not in again
    assert Token.objects.get().start in again


def test_a_sheet_goes_the_way_of_every_sheet(visitor, ilse) -> None:
    user, text = ilse
    client = visitor()
    answer = hand_in(client, text)
    assert answer.status_code == 201, answer.content
    sheet = Sheet.objects.get(pk=answer.json()["id"])
    assert sheet.user_id == user.pk
    asked = client.get(f"{DOOR}{sheet.pk}/", headers={"Authorization": f"Bearer {text}"})
    assert asked.json()["status"] == sheet.status
    told = Entry.objects.filter(user_id=user.pk).order_by("place")
    assert (told[0].action, told[1].operation) == ("token_used", "sheet.upload")
    assert Token.objects.get().used_at == NOW


def test_what_the_owner_may_not_do_the_token_may_not(visitor, house, clock) -> None:
    eva = User.objects.get(username="eva")
    text = tokens.make(eva, name="x", scopes=["sheets"], days=1, now=NOW)[1]
    assert hand_in(visitor(), text).status_code == 403


def test_it_ends_by_time_by_hand_and_with_the_account(visitor, ilse, clock) -> None:
    user, text = ilse
    assert hand_in(visitor(), "alongside_made-up").status_code == 401
    assert hand_in(visitor(), "").status_code == 401
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert hand_in(visitor(), text).status_code == 401
    User.objects.filter(pk=user.pk).update(is_active=True)
    clock.shift(timedelta(days=30))
    assert hand_in(visitor(), text).status_code == 401
    clock.shift(timedelta(days=-30))
    Tries.objects.all().delete()
    client = visitor()
    client.force_login(user)
    client.post(reverse("token_end", args=[Token.objects.get().pk]))
    assert hand_in(visitor(), text).status_code == 401


def test_nobody_ends_another_ones_and_no_cookie_opens_the_door(visitor, ilse) -> None:
    client = visitor()
    client.force_login(User.objects.get(username="omar"))
    assert client.post(reverse("token_end", args=[Token.objects.get().pk])).status_code == 404
    client.force_login(ilse[0])
    file = SimpleUploadedFile("people.csv", PEOPLE.encode())
    assert client.post(DOOR, {"kind": "people", "file": file}).status_code == 401


def test_guessing_is_slowed_down(visitor, ilse) -> None:
    client = visitor()
    answers = [hand_in(client, f"alongside_{number}").status_code for number in range(32)]
    assert answers[:30] == [401] * 30
    assert 429 in answers[30:]


@pytest.mark.parametrize(
    ("scopes", "days"), [([], 1), (["everything"], 1), (["sheets"], 0), (["sheets"], 366)]
)
def test_no_token_is_for_everything_or_for_ever(house, clock, scopes, days) -> None:
    with pytest.raises(ValueError, match="scopes"):
        tokens.make(User.objects.get(username="ilse"), name="x", scopes=scopes, days=days, now=NOW)
