"""A month of a case manager with eight people, on a phone: what each act takes in taps, and nothing typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from alongside.enrolments.models import Enrolment
from alongside.housing.operations import record_stay
from tests.browser.test_a_day_by_keyboard_and_tap import count_taps, course_of
from tests.browser.test_the_desk import PHONE, at_work
from tests.people_of_the_house import House
from tests.scene import Scene

FIRST = datetime(2026, 11, 2, tzinfo=ZoneInfo("Europe/Copenhagen"))
"""The first day of the month, a Monday."""


@dataclass
class Month:
    """The days of the month, and what they took."""

    browser: Browser
    base: str
    now: datetime = FIRST
    typed: list[str] = field(default_factory=list)
    took: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def at(self, day: int, clock: str, who: str = "sofie") -> Iterator[Phone]:
        """Somebody takes out their phone on a day of the month, at Today."""
        hour, minute = map(int, clock.split(":"))
        self.now = FIRST.replace(hour=hour, minute=minute) + timedelta(days=day - 1)
        with at_work(self.browser, self.base, who, viewport=PHONE) as page:
            page.set_default_timeout(10_000)
            yield Phone(self, page, count_taps(page))


@dataclass
class Phone:
    """A phone in somebody's hand: whoever holds it gets anywhere from Today by taps alone."""

    month: Month
    page: Page
    taps: list[str]

    def tap(self, name: str, *, within: Locator | None = None, exact: bool = True) -> None:
        """Press a link or a button."""
        found = (within or self.page).get_by_role("link", name=name, exact=exact)
        if not found.count():
            found = (within or self.page).get_by_role("button", name=name, exact=exact)
        found.first.click()
        self.page.wait_for_load_state("networkidle")

    def choose(self, label: str, *, within: Locator | None = None) -> None:
        """Press a choice."""
        (within or self.page).locator("label", has_text=label).first.click()

    def types(self, label: str, text: str) -> None:
        """Write into a field what nobody has written before."""
        assert text not in self.month.typed, f"“{text}” is typed twice"
        self.month.typed.append(text)
        self.page.get_by_label(label, exact=True).first.fill(text)

    def sets(self, label: str, value: str) -> None:
        """Set a day, a time or one of a list."""
        one = self.page.get_by_label(label, exact=True).first
        if one.evaluate("e => e.tagName") == "SELECT":
            one.select_option(label=value)
            self.taps += ["SELECT", "OPTION"]
        else:
            one.fill(value)

    def sees(self, text: str) -> None:
        """Somewhere on the page stands."""
        expect(self.page.get_by_text(text).first).to_be_visible()

    def someone(self, course: Enrolment) -> Locator:
        """A person's place on Today."""
        return self.page.locator(f"#person-{course.person_id}")

    def did(self, what: str, *, most: int) -> None:
        """What the taps since the last time were for, and how many they may be."""
        taken = len(self.taps)
        self.taps.clear()
        self.month.took[what] = taken
        assert taken <= most, f"{what}: {taken} taps, at most {most}"
        self.page.goto("/")


@pytest.fixture
def month(monkeypatch: Any, transactional_db: Any, house: House, browser: Browser, live_server: Any) -> Month:
    """Eight people with Sofie, each met a day or two ago."""
    begun = Month(browser, live_server.url, FIRST.replace(hour=8))
    monkeypatch.setattr(timezone, "now", lambda: begun.now)
    scene = Scene(house.at(begun.now))
    for name in (
        "Jonas Krogh",
        "Birthe Olesen",
        "Ali Rahimi",
        "Mette Dalgaard",
        "Kim Thorsen",
        "Yusuf Hamdi",
        "Palle Frandsen",
        "Ea Winther",
    ):
        course = scene.course(name, rhythm_days=5, phone="55 50 01 40")
        scene.happened(course, days=2)
    scene.planned(course_of("Krogh"), FIRST.replace(hour=10), place="home")
    scene.pause(course_of("Rahimi"), days=60, kind="prison", place="Vestre")
    sofie = scene.house.actor("sofie")
    record_stay(
        by=sofie,
        person=course_of("Thorsen").person,
        kind="own_tenancy",
        place="Havnegade 3",
        starts_on=sofie.today,
    )
    return begun


