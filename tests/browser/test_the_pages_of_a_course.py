"""The plan, needs, the review and housing on a phone, on a wide screen, and with scripts switched off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from alongside.caseload.events import CourseBegan
from alongside.enrolments.models import Enrolment
from alongside.kernel.events import publish
from alongside.plans.models import Goal, Plan, Step, SubGoal
from alongside.reviews.models import GoalJudgement, Review
from tests.people_of_the_house import PASSWORD, House, writing

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SMALL, PHONE, WIDE = ({"width": w, "height": h} for w, h in ((320, 640), (390, 844), (1360, 900)))


@pytest.fixture
def course(transactional_db: Any, house: House, jonas: Enrolment) -> Enrolment:
    """Jonas's course with a goal, a sub-goal and two steps, and its first review coming."""
    today = timezone.localdate()
    with writing(house.agency):
        publish(CourseBegan(jonas.pk, today - timedelta(days=80)))
        goal = Goal(plan=Plan.objects.get(), title="A door I can lock", place=1)
        goal.save()
        sub_goal = SubGoal(goal=goal, title="A contract in my own name", place=1)
        sub_goal.save()
        for place, title in enumerate(("Viewing at Møllevej", "Ask about the dog"), start=1):
            Step(goal=goal, sub_goal=sub_goal, title=title, place=place, due_on=today).save()
    return jonas


@contextmanager
def signed_in(browser: Browser, base: str, *, viewport: Any = PHONE, scripts: bool = True) -> Iterator[Page]:
    """Sofie at a screen, reading English."""
    context = browser.new_context(base_url=base, viewport=viewport, java_script_enabled=scripts)
    context.add_cookies([{"name": "django_language", "value": "en", "url": base}])
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("/account/login/")
    page.fill("input[name=login]", "sofie")
    page.fill("input[name=password]", PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/account/login" not in url)
    yield page
    assert said == []
    context.close()


def done_on(title: str) -> date | None:
    day: date | None = Step.objects.unscoped().values_list("done_on", flat=True).get(title=title)
    return day


def test_a_tick_is_sent_by_itself(browser: Browser, live_server: Any, course: Enrolment) -> None:
    with signed_in(browser, live_server.url) as page:
        page.goto(f"/courses/{course.pk}/plan/")
        expect(page.get_by_role("button", name="Save the ticks")).to_be_hidden()
        with page.expect_navigation():
            page.get_by_label("Ask about the dog").check()
        expect(page.get_by_label("Ask about the dog")).to_be_checked()
    assert done_on("Ask about the dog") == timezone.localdate()
    assert done_on("Viewing at Møllevej") is None


def test_the_plan_works_without_scripts(browser: Browser, live_server: Any, course: Enrolment) -> None:
    with signed_in(browser, live_server.url, scripts=False) as page:
        page.goto(f"/courses/{course.pk}/plan/")
        page.get_by_label("Viewing at Møllevej").check()
        page.get_by_role("button", name="Save the ticks").click()
        expect(page.get_by_label("Viewing at Møllevej")).to_be_checked()
        page.get_by_role("link", name="Add a goal").first.click()
        page.get_by_label("The goal", exact=True).fill("See Bella every week")
        page.get_by_role("button", name="Add the goal").click()
        page.get_by_role("button", name="Up See Bella every week").click()
        expect(page.get_by_role("heading", level=2).filter(has_text="1 · own goal")).to_contain_text(
            "See Bella"
        )
    assert done_on("Viewing at Møllevej") == timezone.localdate()


def test_the_review_is_kept_while_typing_and_done_over_days(
    browser: Browser, live_server: Any, course: Enrolment
) -> None:
    with signed_in(browser, live_server.url) as page:
        page.goto(f"/courses/{course.pk}/review/")
        words = page.get_by_label("Jon’s words about “A door I can lock”")
        words.fill("Closer. If they take the dog.")
        words.blur()
        expect(page.locator("[data-saved]")).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
        page.goto("/")
        page.goto(f"/courses/{course.pk}/review/")
        expect(words).to_have_value("Closer. If they take the dog.")
        page.get_by_role("group", name="Jon: A door I can lock").get_by_role("radio", name="Closer").check()
        page.get_by_role("button", name="Save, go on later").click()
        expect(page.get_by_text("Saved. Go on whenever it suits you both.")).to_be_visible()
    judgement = GoalJudgement.objects.unscoped().get()
    assert (judgement.person_movement, judgement.person_words) == ("closer", "Closer. If they take the dog.")
    assert Review.objects.unscoped().get().held_on is None


def test_the_review_works_without_scripts(browser: Browser, live_server: Any, course: Enrolment) -> None:
    with signed_in(browser, live_server.url, scripts=False) as page:
        page.goto(f"/courses/{course.pk}/review/")
        page.get_by_role("group", name="Jon: Money").get_by_role("radio", name="Better").check()
        page.get_by_role("button", name="Finish the review …").click()
        page.get_by_role("button", name="Finish the review").click()
        expect(page.get_by_text("The review is finished, and the next one is made.")).to_be_visible()
    assert Review.objects.unscoped().filter(held_on=timezone.localdate()).count() == 1


@pytest.mark.parametrize(
    ("viewport", "scheme"),
    [(SMALL, "light"), (PHONE, "dark"), (WIDE, "light")],
    ids=["small", "phone", "wide"],
)
def test_every_page_fits_the_screen_and_has_no_accessibility_fault(
    browser: Browser, live_server: Any, course: Enrolment, viewport: Any, scheme: Any
) -> None:
    goal = Goal.objects.unscoped().get()
    pages = ("plan", "plan/wishes", "plan/agree", "plan/versions", "needs", "needs/new", "needs/start")
    more = ("review", "review/finish", "review/move", "reviews", "housing", "housing/new", "plan/goals/new")
    with signed_in(browser, live_server.url, viewport=viewport) as page:
        page.emulate_media(color_scheme=scheme)
        for address in [f"/courses/{course.pk}/{name}/" for name in (*pages, *more)] + [
            f"/goals/{goal.pk}/",
            f"/goals/{goal.pk}/steps/new/",
            f"/goals/{goal.pk}/sub-goals/new/",
        ]:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, f"{address} is {wide} px too wide"
            found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
            assert [
                (address, fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found
            ] == []


def test_the_open_tab_is_in_sight_on_a_phone(browser: Browser, live_server: Any, course: Enrolment) -> None:
    with signed_in(browser, live_server.url) as page:
        page.goto(f"/courses/{course.pk}/housing/")
        expect(page.get_by_role("link", name="Housing")).to_be_in_viewport(ratio=0.9)
