"""The crisis plan on the pages: one tap from everywhere about a person, on the card of who is on call, on paper."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.crisis.models import CrisisPlan
from alongside.crisis.operations import write_crisis_plan
from alongside.network.operations import add_member

TODAY = date(2026, 11, 24)


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def plan(jonas, sofie):
    rikke = add_member(
        by=sofie,
        person=jonas.person,
        name="Rikke Krogh",
        relation="sister",
        phone="55 50 01 70",
        may_speak="ask",
    )
    return write_crisis_plan(
        by=sofie,
        person=jonas.person,
        early_signs="I stop opening the door.",
        helps="Walk with me to the harbour.",
        harms="Do not send two policemen.",
        admission="Ward B, never alone.",
        calls=[rikke.pk],
        agreed_with="Jon and Rikke",
        agreed_on=TODAY - timedelta(days=80),
        review_on=TODAY + timedelta(days=10),
    )


def _typed(**said):
    return {
        "helps": "Tea.",
        "agreed_on": "2026-11-24",
        "agreed_with": "Jon",
        "review_on": "2027-02-24",
        **said,
    }


def test_it_is_written_together_and_a_double_tap_is_one_plan(sign_in, jonas, sofie) -> None:
    rikke = add_member(by=sofie, person=jonas.person, name="Rikke Krogh", phone="55 50 01 70")
    browser, write = sign_in("sofie"), reverse("crisis_plan_write", args=[jonas.person_id])
    key = browser.get(write).context["form"].slot.key
    for _ in range(2):
        said = _text(browser.post(write, _typed(call_first=str(rikke.pk), key=key), follow=True))
    assert "Tea." in said
    assert "tel:55500170" in said
    assert CrisisPlan.objects.visible_to(sofie).count() == 1
    said = _text(browser.post(write, _typed(helps="Coffee.", version=1), follow=True))
    assert "Coffee." in said
    assert "Tea." in _text(browser.get(reverse("crisis_plan_versions", args=[jonas.person_id])))


def test_what_two_wrote_at_once_is_brought_together(sign_in, jonas, plan) -> None:
    write = reverse("crisis_plan_write", args=[jonas.person_id])
    sofie, amina = sign_in("sofie"), sign_in("amina")
    amina.post(write, _typed(helps="Walk with me to the harbour.", medicine="No injections.", version=1))
    answer = sofie.post(
        write, _typed(helps="Walk with me to the harbour.", medicine="Tablets only.", version=1)
    )
    assert [one.theirs for one in answer.context["form"].together.clashes] == ["No injections."]


@pytest.mark.parametrize("route", ["person", "network", "story", "contact_new", "plan"])
def test_it_is_one_tap_from_everywhere_about_a_person(sign_in, jonas, plan, route) -> None:
    key = jonas.person_id if route == "person" else jonas.pk
    said = _text(sign_in("sofie").get(reverse(route, args=[key])))
    assert reverse("crisis_plan", args=[jonas.person_id]) in said


def test_who_is_on_call_reads_it_on_the_card_and_changes_nothing(sign_in, jonas, plan) -> None:
    browser = sign_in("vagn")
    said = _text(browser.get(reverse("card", args=[jonas.person_id])))
    for words in ("Walk with me to the harbour.", "two policemen", "Rikke Krogh", "tel:55500170"):
        assert words in said
    assert "ask before we speak with them" in said
    page = _text(browser.get(reverse("crisis_plan", args=[jonas.person_id])))
    assert "Ward B, never alone." in page
    assert reverse("crisis_plan_write", args=[jonas.person_id]) not in page
    assert browser.get(reverse("crisis_plan_write", args=[jonas.person_id])).status_code == 404
    assert browser.post(reverse("crisis_plan", args=[jonas.person_id]), {"version": 1}).status_code == 404


@pytest.mark.parametrize("stranger", ["omar", "karin", "ilse", "per", "eva", "ada"])
def test_for_everyone_else_there_is_nothing(sign_in, jonas, plan, stranger) -> None:
    browser = sign_in(stranger)
    for route in ("crisis_plan", "crisis_plan_write", "crisis_plan_versions"):
        assert browser.get(reverse(route, args=[jonas.person_id])).status_code == 404


def test_the_page_asks_for_it_to_be_looked_at_again(sign_in, jonas, sofie, plan) -> None:
    browser, page = sign_in("sofie"), reverse("crisis_plan", args=[jonas.person_id])
    assert "Jon and Rikke" in _text(browser.get(reverse("person", args=[jonas.person_id])))
    said = browser.post(page, {"review_on": "2026-11-01", "version": 1})
    assert "Choose a day that is still to come." in _text(said)
    browser.post(page, {"review_on": "2027-02-24", "version": 1})
    kept = CrisisPlan.objects.visible_to(sofie).get()
    assert (kept.agreed_on, kept.looked_on) == (TODAY - timedelta(days=80), TODAY)
    said = _text(browser.get(page))
    assert "with Jon and Rikke, Sofie Lindholm; looked at together Tue 24 Nov, Sofie Lindholm" in said
    story = _text(browser.get(reverse("story", args=[jonas.pk])))
    assert "The crisis plan was looked at together, and holds" in story


@pytest.mark.parametrize("large", [{}, {"large": "on"}])
def test_it_goes_on_paper_in_the_type_they_read(sign_in, jonas, plan, large) -> None:
    page = reverse("paper_crisis", args=[jonas.pk])
    browser = sign_in("sofie")
    assert "two policemen" in _text(browser.get(page))
    answer = browser.post(page, {"language": "da", "act": "pdf", **large})
    assert answer["Content-Type"] == "application/pdf"


def test_who_is_on_call_takes_nothing_along(sign_in, jonas, plan) -> None:
    assert sign_in("vagn").get(reverse("paper_crisis", args=[jonas.pk])).status_code == 404
