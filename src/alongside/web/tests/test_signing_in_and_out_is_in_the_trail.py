from __future__ import annotations

from django.test import Client

from alongside.audit.models import Entry
from alongside.audit.trail import verify
from tests.people_of_the_house import PASSWORD


def test_coming_in_and_leaving(house) -> None:
    client = Client()

    came_in = client.post("/account/login/", {"login": "sofie", "password": PASSWORD})
    client.post("/account/logout/")

    assert came_in["Location"] == "/"
    actions = Entry.objects.filter(user_id=house.workers["sofie"].user_id).order_by("place")
    assert list(actions.values_list("action", flat=True)) == ["signed_in", "signed_out"]
    assert verify(house.agency.pk) is None


def test_a_wrong_password_says_so_and_opens_nothing(house) -> None:
    client = Client()

    answer = client.post("/account/login/", {"login": "sofie", "password": "not-this"})

    assert answer.status_code == 200
    assert client.get("/").status_code == 302
