"""In a real browser: one person on two devices, two people in one goal, and the back button after saving."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from alongside.enrolments.models import Enrolment
from alongside.kernel.models import Draft
from alongside.people.models import Quote
from alongside.plans.models import Goal
from tests.browser.test_a_note_is_never_lost import DESK, PHONE, goal, opens

__all__ = ["goal", "opens"]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
Opens = Callable[..., BrowserContext]


def _types(page: Page, words: str) -> None:
    field = page.get_by_label("In their own words")
    field.fill(words)
    field.blur()
    expect(page.locator("[data-saved]")).to_contain_text(re.compile(r"Saved \d"))


def _is_open_to_all(page: Page) -> None:
    problems = Axe().run(page, options={"runOnly": RULES})
    assert problems.violations_count == 0, problems.generate_report()


def test_two_devices_keep_both_texts_and_one_is_chosen(opens: Opens, jonas: Enrolment) -> None:
    url = reverse("person_quote", args=[jonas.person_id])
    phone, desk = opens(size=PHONE).new_page(), opens(size=DESK).new_page()
    phone.goto(url)
    desk.goto(url)
    _types(phone, "Typed on the phone")
    _types(desk, "Typed at the desk")
    expect(desk.locator("[data-saved]")).to_contain_text("You are writing this on another device too")
    desk.goto(url)
    expect(desk.get_by_label("In their own words")).to_have_value("Typed at the desk")
    other = desk.get_by_role("region", name=re.compile("You also wrote this on another device"))
    expect(other).to_contain_text("Typed on the phone")
    _is_open_to_all(desk)
    other.get_by_role("button", name="Go on with that one").click()
    expect(desk.get_by_label("In their own words")).to_have_value("Typed on the phone")
    desk.get_by_role("button", name="Throw that one away").click()
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("java_script", [True, False])
def test_two_people_change_one_goal(opens: Opens, goal: Goal, java_script: bool) -> None:
    url = reverse("goal", args=[goal.pk])
    sofie = opens("sofie", size=PHONE, java_script=java_script).new_page()
    amina = opens("amina", java_script=java_script).new_page()
    sofie.goto(url)
    amina.goto(url)
    amina.get_by_label("How you see it").fill("He asked for the ground floor.")
    amina.get_by_label("The goal").fill("A door of my own")
    amina.get_by_role("button", name="Change the goal").click()
    expect(amina.get_by_text("The goal is changed.")).to_be_visible()
    sofie.get_by_label("How you see it").fill("He is afraid of neighbours.")
    sofie.get_by_role("button", name="Change the goal").click()
    clash = sofie.get_by_role("region", name="“How you see it”: you and Amina Yilmaz")
    expect(clash).to_contain_text("He asked for the ground floor.")
    expect(clash).to_contain_text("He is afraid of neighbours.")
    expect(sofie.get_by_text("Amina Yilmaz changed “The goal”")).to_be_visible()
    assert sofie.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if java_script:
        _is_open_to_all(sofie)
    clash.get_by_role("button", name="Write the two together").click()
    sofie.get_by_role("button", name="Change the goal").click()
    expect(sofie.get_by_text("The goal is changed.")).to_be_visible()
    goal.refresh_from_db()
    assert goal.title == "A door of my own"
    assert "He is afraid of neighbours." in goal.worker_view
    assert "He asked for the ground floor." in goal.worker_view


def test_back_after_saving_comes_to_what_was_saved(opens: Opens, jonas: Enrolment) -> None:
    page = opens().new_page()
    page.goto(reverse("person", args=[jonas.person_id]))
    page.goto(reverse("person_quote", args=[jonas.person_id]))
    page.get_by_label("In their own words").fill("I want to sleep")
    page.get_by_role("button", name="Keep their words").click()
    expect(page.get_by_text("Kept, in their own words.")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile(f"/people/{jonas.person_id}/$"))
    expect(page.get_by_text("I want to sleep")).to_be_visible()
    assert Quote.objects.unscoped().count() == 1
