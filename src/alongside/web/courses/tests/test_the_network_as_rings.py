"""The network map on the pages and on paper: drawn together, read as rings and as a list, two days side by side."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.network.drawing import draw_map
from alongside.network.models import NetworkMap
from alongside.network.operations import add_member

TODAY = date(2026, 11, 24)


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def family(jonas, sofie):
    rikke = add_member(by=sofie, person=jonas.person, name="Rikke Krogh", relation="sister", may_speak="ask")
    father = add_member(by=sofie, person=jonas.person, relation="father", may_speak="no")
    return rikke, father


@pytest.fixture
def drawn(jonas, sofie, family) -> NetworkMap:
    rikke, father = family
    return draw_map(
        by=sofie,
        person=jonas.person,
        rings={rikke.pk: "near", father.pk: "not_now"},
        drawn_on=TODAY - timedelta(days=90),
        words="Rikke is the one who calls.",
    )


def test_it_is_drawn_together_once_and_stands_as_rings_and_as_a_list(sign_in, jonas, sofie, family) -> None:
    rikke, father = family
    browser, draw = sign_in("sofie"), reverse("network_draw", args=[jonas.pk])
    key = browser.get(draw).context["form"].slot.key
    typed = {
        f"ring-{rikke.pk}": "very_near",
        f"ring-{father.pk}": "",
        "drawn_on": "2026-11-24",
        "words": "Good.",
    }
    for _ in range(2):
        said = _text(browser.post(draw, {**typed, "key": key}, follow=True))
    assert NetworkMap.objects.visible_to(sofie).count() == 1
    assert "<dt>Very near</dt><dd>Rikke Krogh</dd>" in said
    assert "Not placed yet</span><br>father" in said
    assert '<text x="170" y="132" dy="16">Rikke</text>' in said
    assert "Good." in said
    assert "Very near" in _text(browser.get(reverse("network", args=[jonas.pk])))


def test_a_map_without_anybody_is_not_kept(sign_in, jonas, family) -> None:
    said = _text(sign_in("sofie").post(reverse("network_draw", args=[jonas.pk]), {"drawn_on": "2026-11-24"}))
    assert "Place at least one of them." in said


def test_two_days_are_held_side_by_side(sign_in, jonas, sofie, family, drawn) -> None:
    rikke, father = family
    bo = add_member(by=sofie, person=jonas.person, name="Bo")
    later = draw_map(
        by=sofie,
        person=jonas.person,
        rings={rikke.pk: "very_near", father.pk: "", bo.pk: "known"},
        drawn_on=TODAY - timedelta(days=9),
    )
    browser, compare = sign_in("sofie"), reverse("network_compare", args=[jonas.pk, drawn.pk])
    for said in (_text(browser.get(compare)), _text(browser.get(compare, {"with": str(later.pk)}))):
        assert "<dt>New on the map</dt><dd>Bo</dd>" in said
        assert "<dt>Nearer than before</dt><dd>Rikke Krogh</dd>" in said
        assert "<dt>Not on the map any more</dt><dd>father</dd>" in said
    backwards = reverse("network_compare", args=[jonas.pk, later.pk])
    assert browser.get(backwards, {"with": str(drawn.pk)}).status_code == 404
    assert "Everybody is where they were." in _text(browser.get(backwards))


@pytest.mark.parametrize("large", [{}, {"large": "on"}])
def test_it_goes_on_paper_as_rings_and_in_words(sign_in, jonas, drawn, large) -> None:
    browser, paper = sign_in("sofie"), reverse("paper_network", args=[jonas.pk])
    said = _text(browser.get(paper))
    assert "Rikke Krogh" in said
    assert "Rikke is the one who calls." in said
    answer = browser.post(paper, {"language": "da", "act": "pdf", **large})
    assert answer["Content-Type"] == "application/pdf"


def test_the_note_says_whom_one_asks_about_first(sign_in, jonas, family) -> None:
    said = _text(sign_in("sofie").get(reverse("contact_new", args=[jonas.pk])))
    assert "Rikke Krogh (ask before we speak with them)" in said
    assert "father (we may not speak with them)" in said


def test_the_story_tells_that_it_was_drawn(sign_in, jonas, drawn) -> None:
    said = _text(sign_in("sofie").get(reverse("story", args=[jonas.pk])))
    assert "drew who is around them" in said


@pytest.mark.parametrize("stranger", ["omar", "karin", "ilse", "per", "eva", "ada", "vagn"])
def test_for_everyone_else_there_is_nothing(sign_in, jonas, drawn, stranger) -> None:
    browser = sign_in(stranger)
    for route, keys in (
        ("network_map", [jonas.pk]),
        ("network_draw", [jonas.pk]),
        ("network_compare", [jonas.pk, drawn.pk]),
        ("paper_network", [jonas.pk]),
    ):
        assert browser.get(reverse(route, args=keys)).status_code == 404
