"""The calendar on a phone, on a wide screen, by mouse, by keyboard and without scripts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from django.utils.timezone import get_default_timezone, localtime
from playwright.sync_api import Browser, Page, expect

from alongside.calendar.operations import add_appointment
from alongside.contacts.models import Contact
from alongside.contacts.operations import plan_contact
from tests.browser.test_the_desk import PHONE, RULES, SMALL, WIDE, at_work
from tests.people_of_the_house import House
from tests.scene import Scene

MONDAY = "2031-03-10"
"""Of the week before the clocks change, so that a move by the keys can go across that night."""


def at(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=get_default_timezone())


@pytest.fixture
def planned(transactional_db: Any, house: House) -> Contact:
    """Sofie's week: Jonas on Wednesday at ten, the team before that, and training over the whole of Friday."""
    scene = Scene(house.at(timezone.now()))
    jonas = scene.course("Jonas Krogh")
    sofie = scene.house.actor("sofie")
    for kind, day, start, end in (
        ("team_meeting", "2031-03-12", "09:30", "10:30"),
        ("training", "2031-03-14", "00:00", "23:59"),
    ):
        add_appointment(
            by=sofie,
            worker=house.workers["sofie"],
            kind=kind,
            starts_at=at(day, start),
            ends_at=at(day, end),
            all_day=kind == "training",
            others=[house.workers["maja"].pk],
        )
    return plan_contact(
        by=sofie,
        enrolment=jonas,
        kind="visit",
        occurred_at=at("2031-03-12", "10:00"),
        place="home",
        minutes=45,
    )


def week(page: Page) -> None:
    page.goto(f"/calendar/?view=week&day={MONDAY}")


def entry(page: Page, planned: Contact) -> Any:
    return page.locator(f"#entry-{planned.pk}")


def time_of(planned: Contact) -> str:
    return f"{localtime(Contact.objects.unscoped().get(pk=planned.pk).occurred_at):%m-%d %H:%M}"


@pytest.mark.parametrize("viewport", [SMALL, PHONE, WIDE], ids=["small", "phone", "wide"])
def test_every_page_is_open_to_all(
    browser: Browser, live_server: Any, house: House, planned: Contact, viewport: Any
) -> None:
    team = f"&team={house.team.pk}&day=2031-03-12"
    with at_work(browser, live_server.url, "sofie", viewport=viewport) as page:
        for path in (
            f"/calendar/?view=week&day={MONDAY}",
            f"/calendar/?view=day{team}",
            f"/calendar/?view=week{team}",
            "/calendar/new/?day=2031-03-12&clock=10:00",
            "/calendar/feed/",
            "/calendar/take-in/",
            f"/contacts/{planned.pk}/",
            f"/courses/{planned.enrolment_id}/contacts/plan/",
        ):
            page.goto(path)
            found = Axe().run(page, options=RULES)
            assert found.violations_count == 0, f"{path}: {found.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_the_tree_reads_it_as_lists_with_whole_sentences(
    browser: Browser, live_server: Any, planned: Contact
) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=WIDE) as page:
        week(page)
        day = page.get_by_role("region", name="Wednesday 12 March")
        expect(day.get_by_role("listitem")).to_have_count(2)
        expect(
            day.get_by_role(
                "link", name="Wednesday 12 March 10:00 to 10:45, visit Jonas Krogh, Home", exact=True
            )
        ).to_be_visible()


def test_it_is_dragged_to_another_day_and_time(browser: Browser, live_server: Any, planned: Contact) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=WIDE) as page:
        week(page)
        box = entry(page, planned).bounding_box()
        friday = page.locator('.cal__entries[data-day="2031-03-13"]').bounding_box()
        page.mouse.move(box["x"] + 10, box["y"] + 10)
        page.mouse.down()
        page.mouse.move(friday["x"] + 20, box["y"] + 10 + 4 * 13, steps=6)
        page.mouse.up()
        page.wait_for_load_state()
        expect(page.get_by_text("Moved to")).to_be_visible()
        assert time_of(planned) == "03-13 11:00"


def test_it_is_moved_with_the_keys_and_said_aloud(
    browser: Browser, live_server: Any, planned: Contact
) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=WIDE) as page:
        week(page)
        link = entry(page, planned).get_by_role("link")
        link.focus()
        for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
            page.keyboard.press(key)
        expect(page.locator("[data-calendar-says]")).to_contain_text("Thursday 13 March 10:30")
        assert time_of(planned) == "03-12 10:00"
        page.keyboard.press("Escape")
        page.wait_for_load_state()
        assert time_of(planned) == "03-12 10:00"
        entry(page, planned).get_by_role("link").focus()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Moved to")).to_be_visible()
        assert time_of(planned) == "03-12 09:45"
        assert page.evaluate("location.hash") == f"#entry-{planned.pk}"


def test_a_move_across_the_night_of_the_clocks_keeps_its_hour(
    browser: Browser, live_server: Any, planned: Contact
) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=WIDE) as page:
        week(page)
        entry(page, planned).get_by_role("link").focus()
        for _day in range(21):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Moved to")).to_be_visible()
        assert time_of(planned) == "04-02 10:00"


def test_a_click_on_a_free_time_plans_there(browser: Browser, live_server: Any, planned: Contact) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=WIDE) as page:
        week(page)
        monday = page.locator(f'.cal__entries[data-day="{MONDAY}"]')
        monday.click(position={"x": 30, "y": 2 * 4 * 13 + 3})
        page.wait_for_url("**/calendar/new/**")
        expect(page.get_by_label("From")).to_have_value("10:00")
        page.locator("main").get_by_role("link", name="Jonas Krogh").click()
        expect(page.get_by_label("Day", exact=True)).to_have_value(MONDAY)
        expect(page.get_by_label("Time", exact=True)).to_have_value("10:00")
        page.get_by_role("button", name="Plan it").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Week 11")


def test_without_scripts_everything_has_a_form(browser: Browser, live_server: Any, planned: Contact) -> None:
    with at_work(browser, live_server.url, "sofie", scripts=False) as page:
        week(page)
        page.get_by_label("Whose calendar").select_option(label="Maja Toft")
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_text("Maja Toft").first).to_be_visible()
        week(page)
        entry(page, planned).get_by_role("link").click()
        page.get_by_label("Day", exact=True).fill("2031-03-13")
        page.get_by_label("Why").first.fill("He asked for it")
        page.get_by_role("button", name="Move it").click()
        assert time_of(planned) == "03-13 10:00"


def test_the_key_leads_there(browser: Browser, live_server: Any, planned: Contact) -> None:
    with at_work(browser, live_server.url, "sofie", viewport=WIDE) as page:
        page.goto("/people/")
        page.keyboard.press("g")
        page.keyboard.press("c")
        page.wait_for_url("**/calendar/")
