"""On-call access is used outside the shift: by the address, by the search, by writing, by a session left open."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from alongside.access.actor import Role
from alongside.contacts.models import Contact
from alongside.oncall.operations import give_shift
from alongside.organisation.models import Membership
from tests.people_of_the_house import NOW, writing

DATA = {"day": "24.11.2026", "clock": "09:40", "text": "He rang."}


@pytest.fixture
def maja_is_on(house):
    """Maja has the shift that runs now; Vagn holds the role, and is off."""
    with writing(house.agency):
        worker = house.workers["maja"]
        Membership(worker=worker, team=house.team, role=Role.ON_CALL, starts_on=NOW.date()).save()
    give_shift(
        by=house.actor("amina"),
        team=house.team,
        worker=house.workers["maja"],
        starts_at=NOW - timedelta(hours=1),
        ends_at=NOW + timedelta(hours=8),
    )


def test_outside_the_shift_the_card_is_not_found(house, jonas, maja_is_on, sign_in) -> None:
    vagn = sign_in("vagn")
    for route in ("card", "person", "crisis_plan"):
        assert vagn.get(reverse(route, args=[jonas.person_id])).status_code == 404, route
    assert str(jonas.person_id) not in vagn.get(reverse("people") + "?show=all&q=Krogh").content.decode()


def test_outside_the_shift_nothing_is_written(house, jonas, maja_is_on, sign_in, sofie) -> None:
    answer = sign_in("vagn").post(reverse("card", args=[jonas.person_id]), DATA)
    assert answer.status_code == 404
    assert not Contact.objects.visible_to(sofie).exists()


def test_a_session_that_is_left_open_ends_with_the_shift(house, jonas, sign_in) -> None:
    give_shift(
        by=house.actor("amina"),
        team=house.team,
        worker=house.workers["vagn"],
        starts_at=NOW - timedelta(hours=1),
        ends_at=NOW + timedelta(minutes=5),
    )
    vagn, card = sign_in("vagn"), reverse("card", args=[jonas.person_id])
    assert vagn.get(card).status_code == 200
    with time_machine.travel(NOW + timedelta(hours=12, minutes=6), tick=False):
        assert sign_in("vagn").get(card).status_code == 404


def test_nobody_puts_themselves_on_call(house, jonas, maja_is_on, sign_in) -> None:
    answer = sign_in("vagn").post(
        reverse("shift_give", args=[house.team.pk]),
        {
            "worker": house.workers["vagn"].pk,
            "starts": NOW.isoformat(),
            "ends": (NOW + timedelta(hours=1)).isoformat(),
        },
    )
    assert answer.status_code == 404
