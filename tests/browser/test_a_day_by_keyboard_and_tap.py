"""From Today to a saved note in four taps; from any page by one key; through lists by keys; back to where one was."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from alongside.accounts.models import User
from alongside.contacts.models import Contact
from alongside.enrolments.models import Enrolment
from tests.browser.test_the_desk import PHONE, RULES, SMALL, WIDE, at_work, lived
from tests.scene import Scene

__all__ = ["lived"]
SAID = "We met at the station. She wants to see the room."


def count_taps(page: Page) -> list[str]:
    """Every press on the page from now on, whatever page is open."""
    taps: list[str] = []
    page.context.expose_binding("tapped", lambda _source, what: taps.append(what))
    page.add_init_script(
        "addEventListener('pointerdown', (event) => window.tapped(event.target.tagName), { capture: true })"
    )
    page.reload()
    return taps


def course_of(name: str) -> Enrolment:
    """The course of whoever has that family name."""
    found: Enrolment = Enrolment.objects.unscoped().get(person__family_name=name)
    return found


@pytest.mark.parametrize("viewport", [PHONE, WIDE])
def test_from_today_to_a_saved_note_takes_four_taps_and_no_half_minute(
    browser: Browser, live_server: Any, lived: Scene, viewport: Any
) -> None:
    kim = course_of("Thorsen")
    with at_work(browser, live_server.url, "sofie", viewport=viewport) as page:
        taps = count_taps(page)
        begun = time.monotonic()
        page.get_by_role("link", name="Write a contact note about Kim Thorsen").click()
        page.get_by_label("What happened, in short").click()
        page.keyboard.type(SAID)
        page.get_by_role("button", name="Sign the note").click()
        expect(page.get_by_text("The note is signed.")).to_be_visible()
        took = time.monotonic() - begun

        expect(page).to_have_url(re.compile(rf"/#person-{kim.person_id}$"))
        expect(page.locator(f"#person-{kim.person_id} .walk__name")).to_be_focused()
    assert len(taps) <= 4, taps
    assert took < 30
    assert [one.text for one in Contact.objects.unscoped().filter(enrolment=kim)].count(SAID) == 1


def test_from_any_page_by_one_key_and_from_a_person_to_their_note(
    browser: Browser, live_server: Any, lived: Scene
) -> None:
    kim = course_of("Thorsen")
    note = reverse("contact_new", args=[kim.pk])
    with at_work(browser, live_server.url, "sofie", viewport=WIDE) as page:
        page.goto("/people/")
        page.keyboard.press("n")
        expect(page.get_by_role("heading", name="Who is the note about?")).to_be_visible()
        for address in (
            reverse("person", args=[kim.person_id]),
            reverse("plan", args=[kim.pk]),
            reverse("story", args=[kim.pk]),
        ):
            page.goto(address)
            page.keyboard.press("n")
            expect(page).to_have_url(re.compile(re.escape(note)))


def test_the_ways_by_two_keys_and_never_while_typing(
    browser: Browser, live_server: Any, lived: Scene
) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=WIDE) as page:
        for second, address in (("p", "/people/"), ("m", "/team/"), ("t", "[0-9]/")):
            page.keyboard.press("g")
            page.keyboard.press(second)
            page.wait_for_url(re.compile(rf"{address}$"))
        page.keyboard.press("/")
        page.keyboard.type("gnp?j")
        expect(page.get_by_role("searchbox")).to_have_value("gnp?j")
        expect(page).to_have_url(re.compile(r"/$"))
        expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_overview_opens_over_the_page_and_is_a_page_without_scripts(
    browser: Browser, live_server: Any, lived: Scene
) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=WIDE) as page:
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        page.get_by_role("contentinfo").get_by_role("link", name="Keys").click()
        expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    with at_work(browser, live_server.url, "sofie", viewport=WIDE, scripts=False) as page:
        page.get_by_role("contentinfo").get_by_role("link", name="Keys").click()
        expect(page.get_by_role("heading", name="Keys", level=1)).to_be_visible()


def test_switched_off_no_single_key_does_anything(browser: Browser, live_server: Any, lived: Scene) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=WIDE) as page:
        page.goto("/keys/")
        page.get_by_role("main").get_by_role("button", name="Switch the keys off").click()
        expect(page.get_by_text("The keys are off.")).to_be_visible()
        page.goto("/people/")
        for key in ("n", "g", "t", "?", "/", "j"):
            page.keyboard.press(key)
        expect(page).to_have_url(re.compile(r"/people/$"))
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(page.locator("body")).to_be_focused()
    assert not User.objects.get(username="sofie").keys_on


def test_through_the_lines_and_back_to_the_one_that_was_open(
    browser: Browser, live_server: Any, lived: Scene
) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=WIDE) as page:
        page.goto("/people/?show=mine")
        lines = page.get_by_role("main").locator(".rows a.strong")
        page.keyboard.press("j")
        expect(lines.nth(0)).to_be_focused()
        page.keyboard.press("j")
        page.keyboard.press("ArrowDown")
        expect(lines.nth(2)).to_be_focused()
        page.keyboard.press("k")
        expect(lines.nth(1)).to_be_focused()
        name = lines.nth(1).inner_text()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
        page.go_back()
        expect(page).to_have_url(re.compile(r"/people/\?show=mine$"))
        expect(page.get_by_role("main").locator(".rows a.strong").nth(1)).to_be_focused()


def test_scroll_is_found_again(browser: Browser, live_server: Any, lived: Scene) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=SMALL) as page:
        link = page.get_by_role("main").get_by_role("link", name="Bo Vestergaard-Christoffersen", exact=True)
        link.scroll_into_view_if_needed()
        top = page.evaluate("scrollY")
        assert top > 100
        link.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Bo Vestergaard")
        page.go_back()
        page.wait_for_function("(top) => Math.abs(scrollY - top) < 5", arg=top)


@pytest.mark.parametrize("language", ["en", "da"])
def test_the_new_pages_fit_and_are_accessible(
    browser: Browser, live_server: Any, lived: Scene, language: str
) -> None:
    for viewport in (SMALL, WIDE):
        with at_work(browser, live_server.url, "sofie", viewport=viewport, language=language) as page:
            for address in ("/", "/keys/", "/lately/"):
                page.goto(address)
                wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                assert wide <= 0, f"{address} is {wide} px too wide at {viewport['width']}"
                problems = Axe().run(page, options=RULES)
                assert problems.violations_count == 0, problems.generate_report()
