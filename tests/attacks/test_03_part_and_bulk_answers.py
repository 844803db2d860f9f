"""Attack 3: addresses that answer in part (a draft's text, a live search, a merged field) or for many at once give out
records of others."""

from __future__ import annotations

from django.urls import reverse

from tests.attacks.planted import SECRETS


def test_a_draft_about_somebody_elses_record_is_not_kept_or_shown(planted, sign_in) -> None:
    browser = sign_in("omar")
    for form, subject in (
        ("contact", planted.pk),
        ("quote", planted.person_id),
        ("person", planted.person_id),
    ):
        address = reverse("draft", args=[form, subject])
        answer = browser.post(address, {"text": "mine"}, headers={"X-Draft": "1"})
        assert not any(secret in answer.content.decode() for secret in SECRETS.values())
    assert SECRETS["family"] not in browser.get(reverse("today")).content.decode().casefold()


def test_a_live_search_answers_in_part_with_ones_own_people_only(planted, sign_in) -> None:
    for words in (SECRETS["family"], "jonas", "55512345"):
        answer = sign_in("omar").post(reverse("search"), {"q": words}, headers={"HX-Request": "true"})
        assert SECRETS["family"] not in answer.content.decode().casefold().replace(f'value="{words}"', "")
        assert "/people/" + str(planted.person_id) not in answer.content.decode()


def test_many_at_once_are_checked_one_by_one(planted, scene, sign_in) -> None:
    scene.course("Palle Frandsen", worker="omar", team="other")
    for route in ("people", "today", "calendar", "team", "numbers", "moves"):
        said = sign_in("omar").get(reverse(route) + "?show=all").content.decode().casefold()
        assert SECRETS["family"] not in said, route
