"""The plan, reviews, a summary and contacts on paper: in the person's language, scoped, and in the trail."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.paper.operations import wish_for_paper
from alongside.people.models import Person
from alongside.people.operations import set_identifier
from alongside.plans.operations import add_goal, write_plan
from tests.people_of_the_house import writing

PAGES = ["paper", "paper_plan", "paper_summary", "paper_contacts"]


@pytest.fixture
def planned(jonas, sofie):
    write_plan(by=sofie, enrolment=jonas, wishes="A door I can lock.", purpose="A home of his own.")
    add_goal(by=sofie, enrolment=jonas, title="See Bella every week", person_view="She is my daughter")
    add_goal(by=sofie, enrolment=jonas, title="A key of my own")
    return jonas


def at(name, course) -> str:
    return reverse(name, args=[course.pk])


def shown(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def prints() -> list[list[str]]:
    return [entry.detail["included"] for entry in Entry.objects.filter(action="print").order_by("place")]


def test_the_plan_is_in_the_persons_language_and_their_words_are_theirs(sign_in, planned) -> None:
    page = shown(sign_in("sofie").get(at("paper_plan", planned)))
    assert "Plan for Jon" in page
    assert "A door I can lock." in page
    assert page.index("See Bella every week") < page.index("A key of my own")


def test_the_plan_as_pdf_is_kept_by_nobody_and_named_after_nobody(sign_in, planned) -> None:
    answer = sign_in("sofie").get(at("paper_plan", planned) + "?as=pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"] == 'inline; filename="plan-2026-11-24.pdf"'
    assert answer.content.startswith(b"%PDF-")
    assert prints() == [["language:da", "pdf"]]


def test_what_the_person_wished_is_chosen_to_begin_with(sign_in, planned, sofie) -> None:
    wish_for_paper(by=sofie, person=planned.person, language="fr", large=True, letters=True)
    page = sign_in("sofie").get(at("paper_plan", planned))
    assert page.context["sheet"].language == "fr"
    assert page.context["sheet"].large
    assert prints() == [["language:fr", "large", "page"]]


def test_another_language_can_be_chosen(sign_in, planned) -> None:
    page = sign_in("sofie").post(at("paper_plan", planned), {"language": "en", "act": "show"})
    assert page.context["sheet"].title == "Jon’s plan"


def test_a_summary_begins_with_next_to_nothing(sign_in, planned) -> None:
    with writing(planned.person.agency):
        person = Person.objects.get(pk=planned.person_id)
        person.phone, person.address, person.city = "22 33 44 55", "Havnegade 2", "Solby"
        person.save()
    page = shown_sheet(sign_in("sofie").get(at("paper_summary", planned)))
    assert "Jonas Krogh" in page
    for left_out in ("22 33 44 55", "Havnegade 2", "See Bella", "1992"):
        assert left_out not in page


def shown_sheet(answer) -> str:
    return str(answer.context["sheet"].blocks)


def test_a_number_goes_in_only_with_a_reason_and_the_trail_keeps_it(sign_in, planned, sofie) -> None:
    set_identifier(by=sofie, person=planned.person, system="urn:oid:1.2.208.176.1.2", value="040392-4441")
    browser, address = sign_in("sofie"), at("paper_summary", planned)
    chosen = {"language": "en", "parts": ["number", "goals"], "act": "pdf"}

    refused = browser.post(address, chosen)
    assert refused.status_code == 422
    assert "0403924441" not in shown_sheet(refused)

    made = browser.post(address, {**chosen, "reason": "The bank asks for it", "act": "show"})
    assert "0403924441" in shown_sheet(made)
    assert prints()[-1] == ["language:en", "goals", "number", "why: The bank asks for it", "page"]


def test_a_colleague_who_does_not_act_for_them_is_not_offered_what_is_protected(sign_in, planned) -> None:
    with writing(planned.person.agency):
        person = Person.objects.get(pk=planned.person_id)
        person.address, person.address_protected = "Hemmelig Vej 3", True
        person.save()
    browser, address = sign_in("maja"), at("paper_summary", planned)
    offered = dict(browser.get(address).context["form"].fields["parts"].choices)
    assert not {"number", "address"} & set(offered)
    answer = browser.post(
        address, {"language": "en", "parts": ["address"], "reason": "I want it", "act": "show"}
    )
    assert answer.status_code == 422
    assert "Hemmelig Vej" not in answer.content.decode()


def test_contacts_of_a_period_with_and_without_what_was_written(sign_in, scene, jonas) -> None:
    scene.happened(jonas, days=3, text="We walked Bella’s dog.")
    scene.tried(jonas, days=2)
    scene.happened(jonas, days=60, text="Long ago.")
    browser, address = sign_in("sofie"), at("paper_contacts", jonas)

    page = browser.get(address)
    assert len([block for block in page.context["sheet"].blocks if block.kind == "entry"]) == 2
    assert "Bella" not in shown_sheet(page)

    chosen = {
        "language": "en",
        "start": "2026-09-01",
        "end": "2026-11-24",
        "kinds": ["met"],
        "with_text": "on",
    }
    page = browser.post(address, {**chosen, "act": "show"})
    sheet = shown_sheet(page)
    assert sheet.index("Long ago.") < sheet.index("Bella")
    assert "tried" not in sheet.lower()
    assert prints()[-1] == ["language:en", "met", "2026-09-01/2026-11-24", "notes", "page"]


def test_a_period_that_ends_before_it_begins_is_said(sign_in, jonas) -> None:
    chosen = {"language": "en", "start": "24.11.2026", "end": "1.11.2026", "kinds": ["met"], "act": "pdf"}
    answer = sign_in("sofie").post(at("paper_contacts", jonas), chosen)
    assert answer.status_code == 422
    assert "Turn them round" in answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["omar", "ada", "karin", "ilse", "eva", "per"])
def test_whoever_does_not_read_the_course_prints_nothing(sign_in, jonas, name, who) -> None:
    assert sign_in(who).get(at(name, jonas)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "da", "fr"])
def test_every_page_opens(sign_in, planned, name, language) -> None:
    assert sign_in("sofie", language).get(at(name, planned)).status_code == 200
