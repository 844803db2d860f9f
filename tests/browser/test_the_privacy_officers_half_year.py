"""The privacy officer's half-year from the screens alone: the log, who may what, somebody who asks to see everything
that is written about them, and a drill for a breach."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from alongside.audit.queries import looks_at
from alongside.audit.trail import record_read
from alongside.consents.models import Disclosure
from alongside.enrolments.models import Enrolment
from alongside.oversight.models import Affected, Incident, LogReview, RightsReview
from alongside.people.operations import change_person
from alongside.rights.models import AccessRequest
from tests.browser.test_the_desk import PHONE, WIDE, at_work, lived
from tests.scene import Scene

__all__ = ["lived"]


BORN = date(1979, 5, 6)


@pytest.fixture
def looked(lived: Scene) -> Scene:
    """Sofie looked at those she walks with, and Omar at somebody of another team."""
    house = lived.house
    for days, name in ((100, "sofie"), (40, "sofie"), (3, "omar")):
        course = lived.course(f"Somebody {days}")
        viewer = house.at(house.now - timedelta(days=days)).actor(name)
        record_read(viewer=viewer, page="person", record=course.person)
        if days == 40:
            change_person(by=house.actor("sofie"), person=course.person, birth_date=BORN)
            lived.happened(course, days=39, text="He told about the time by the sea.")
    return lived


@pytest.mark.parametrize(("viewport", "scripts"), [(WIDE, True), (PHONE, False)], ids=["wide", "phone-bare"])
def test_a_half_year(browser: Browser, live_server: Any, looked: Scene, viewport: Any, scripts: bool) -> None:
    with at_work(browser, live_server.url, "per", viewport=viewport, scripts=scripts) as page:
        expect(page.get_by_role("heading", level=1)).to_have_text("Privacy")
        _looks_through_the_log(page, scripts)
        _asks_about_rights(page)
        _answers_who_asks_to_see_everything(page, looked)
        _plays_a_breach(page, scripts)
    assert AccessRequest._base_manager.get().answered_on == looked.today
    assert LogReview.objects.get().signed_at is not None
    assert RightsReview.objects.get().asked.exclude(answer="").count() == 1
    drill = Incident.objects.get()
    assert drill.is_drill
    assert drill.closed_at is not None
    assert Affected.objects.unscoped().filter(incident=drill).count() == 1


def _sends(page: Page, button: str, scripts: bool) -> None:
    """Press the button once what was typed is kept, as somebody who reads it over does."""
    if scripts:
        page.keyboard.press("Tab")
        expect(page.get_by_text("Saved").last).to_be_visible()
        page.wait_for_load_state("networkidle")
    page.get_by_role("button", name=button, exact=True).click()


def _looks_through_the_log(page: Page, scripts: bool) -> None:
    page.get_by_role("button", name="Draw a sample and begin").click()
    expect(page.get_by_text("Their work did not lead to this person on that day.")).to_have_count(1)
    for verdict in page.locator("label", has_text="It is fine").all():
        verdict.click()
    page.get_by_role("button", name="Keep what you found").click()
    expect(page.get_by_text("looks settled")).to_be_visible()
    page.get_by_label("What you found, and what is done now").fill(
        "One without a tie, explained by his lead."
    )
    _sends(page, "Sign the review", scripts)
    expect(page.get_by_text("The last one was signed")).to_be_visible()


def _asks_about_rights(page: Page) -> None:
    page.get_by_role("button", name="Ask about every role now").click()
    card = page.locator("section.card", has=page.get_by_role("heading", name="Ada Bech"))
    card.locator("label", has_text="Still needed").click()
    card.get_by_role("button", name="Sign for Ada Bech").click()
    expect(page.get_by_text("Signed for Ada Bech.")).to_be_visible()


def _answers_who_asks_to_see_everything(page: Page, scene: Scene) -> None:
    """Somebody writes to the privacy officer, who finds exactly them, sees no name, and gives them everything."""
    page.goto("/privacy/")
    page.get_by_role("link", name="Somebody asks to see everything").click()
    page.get_by_label("Or the full name").fill("Somebody 40")
    page.get_by_label("Date of birth").fill("1979-05-06")
    page.get_by_role("button", name="Find their requests").click()
    expect(page.get_by_role("heading", name="What they ask of us", level=1)).to_be_visible()
    page.get_by_label("In their words").fill("I want to read it all.")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("button", name="Make the file").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take it out").click()
    assert "Somebody 40" not in page.content()
    _has_everything(Path(taken.value.path()), scene)
    page.get_by_role("button", name="They have got their answer").click()
    expect(page.get_by_text("they have got their answer")).to_be_visible()
    page.goto("/requests/")
    expect(page.get_by_text("Nobody waits.")).to_be_visible()


def _has_everything(file: Path, scene: Scene) -> None:
    """A document to read, the same as data, and the log, with a line in the ledger for it."""
    course = Enrolment._base_manager.get(person__family_name="40")
    with zipfile.ZipFile(file) as packed:
        assert packed.read("person.pdf").startswith(b"%PDF")
        data = json.loads(packed.read("person.json"))
    assert "by the sea" in json.dumps(data["records"])
    looks = looks_at(scene.house.agency.pk, [course.person_id], in_lists=True)
    assert 0 < len(data["log"]) <= len(looks)
    assert {line["by"]["role"] for line in data["log"]} >= {"case_manager", "privacy_officer"}
    line = Disclosure._base_manager.get()
    assert (line.person_id, line.basis) == (course.person_id, "right")
    assert line.digest == hashlib.sha256(file.read_bytes()).hexdigest()


def _plays_a_breach(page: Page, scripts: bool) -> None:
    page.goto("/privacy/")
    page.get_by_role("link", name="Begin a drill").click()
    page.get_by_label("In a few words").fill("A phone left on a bus")
    page.get_by_label("What happened").fill("Omar’s phone lay unlocked in the bus for an hour.")
    expect(page.get_by_label("It is a drill")).to_be_checked()
    _sends(page, "Write it down", scripts)
    expect(page.get_by_text("hours left to tell the authority")).to_be_visible()
    page.get_by_label("Whose looks").select_option(label="Omar Bilal")
    page.get_by_label("From", exact=True).fill("2026-01-01T00:00")
    page.get_by_role("button", name="Find them in the log").click()
    expect(page.get_by_role("cell", name="Somebody 3")).to_be_visible()
    page.get_by_role("link", name="Decide", exact=True).click()
    for question in ("authority told", "people concerned told"):
        group = page.get_by_role("group", name=question)
        group.locator("label", has_text="Yes").click()
    page.get_by_label("Why", exact=True).fill("Health data, unlocked for an hour.")
    _sends(page, "Decide", scripts)
    page.get_by_role("link", name="Write down what was told").click()
    page.locator("label", has_text="The data protection authority").click()
    page.get_by_label("What they were told").fill("By their form, as a drill.")
    _sends(page, "Keep it", scripts)
    expect(page.get_by_text("The authority has been told.")).to_be_visible()
    page.get_by_role("link", name="Close the incident").click()
    page.get_by_label("What it did, and what is different now").fill("Phones lock after a minute now.")
    _sends(page, "Close it", scripts)
    expect(page.get_by_role("heading", name="How it ended")).to_be_visible()