def test_a_month(month: Month) -> None:
    jonas, birthe, ali, mette, kim, yusuf = map(
        course_of, ("Krogh", "Olesen", "Rahimi", "Dalgaard", "Thorsen", "Hamdi")
    )
    with month.at(1, "10:10") as phone:
        phone.tap("We tried", within=phone.someone(jonas))
        phone.choose("Did not open")
        phone.tap("Keep trying")
        phone.did("a visit to somebody who does not open", most=3)

        phone.tap("What do we try next?", within=phone.someone(jonas))
        phone.choose("Where they can be found")
        phone.types("Where or with whom", "The bench at Solby Station")
        phone.tap("Agree on it")
        phone.did("agreeing what to try next", most=3)
    with month.at(3, "12:00") as phone:
        phone.tap("Tried, did not reach", within=phone.someone(jonas), exact=False)
        phone.did("another try", most=1)

    with month.at(4, "09:00") as phone:
        phone.tap("Birthe Olesen", within=phone.someone(birthe))
        phone.page.get_by_text("More", exact=True).first.click()
        phone.tap("Let the course rest")
        phone.choose("In hospital")
        phone.types("Where they are", "Ward P3, Solby Hospital")
        phone.tap("Let it rest")
        phone.did("an admission", most=5)
    with month.at(6, "13:00") as phone:
        phone.tap("Write a contact note about Birthe Olesen")
        expect(phone.page.get_by_label("Where exactly")).to_have_value("Ward P3, Solby Hospital")
        phone.types("What happened, in short", "She sleeps. She asked who feeds the cat.")
        phone.tap("Sign the note")
        phone.did("a visit on the ward", most=2)

        phone.tap("Say when", within=phone.someone(ali))
        phone.sets("The day they come out", "2026-11-13")
        phone.types("Who said so", "The social worker in Vestre")
        phone.tap("Write it down")
        phone.did("the day of a release", most=2)
        phone.tap("What has to be ready", within=phone.someone(ali))
        phone.tap("Done", exact=False)
        phone.did("one thing made ready for it", most=2)

    with month.at(10, "23:00", "vagn") as phone:
        phone.tap("Mette Dalgaard")
        phone.types("What happened", "She hears them through the wall and is afraid to sleep.")
        phone.types("What was agreed", "She calls again at two if they do not stop.")
        phone.sets("To be followed up", "Tomorrow")
        phone.tap("Write it down")
        phone.did("a call at night", most=4)
    with month.at(11, "08:30") as phone:
        phone.tap("Vagn Nattergal talked with Mette Dalgaard", exact=False)
        phone.tap("Followed up")
        phone.did("seeing in the morning what came at night", most=2)
        expect(phone.someone(mette)).not_to_contain_text("talked with on call")

    with month.at(12, "10:00") as phone:
        phone.tap("Kim Thorsen", within=phone.someone(kim))
        phone.tap("Housing")
        phone.tap("The home is at risk")
        phone.sets("What it is", "Notice")
        phone.types("What was said", "The landlord gives notice for the first of January.")
        phone.sets("Next day something has to happen", "2026-11-16")
        phone.types("What has to happen", "Object in writing")
        phone.tap("Write it down")
        phone.did("a notice of the landlord", most=6)

    with month.at(13, "11:00") as phone:
        phone.tap("They are out", within=phone.someone(ali))
        phone.tap("Go on")
        phone.did("somebody who came out", most=2)

    with month.at(15, "09:00") as phone:
        expect(phone.someone(kim)).to_contain_text("Object in writing, today")
        phone.tap("Plan the meeting", within=phone.someone(jonas))
        expect(phone.page.get_by_label("Meeting with others")).to_be_checked()
        phone.sets("Day", "2026-11-20")
        phone.sets("Time", "10:00")
        phone.types("What about", "Where is Jonas, and what do we do")
        phone.choose("Our office")
        phone.tap("Plan it")
        phone.did("calling a case conference", most=3)

        phone.tap("Yusuf Hamdi", within=phone.someone(yusuf))
        phone.tap("Network")
        phone.tap("Add someone")
        phone.types("Name", "Amal Hamdi")
        phone.types("Who they are to the person", "Sister")
        phone.choose("Yes", within=phone.page.get_by_role("group", name="May we speak with them?"))
        phone.tap("Write it down")
        phone.did("a sister", most=5)

        phone.tap("Yusuf Hamdi", within=phone.someone(yusuf))
        phone.tap("Add another plan")
        phone.sets("Which plan", "§ 141 action plan")
        phone.types("Who leads it", "Job centre Solby")
        phone.types("The caseworker there", "Karin Holst")
        phone.types("What comes next in it", "First meeting about work")
        phone.sets("On which day", "2026-12-01")
        phone.tap("Write it down")
        phone.did("a new § 141 plan", most=5)

        phone.tap("Plan a meeting", within=phone.someone(yusuf))
        phone.choose("Meeting with others")
        phone.sets("Day", "2026-11-18")
        phone.sets("Time", "13:00")
        phone.types("What about", "Who helps when it is cold")
        phone.choose("Our office")
        phone.tap("Plan it")
        phone.did("planning a network meeting", most=4)
    with month.at(17, "12:50") as phone:
        phone.tap("Before, during and after", exact=False)
        phone.tap("Prepare it together")
        phone.types("What do you want to get out of it?", "That she comes on Sundays.")
        phone.choose("Amal Hamdi")
        phone.tap("Keep it")
        phone.did("preparing it with him", most=4)
    with month.at(17, "14:00") as phone:
        phone.tap("Before, during and after", exact=False)
        phone.choose("Decided")
        phone.types("What", "Comes on Sundays with soup")
        phone.tap("Write the line")
        phone.tap("It took place")
        expect(phone.page.get_by_label("Amal Hamdi")).to_be_checked()
        expect(phone.page.get_by_label("What happened, in short")).to_have_value(
            re.compile("Comes on Sundays with soup")
        )
        phone.tap("Sign the note")
        phone.did("the meeting, from its first line to the signed note", most=5)
        # What was written once is known where it matters: who was there, and that they have met.
        phone.tap("Yusuf Hamdi", within=phone.someone(yusuf))
        phone.tap("Network")
        phone.sees("We last met together today 13:00")

    with month.at(19, "10:05") as phone:
        phone.tap("Before, during and after", exact=False)
        phone.choose("Decided")
        phone.types("What", "The outreach team asks at the shelters")
        phone.tap("Write the line")
        phone.tap("It took place")
        phone.choose("Jonas", within=phone.page.get_by_role("group", name="Who was there"))
        phone.tap("Sign the note")
        phone.did("the case conference, without him", most=6)
    with month.at(22, "15:00") as phone:
        phone.tap("Write a contact note about Jonas Krogh")
        phone.choose("Street")
        phone.types("What happened, in short", "He sat on the bench. He has slept outside. He wants soup.")
        phone.tap("Sign the note")
        phone.did("meeting him again", most=4)
        expect(phone.someone(jonas)).not_to_contain_text("was not there")
    assert len(month.typed) == len(set(month.typed))
