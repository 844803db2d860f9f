"""Attack 12: urgent access is used again after it has ended, for more than one person, or to take data along."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.oversight.models import UrgentAccess
from tests.people_of_the_house import House

pytestmark = pytest.mark.django_db
FORM = {
    "name": "Jonas Krogh",
    "birth_date": "04.03.1992",
    "reason_code": "danger",
    "why": "Stands at our door with a wound and asks for help.",
}


@pytest.fixture
def omar_inside(sign_in, jonas):
    """Omar's browser, after he has opened Jonas's record from the page."""
    browser = sign_in("omar")
    assert browser.get(reverse("person", args=[jonas.person_id])).status_code == 404
    assert browser.post(reverse("urgent"), FORM).status_code == 302
    assert browser.get(reverse("person", args=[jonas.person_id])).status_code == 200
    return browser


def test_after_eight_hours_the_open_tab_finds_nothing(house: House, omar_inside, jonas) -> None:
    with time_machine.travel(house.now + timedelta(hours=8, seconds=1), tick=False):
        for route, key in (
            ("person", jonas.person_id),
            ("story", jonas.pk),
            ("contact_new", jonas.pk),
            ("plan", jonas.pk),
        ):
            assert omar_inside.get(reverse(route, args=[key])).status_code == 404, route
        note = {"how": "phone", "text": "late", "when": "now"}
        assert omar_inside.post(reverse("contact_new", args=[jonas.pk]), note).status_code == 404


def test_the_same_form_sent_again_does_not_open_it_longer(house: House, omar_inside, jonas) -> None:
    omar_inside.post(reverse("urgent"), FORM)
    assert UrgentAccess.objects.unscoped().count() == 1


def test_it_opens_nobody_else(scene, omar_inside) -> None:
    other = scene.course("Palle Frandsen")
    assert omar_inside.get(reverse("person", args=[other.person_id])).status_code == 404
    page = omar_inside.get(reverse("people") + "?show=all").content.decode()
    assert "Palle" not in page


def test_nothing_is_printed_or_taken_along(omar_inside, jonas) -> None:
    for route in ("paper", "paper_plan", "paper_summary", "paper_contacts", "letter_new", "close", "pause"):
        assert omar_inside.get(reverse(route, args=[jonas.pk])).status_code == 404, route
    for route in ("person_change", "person_quote"):
        assert omar_inside.get(reverse(route, args=[jonas.person_id])).status_code == 404, route


def test_half_a_name_lists_nobody_and_the_search_in_vain_is_in_the_trail(
    house: House, sign_in, jonas
) -> None:
    browser = sign_in("omar")
    for name, born in (("Jon Krogh", "04.03.1992"), ("Jonas Krogh", "05.03.1992")):
        answer = browser.post(reverse("urgent"), {**FORM, "name": name, "birth_date": born})
        assert answer.status_code == 422
        assert "Nobody can be opened to you" in answer.content.decode()
    assert Entry.objects.filter(action="urgent_miss").count() == 2


@pytest.mark.parametrize("name", ["ada", "karin", "eva", "per", "ilse"])
def test_other_roles_find_no_such_page(sign_in, jonas, name: str) -> None:
    assert sign_in(name).get(reverse("urgent")).status_code == 404
