"""The keys are written beside what they lead to, on a page of their own, and whoever they hinder switches them off."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.accounts.models import User


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_page_names_only_keys_that_lead_somewhere_for_me(sign_in) -> None:
    sofie, per = said(sign_in("sofie").get("/keys/")), said(sign_in("per").get("/keys/"))

    for key in ("Today", "People", "Team", "Write a note"):
        assert f"<dd>{key}" in sofie
    assert "With one of your people open: a note about them." in sofie
    assert "<dd>Today" not in per
    assert "Find a person</dd>" not in per
    assert "Show these keys" in per


def test_they_stand_beside_the_menu(sign_in) -> None:
    page = said(sign_in("sofie").get("/people/"))

    assert 'data-key="g t"' in page
    assert '<kbd class="kbd">g</kbd><kbd class="kbd">m</kbd>' in page


def test_switching_them_off_holds_everywhere_until_they_are_switched_on(house, sign_in) -> None:
    client = sign_in("sofie")

    off = said(client.post("/keys/", {"on": "no"}, follow=True))

    assert "The keys are off." in off
    assert "You have switched them off." in off
    elsewhere = said(client.get("/people/"))
    assert "data-key" not in elsewhere
    assert User.objects.get(pk=house.workers["maja"].user_id).keys_on

    assert "The keys are on." in said(client.post("/keys/", {"on": "yes"}, follow=True))
    assert "data-keys" in said(client.get("/people/"))


def test_the_note_key_leads_to_the_person_who_is_open(scene, sign_in) -> None:
    mine, hers = scene.course("Jonas Krogh"), scene.course("Rosa Andersen", worker="maja")
    met = scene.happened(mine)
    client = sign_in("sofie")
    note = f'data-key-to="{reverse("contact_new", args=[mine.pk])}"'

    for name, pk in (("person", mine.person_id), ("plan", mine.pk), ("story", mine.pk), ("contact", met.pk)):
        assert note in said(client.get(reverse(name, args=[pk]))), name
    assert "data-key-to" not in said(client.get(reverse("person", args=[hers.person_id])))
    assert "data-key-to" not in said(client.get("/people/"))


@pytest.mark.parametrize("name", ["ilse", "karin", "vagn", "eva", "ada"])
def test_everybody_has_the_page(sign_in, name) -> None:
    assert sign_in(name).get("/keys/").status_code == 200
