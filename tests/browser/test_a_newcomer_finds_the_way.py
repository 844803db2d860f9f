"""No manual: someone found, a try written, a review moved, a plan printed in Danish. At most three clicks each."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from alongside.contacts.models import Contact
from alongside.reviews.models import Review
from tests.browser.test_a_day_by_keyboard_and_tap import count_taps, course_of
from tests.browser.test_the_desk import PHONE, WIDE, at_work, lived
from tests.scene import Scene

__all__ = ["lived"]
MOST = 3


@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "wide"])
def test_three_clicks_from_today_are_enough(
    browser: Browser, live_server: Any, lived: Scene, viewport: Any
) -> None:
    yusuf = course_of("Hamdi")
    later = lived.today + timedelta(days=10)
    with at_work(browser, live_server.url, "sofie", viewport=viewport) as page:
        taps = count_taps(page)

        def took() -> int:
            clicks = len(taps)
            page.goto("/")
            taps.clear()
            return clicks

        page.get_by_role("main").get_by_role("link", name="Kim Thorsen", exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Kim Thorsen")
        assert took() <= MOST

        page.get_by_role("link", name="We tried").first.click()
        page.get_by_text("No answer", exact=True).click()
        page.get_by_label("What happened, in short").fill("Rang twice. No light.")
        page.get_by_role("button", name="Keep trying").click()
        expect(page.get_by_text("We tried. It counts.")).to_be_visible()
        assert took() <= MOST

        page.get_by_role("link", name="Move it").first.click()
        page.get_by_label("New day").fill(later.isoformat())
        page.get_by_label("Why").fill("His lawyer can come then.")
        page.get_by_role("button", name="Move the review").click()
        expect(page).not_to_have_url(re.compile("/move/"))
        assert took() <= MOST

        page.locator(f"#person-{yusuf.person_id} .walk__name").click()
        page.get_by_role("link", name="Plan", exact=True).first.click()
        page.get_by_role("link", name="Print for").first.click()
        expect(page).to_have_url(re.compile("/paper/plan/"))
        assert took() <= MOST
    assert [one.text for one in Contact.objects.unscoped().filter(status="tried")].count(
        "Rang twice. No light."
    ) == 1
    assert Review.objects.unscoped().get(enrolment=yusuf, held_on=None).due_on == later


def test_the_same_by_keys_alone(browser: Browser, live_server: Any, lived: Scene) -> None:
    jonas = course_of("Krogh")
    with at_work(browser, live_server.url, "sofie", viewport=WIDE) as page:
        taps = count_taps(page)
        page.keyboard.press("/")
        page.keyboard.type("jona")
        page.keyboard.press("Enter")
        found = page.get_by_role("main").get_by_role("link", name="Jonas Krogh")
        expect(found).to_be_visible()
        found.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Jonas Krogh")
        page.keyboard.press("n")
        expect(page).to_have_url(re.compile(f"/courses/{jonas.pk}/contacts/new/"))
        page.get_by_role("radio", name="Tried").focus()
        page.keyboard.press("Space")
        page.get_by_role("radio", name="No answer").focus()
        page.keyboard.press("Space")
        page.get_by_label("What happened, in short").focus()
        page.keyboard.type("Rang twice.")
        page.get_by_role("button", name="Keep trying").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("We tried. It counts.")).to_be_visible()
        assert taps == []
    assert [one.text for one in Contact.objects.unscoped().filter(status="tried")].count("Rang twice.") == 1
