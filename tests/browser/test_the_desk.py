"""Today, the list of people, the search box, the team, how it goes and the trail, on a phone and on a wide screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from alongside.people.operations import change_person
from tests.people_of_the_house import PASSWORD, House
from tests.scene import Scene

SMALL, PHONE, WIDE = ({"width": w, "height": h} for w, h in ((320, 640), (390, 844), (1360, 900)))
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
PAGES = {
    "sofie": ["/", "/people/", "/search/?q=jonas", "/team/", "/more/"],
    "amina": ["/team/", "/evaluation/"],
    "per": ["/trail/"],
}


@pytest.fixture
def lived(transactional_db: Any, house: House) -> Scene:
    """Six people with Sofie: one silent, one to be met today, one unwritten about, one late, one resting, one new."""
    scene = Scene(house.at(timezone.now()))
    now = scene.house.now
    jonas = scene.course("Jonas Krogh", rhythm_days=2, whereabouts="Solby Station")
    change_person(by=scene.house.actor("sofie"), person=jonas.person, phone="55 50 01 40")
    scene.happened(jonas, days=12)
    for days in (6, 4, 2):
        scene.tried(jonas, days=days)
    mette = scene.course("Mette Dalgaard", rhythm_days=4)
    scene.happened(mette, days=3)
    scene.planned(mette, now + timedelta(minutes=5), place_text="At hers, ring twice")
    kim = scene.course("Kim Thorsen")
    scene.happened(kim, days=1)
    scene.planned(kim, now - timedelta(days=1, hours=3))
    yusuf = scene.course("Yusuf Hamdi")
    scene.happened(yusuf, days=2)
    scene.review(yusuf, due_in=-4)
    scene.step(yusuf, "Ask whether the clinic may still talk with us", due_in=1)
    birthe = scene.course("Birthe Olesen")
    scene.pause(birthe, days=6, kind="hospital", place="P3")
    scene.course("Bo Vestergaard-Christoffersen", starts_on=scene.today)
    return scene


@contextmanager
def at_work(
    browser: Browser,
    base: str,
    name: str,
    *,
    viewport: Any = PHONE,
    scripts: bool = True,
    language: str = "en",
) -> Iterator[Page]:
    """Somebody at a screen; the browser's console must stay silent."""
    context = browser.new_context(base_url=base, viewport=viewport, java_script_enabled=scripts)
    context.add_cookies([{"name": "django_language", "value": language, "url": base}])
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("/account/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/account/login" not in url)
    yield page
    assert said == []
    context.close()


def test_the_one_who_needs_me_first_and_the_act_in_place(
    browser: Browser, live_server: Any, lived: Scene
) -> None:
    with at_work(browser, live_server.url, "sofie") as page:
        first = page.get_by_role("list", name="Needs you first").get_by_role("listitem").first
        expect(first).to_contain_text("Jonas Krogh")
        expect(first).to_contain_text("Silent: 12 days")
        expect(first).to_contain_text("We have tried 3 times since we met.")
        first.get_by_role("link", name="We tried").click()
        expect(page).to_have_url(re.compile(r"/contacts/new/\?how=tried"))


def test_names_appear_while_one_types_and_the_keyboard_is_enough(
    browser: Browser, live_server: Any, lived: Scene
) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=WIDE) as page:
        page.keyboard.press("/")
        page.keyboard.type("nobody")
        nothing = page.locator("#rail-find-results").get_by_text("We find nobody you may see")
        expect(nothing).to_be_visible()
        page.keyboard.press("Escape")
        expect(nothing).to_be_hidden()
        page.keyboard.type("jona")
        found = page.locator("#rail-find-results").get_by_role("link", name="Jonas Krogh")
        expect(found).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Find a person")).to_be_visible()
        found = page.get_by_role("main").get_by_role("link", name="Jonas Krogh")
        expect(found).to_be_visible()
        assert "jona" not in page.url
        found.click()
        expect(page.get_by_role("heading", name="Jonas Krogh", level=1)).to_be_visible()
        page.go_back()
        expect(page.get_by_role("main").get_by_role("link", name="Jonas Krogh")).to_be_visible()


def test_finding_someone_works_without_scripts(browser: Browser, live_server: Any, lived: Scene) -> None:
    with at_work(browser, live_server.url, "sofie", scripts=False) as page:
        page.goto("/search/")
        page.get_by_role("main").get_by_role("searchbox").fill("55500140")
        page.get_by_role("main").get_by_role("searchbox").press("Enter")
        expect(page.get_by_role("main").get_by_role("link", name="Jonas Krogh")).to_be_visible()
        assert "55500140" not in page.url


def test_the_lead_passes_someone_on(browser: Browser, live_server: Any, lived: Scene) -> None:
    with at_work(browser, live_server.url, "amina", viewport=WIDE) as page:
        page.goto("/team/")
        row = page.get_by_role("row", name="Sofie Lindholm")
        row.get_by_text("Who they are").click()
        row.get_by_role("link", name="Hand over Kim Thorsen").click()
        page.get_by_role("link", name="It is agreed already: change case manager now").click()
        page.get_by_label("Maja Toft").check()
        page.get_by_label("Why", exact=True).fill("Kim asked for it.")
        page.get_by_role("button", name="Change case manager").click()
        expect(page.get_by_role("status")).to_contain_text("Maja Toft walks with Kim from today.")


def test_the_privacy_officer_checks_the_chain(browser: Browser, live_server: Any, lived: Scene) -> None:
    with at_work(browser, live_server.url, "per", viewport=WIDE) as page:
        page.get_by_role("button", name="Check that nothing is missing").click()
        expect(page.get_by_text("The chain holds")).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["en", "da"])
def test_every_page_fits_a_small_phone_and_is_accessible(
    browser: Browser, live_server: Any, lived: Scene, name: str, language: str
) -> None:
    for viewport in (SMALL, WIDE):
        with at_work(browser, live_server.url, name, viewport=viewport, language=language) as page:
            for address in PAGES[name]:
                page.goto(address)
                wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                assert wide <= 0, f"{address} is {wide} px too wide at {viewport['width']}"
                problems = Axe().run(page, options=RULES)
                assert problems.violations_count == 0, problems.generate_report()
