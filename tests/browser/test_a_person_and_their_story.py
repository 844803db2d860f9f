"""A person's page, their timeline and who is around them: small and wide, by keyboard, and without scripts."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from alongside.enrolments.models import Enrolment
from alongside.network.operations import add_member, add_plan
from alongside.people.operations import change_person, raise_flag, record_quote
from tests.browser.test_the_desk import PHONE, RULES, SMALL, WIDE, at_work
from tests.people_of_the_house import House
from tests.scene import Scene


@pytest.fixture
def jon(transactional_db: Any, house: House) -> Enrolment:
    """Jonas with forty notes, a step to do, words of his own, Rikke, a job plan and a warning."""
    scene = Scene(house.at(timezone.now()))
    sofie = scene.house.actor("sofie")
    course = scene.course("Jonas Krogh-Vestergaard", rhythm_days=2, called_name="Jon")
    for days in range(1, 41):
        text = f"Day {days}: en tur i Åparken med Bella, the dog, and a long talk about the neighbours."
        scene.happened(course, days=days, text=text)
    scene.tried(course, days=2)
    scene.step(course, "Ask whether the housing office may still talk with us", due_in=-1)
    person = change_person(by=sofie, person=course.person, phone="55 50 01 40", address_protected=True)
    record_quote(by=sofie, person=person, text="I want a door I can lock.", said_on=scene.today)
    raise_flag(by=sofie, person=person, text="Two of you after dark.", until=scene.today + timedelta(days=9))
    add_member(
        by=sofie,
        person=person,
        name="Rikke Krogh-Vestergaard",
        relation="sister",
        phone="55 50 01 70",
        may_speak="no",
    )
    add_plan(
        by=sofie,
        person=person,
        kind="job_plan",
        organisation="Job centre",
        next_text="Meeting",
        next_on=scene.today,
    )
    return course


def _pages(course: Enrolment) -> list[str]:
    story = f"/courses/{course.pk}/story/"
    return [
        f"/people/{course.person_id}/",
        story,
        f"{story}?q=aaparken",
        f"{story}?q=giraffe&show=met",
        f"/courses/{course.pk}/network/",
        f"/courses/{course.pk}/network/new/",
        f"/courses/{course.pk}/other-plans/new/",
        f"/people/{course.person_id}/before/",
    ]


def _fits_and_is_accessible(page: Page, address: str) -> None:
    page.goto(address)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{address} is {wide} px too wide"
    problems = Axe().run(page, options=RULES)
    assert problems.violations_count == 0, f"{address}: {problems.generate_report()}"


@pytest.mark.parametrize("viewport", [SMALL, WIDE], ids=["small", "wide"])
def test_every_page_fits_and_is_accessible(
    browser: Browser, live_server: Any, jon: Enrolment, viewport: Any
) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=viewport, language="da") as page:
        for address in _pages(jon):
            _fits_and_is_accessible(page, address)
        page.goto(_pages(jon)[0])
        page.locator("details[data-menu] > summary").click()
        # The open menu alone: what it covers meanwhile is reached again by closing it.
        problems = Axe().run(page, context="details[data-menu]", options=RULES)
        assert problems.violations_count == 0, problems.generate_report()


def test_more_acts_open_and_close_by_keys(browser: Browser, live_server: Any, jon: Enrolment) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=WIDE) as page:
        page.goto(f"/people/{jon.person_id}/")
        more = page.locator("details[data-menu] > summary")
        more.focus()
        page.keyboard.press("Enter")
        rest = page.get_by_role("link", name="Let the course rest")
        expect(rest).to_be_visible()
        page.keyboard.press("Escape")
        expect(rest).to_be_hidden()
        expect(more).to_be_focused()
        page.keyboard.press("Enter")
        page.get_by_role("heading", level=1).click()
        expect(rest).to_be_hidden()


def test_the_way_through_the_story_without_scripts(
    browser: Browser, live_server: Any, jon: Enrolment
) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=PHONE, scripts=False) as page:
        page.goto(f"/people/{jon.person_id}/")
        page.get_by_role("search", name="Find in the story").get_by_role("searchbox").fill("aaparken")
        page.get_by_role("search", name="Find in the story").get_by_role("button").click()
        expect(page.locator("mark").first).to_have_text("Åparken")
        entries = page.locator("article.entry")
        expect(entries).to_have_count(20)
        page.get_by_role("link", name="Earlier").click()
        expect(page).to_have_url(re.compile("for=.*before="))
        expect(entries.last).to_contain_text("Day 40")
        page.get_by_role("link", name="Later").click()
        expect(entries.first).to_contain_text("Day 1:")
        page.get_by_label("Show", exact=True).select_option("tried")
        page.get_by_label("Words in the text").fill("")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(entries).to_have_count(1)


def test_a_step_is_done_where_it_stands(browser: Browser, live_server: Any, jon: Enrolment) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=PHONE) as page:
        page.goto(f"/people/{jon.person_id}/")
        page.get_by_role("button", name=re.compile("^Done: Ask whether")).click()
        expect(page).to_have_url(re.compile(f"/people/{jon.person_id}/"))
        expect(page.get_by_role("status")).to_contain_text("Done: “Ask whether the housing office")
        expect(page.get_by_role("button", name=re.compile("^Done: Ask whether"))).to_have_count(0)
