"""Writing a note in a real browser: on a phone and a desktop, without a network, without JavaScript, signed out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from alongside.accounts.models import User
from alongside.contacts.models import Contact
from alongside.enrolments.models import Enrolment
from alongside.plans.models import Goal, Plan
from tests.people_of_the_house import PASSWORD, House, writing

PHONE, DESK = (390, 844), (1360, 900)
SAID = "Walked around the park. “If the dog may come I will sleep inside.”"


@pytest.fixture
def goal(house: House, jonas: Enrolment) -> Goal:
    with writing(house.agency):
        plan = Plan(enrolment=jonas)
        plan.save()
        goal = Goal(plan=plan, title="A door I can lock", place=1)
        goal.save()
    return goal


@pytest.fixture
def opens(house: House, live_server: Any, browser: Browser) -> Callable[..., BrowserContext]:
    """A browser in which someone is signed in and reads English."""

    def context(
        name: str = "sofie", *, size: tuple[int, int] = DESK, java_script: bool = True
    ) -> BrowserContext:
        user = house.workers[name].user
        assert user is not None
        User.objects.filter(pk=user.pk).update(language="en")
        client = Client()
        client.force_login(user)
        opened = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=java_script,
            base_url=live_server.url,
        )
        opened.add_cookies(
            [{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}]
        )
        return opened

    return context


@pytest.fixture
def note(jonas: Enrolment) -> str:
    return reverse("contact_new", args=[jonas.pk])


def _write(page: Page, words: str = SAID) -> None:
    page.get_by_label("What happened, in short").fill(words)


def _saved(page: Page) -> None:
    page.get_by_label("What happened, in short").blur()
    expect(page.locator("[data-saved]")).to_contain_text(re.compile(r"Saved \d"))


def _only() -> Contact:
    found: Contact = Contact.objects.unscoped().get()
    return found


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_from_the_person_to_the_signed_note(opens, jonas, goal, note, size) -> None:
    page = opens(size=size).new_page()
    page.goto(reverse("person", args=[jonas.person_id]))
    page.get_by_role("main").get_by_role("link", name="Write a note").click()
    page.get_by_role("radio", name="Street").check()
    page.get_by_role("radio", name="50 min").check()
    _write(page)
    page.get_by_role("group", name="A door I can lock").get_by_role("radio", name="Forward").check()
    page.get_by_role("button", name="Sign the note").click()
    expect(page.get_by_text("The note is signed.")).to_be_visible()
    expect(page.get_by_text("A door I can lock: forward")).to_be_visible()
    assert (_only().place, _only().minutes, _only().text) == ("street", 50, SAID)


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_tried_shrinks_the_form_to_what_matters(opens, goal, note, size) -> None:
    page = opens(size=size).new_page()
    page.goto(note)
    expect(page.get_by_text("Did it move anything?")).to_be_visible()
    page.get_by_role("radio", name="Tried").check()
    for gone in ("Did it move anything?", "How long", "Who was there"):
        expect(page.get_by_text(gone)).to_be_hidden()
    expect(page.get_by_text("Non-attendance never closes a course.")).to_be_visible()
    page.get_by_role("radio", name="Not found").check()
    page.get_by_role("button", name="Keep trying").click()
    expect(page.get_by_text("We tried. It counts.")).to_be_visible()
    assert _only().tried_how == "not_found"


def test_without_javascript_everything_is_there_and_works(opens, goal, note) -> None:
    page = opens(java_script=False).new_page()
    page.goto(note)
    for words in ("What happened when you tried", "Did it move anything?", "Minutes"):
        expect(page.get_by_text(words).first).to_be_visible()
    page.get_by_role("button", name="Sign the note").click()
    expect(page.get_by_role("heading", name="One thing to put right")).to_be_visible()
    _write(page)
    page.get_by_role("button", name="Sign the note").click()
    expect(page.get_by_text("The note is signed.")).to_be_visible()
    assert _only().text == SAID


def test_a_closed_tab_keeps_the_draft(opens, note) -> None:
    context = opens()
    page = context.new_page()
    page.goto(note)
    _write(page)
    _saved(page)
    page.close()
    again = context.new_page()
    again.goto(note)
    expect(again.get_by_label("What happened, in short")).to_have_value(SAID)
    expect(again.get_by_role("button", name="Throw it away")).to_be_visible()


def test_without_a_network_the_page_says_so_and_catches_up(opens, note) -> None:
    context = opens(size=PHONE)
    page = context.new_page()
    page.goto(note)
    context.set_offline(True)
    _write(page)
    page.get_by_label("What happened, in short").blur()
    expect(page.locator("[data-saved]")).to_contain_text("No network")
    context.set_offline(False)
    _saved(page)
    page.get_by_role("button", name="Sign the note").click()
    expect(page.get_by_text("The note is signed.")).to_be_visible()


def test_signed_out_in_another_tab_the_text_comes_back(opens, note) -> None:
    context = opens()
    page = context.new_page()
    page.goto(note)
    other = context.new_page()
    other.goto(note)
    other.get_by_role("button", name="Sign out").first.click()
    _write(page)
    page.get_by_label("What happened, in short").blur()
    expect(page.locator("[data-saved]")).to_contain_text("You are signed out")
    page.get_by_role("button", name="Sign the note").click()
    page.locator("input[name=login]").fill("sofie")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("button[type=submit].button--primary").click()
    expect(page.get_by_label("What happened, in short")).to_have_value(SAID)
    expect(page.get_by_text("Your text is here, send it once more.")).to_be_visible()
    page.get_by_role("button", name="Sign the note").click()
    expect(page.get_by_text("The note is signed.")).to_be_visible()
    assert _only().text == SAID


def test_signed_in_anew_in_another_tab_one_can_go_on(opens, note) -> None:
    context = opens()
    page = context.new_page()
    page.goto(note)
    _write(page, "Before")
    other = context.new_page()
    other.goto(note)
    other.get_by_role("button", name="Sign out").first.click()
    other.goto(note)
    other.locator("input[name=login]").fill("sofie")
    other.locator("input[name=password]").fill(PASSWORD)
    other.locator("button[type=submit].button--primary").click()
    expect(other.get_by_role("button", name="Sign the note")).to_be_visible()
    _write(page)
    _saved(page)
    page.get_by_role("button", name="Sign the note").click()
    expect(page.get_by_text("The note is signed.")).to_be_visible()
    assert _only().text == SAID


def test_two_taps_are_one_note(opens, note) -> None:
    page = opens(size=PHONE).new_page()
    page.goto(note)
    _write(page)
    page.get_by_role("button", name="Sign the note").dblclick()
    expect(page.get_by_text("The note is signed.")).to_be_visible()
    assert Contact.objects.unscoped().count() == 1
