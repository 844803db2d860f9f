"""Helping hands in a browser: headings, phrases and the open question, by keyboard and on a phone; and dictation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from alongside.enrolments.models import Enrolment
from alongside.organisation.models import Agency
from alongside.organisation.operations import change_agency
from alongside.phrases.operations import write_phrase
from alongside.plans.models import Goal
from alongside.plans.operations import add_goal
from tests.browser.test_the_desk import PHONE, RULES, SMALL, WIDE, at_work
from tests.people_of_the_house import House
from tests.scene import Scene

SPOKEN = """
window.SpeechRecognition = class extends EventTarget {
  start() {
    const heard = Object.assign([{ transcript: "he laughed" }], { isFinal: true });
    setTimeout(() => this.dispatchEvent(Object.assign(new Event("result"), { resultIndex: 0, results: [heard] })), 10);
  }
  stop() { this.dispatchEvent(new Event("end")); }
};
"""
SILENT = "delete window.SpeechRecognition; delete window.webkitSpeechRecognition;"


@dataclass(frozen=True)
class Written:
    """Jonas's course with a goal, and Sofie's phrase."""

    house: House
    jonas: Enrolment
    goal: Goal


@pytest.fixture
def written(transactional_db: Any, house: House) -> Written:
    scene = Scene(house.at(timezone.now()))
    sofie = scene.house.actor("sofie")
    jonas = scene.course("Jonas Krogh")
    goal = add_goal(by=sofie, enrolment=jonas, title="A door I can lock")
    write_phrase(by=sofie, shortcut="medicin", text="We talked about the medicine.")
    return Written(scene.house, jonas, goal)


def _note(page: Page, written: Written) -> Any:
    page.goto(reverse("contact_new", args=[written.jonas.pk]))
    return page.get_by_label("What happened, in short")


def test_headings_and_phrases_by_keyboard(browser: Browser, live_server: Any, written: Written) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=WIDE) as page:
        text = _note(page, written)
        text.press_sequentially("She said yes. /medicin ")
        expect(text).to_have_value("She said yes. We talked about the medicine. ")
        text.press("Control+z")
        expect(text).to_have_value("She said yes. /medicin ")
        text.fill("She said yes. og/eller /unknown ")
        text.press("Tab")
        menu = page.locator("summary:focus")
        expect(menu).to_have_text("Phrases")
        menu.press("Enter")
        expect(page.locator(".hands__list button:focus")).to_contain_text("/medicin")
        page.keyboard.press("Enter")
        expect(text).to_be_focused()
        expect(text).to_have_value("She said yes. og/eller /unknown We talked about the medicine.")
        page.get_by_role("button", name="Home visit").press("Enter")
        said = text.input_value()
        assert said.startswith(
            "She said yes. og/eller /unknown We talked about the medicine.\n\nHow they are"
        )
        page.keyboard.type("Tired.")
        assert "How they are, in their own words:\nTired.\n" in text.input_value()
        page.get_by_role("button", name="Home visit").press("Enter")
        assert text.input_value().count("How they are") == 1
        menu.focus() if menu.count() else page.locator(".hands__menu summary").first.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        expect(page.locator(".hands__menu summary").first).to_be_focused()


@pytest.mark.parametrize("viewport", [PHONE, SMALL], ids=["phone", "small"])
def test_a_note_with_helping_hands_on_a_phone(
    browser: Browser, live_server: Any, written: Written, viewport: Any
) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=viewport) as page:
        text = _note(page, written)
        expect(page.get_by_role("button", name="No answer at the door")).to_be_hidden()
        page.get_by_text("Tried", exact=True).click()
        page.get_by_role("button", name="No answer at the door").click()
        assert text.input_value().startswith("Where and how I tried:")
        page.locator(".hands__menu summary").first.click()
        assert page.locator(".hands__list").first.bounding_box()["width"] <= viewport["width"]
        assert Axe().run(page, options=RULES).response["violations"] == []
        page.locator(".hands__list button").first.click()
        assert "We talked about the medicine." in text.input_value()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0
        for tool in page.locator(".hands__menu summary, [data-adds]").all():
            if tool.is_visible():
                assert tool.bounding_box()["height"] >= 44


def test_the_open_question_comes_while_writing(browser: Browser, live_server: Any, written: Written) -> None:
    with at_work(browser, live_server.url, "sofie") as page:
        page.goto(reverse("sub_goal_new", args=[written.goal.pk]))
        asks = page.locator(".asks")
        expect(asks).to_be_empty()
        page.get_by_label("The sub-goal").press_sequentially("Få det bedre")
        expect(asks).to_contain_text("What would be different on an ordinary day?")
        expect(asks).to_be_in_viewport()
        page.get_by_label("How will you know?").press_sequentially("nights inside")
        expect(asks).to_contain_text("How much, or how often, would be enough?")
        asks.get_by_role("link", name="Write it").press("Enter")
        expect(page.get_by_label("What do you aim at?")).to_be_focused()
        assert Axe().run(page, options=RULES).response["violations"] == []
        page.get_by_role("button", name="Add the sub-goal").click()
        expect(page.get_by_text("Still to talk about:")).to_be_visible()


def test_without_scripts_headings_are_added_and_phrases_stand_to_copy(
    browser: Browser, live_server: Any, written: Written
) -> None:
    with at_work(browser, live_server.url, "sofie", scripts=False) as page:
        text = _note(page, written)
        text.fill("She said yes.")
        page.get_by_role("button", name="Home visit").click()
        assert text.input_value().startswith("She said yes.\n\nHow they are")
        page.get_by_text("Phrases to copy").click()
        expect(page.get_by_text("We talked about the medicine.")).to_be_visible()


def test_dictation_where_the_agency_and_the_browser_have_it(
    browser: Browser, live_server: Any, written: Written
) -> None:
    house = written.house
    with at_work(browser, live_server.url, "sofie") as page:
        page.add_init_script(SPOKEN)
        _note(page, written)
        expect(page.get_by_role("button", name="Dictate")).to_have_count(0)
        agency = Agency.objects.get()
        change_agency(
            by=house.actor("ada"),
            agency=agency,
            name=agency.name,
            overrides={"writing": {"dictation": True}},
        )
        text = _note(page, written)
        text.fill("Today")
        button = page.get_by_role("button", name="Dictate").first
        expect(page.get_by_text("Your browser may send what you say to its maker.").first).to_be_visible()
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(text).to_have_value("Today he laughed")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "false")
        page.add_init_script(SILENT)
        _note(page, written)
        expect(page.get_by_role("button", name="Dictate")).to_have_count(0)
