"""The frame shows each role the pages it may open, and each of them opens."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.web.navigation import MORE, THUMBS, start_of, thumbs_of, ways_of

EVERYONE = ["sofie", "amina", "omar", "ilse", "karin", "vagn", "eva", "per", "ada"]


@pytest.mark.parametrize("who", EVERYONE)
def test_every_page_in_the_frame_opens(house, sign_in, who) -> None:
    client = sign_in(who)

    ways = ways_of(house.actor(who))

    assert ways
    for way in ways:
        assert client.get(reverse(way.route), follow=True).status_code == 200, way.route


@pytest.mark.parametrize("who", EVERYONE)
def test_the_day_begins_on_a_page_of_ones_own(house, sign_in, who) -> None:
    actor = house.actor(who)

    answer = sign_in(who).get("/", follow=True)

    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] == reverse(start_of(actor))
    assert start_of(actor) in {way.route for way in ways_of(actor)}


@pytest.mark.parametrize("who", EVERYONE)
def test_the_thumb_bar_has_room_and_leads_to_everything(house, sign_in, who) -> None:
    actor = house.actor(who)
    thumbs = thumbs_of(actor)

    assert len(thumbs) <= THUMBS
    assert MORE in thumbs or thumbs == ways_of(actor)
    said = sign_in(who).get("/more/").content.decode()
    for way in ways_of(actor):
        assert reverse(way.route) in said


def test_pages_of_other_roles_are_absent(house) -> None:
    assert {way.route for way in ways_of(house.actor("sofie"))}.isdisjoint(
        {"trail", "administration", "orders"}
    )
    of_privacy = [way.route for way in ways_of(house.actor("per"))]
    assert of_privacy[0] == "privacy"
    assert {"today", "people", "note", "team", "calendar", "administration"}.isdisjoint(of_privacy)
