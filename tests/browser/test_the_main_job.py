"""The main job in a real browser: from an authority's order to the review and the close, by the people who do it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from alongside.caseload.models import Assignment
from alongside.contacts.models import Contact
from alongside.enrolments.models import Closure, Enrolment
from alongside.interop.tests.deliveries import as_bytes
from alongside.interop.tests.official_files import FOLDER, ORDER, official
from alongside.interop.tests.ordered import order
from alongside.plans.models import PlanVersion
from alongside.reviews.models import Review
from tests.people_of_the_house import PASSWORD, House

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1360, "height": 900}


class Desk:
    """One person at work, at one screen."""

    def __init__(self, browser: Browser, base: str, *, name: str, language: str, viewport: Any) -> None:
        self.context = browser.new_context(base_url=base, viewport=viewport)
        self.context.add_cookies([{"name": "django_language", "value": language, "url": base}])
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.goto("/account/login/")
        self.page.fill("input[name=login]", name)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.locator("input[name=password]").press("Enter")
        self.page.wait_for_url(lambda url: "/account/login" not in url)

    def open(self, address: str) -> None:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        self.fits()

    def fits(self) -> None:
        """Nothing is wider than the screen."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px too wide"

    def follow(self, route: str) -> None:
        """Open the first link on the page whose address matches."""
        found = [
            address
            for address in self.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
            if re.search(route, address)
        ]
        assert found, f"no link to {route} on {self.page.url}"
        self.open(found[0])

    def tap(self, name: str, value: str) -> None:
        """Choose one answer, as a finger does: on its label."""
        field = self.page.locator(f'input[name="{name}"][value="{value}"]')
        field.locator("xpath=ancestor::label[1]").or_(
            self.page.locator(f'label[for="{field.get_attribute("id")}"]')
        ).first.click()
        expect(field).to_be_checked()

    def write(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.locator(f'main [name="{name}"]').fill(value)

    def choose(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.locator(f'main select[name="{name}"]').select_option(value)

    def send(self, selector: str = "main .button--primary[type=submit], main button.button--primary") -> None:
        before = self.page.url
        button = self.page.locator(selector).last
        button.focus()
        # What leaving a field saves and shows is there before the finger comes down.
        self.page.wait_for_timeout(500)
        with self.page.expect_navigation(timeout=90_000):
            button.click()
        errors = self.page.locator(".errors").all_inner_texts()
        assert not errors, f"{before}: {errors}"
        self.fits()

    def close(self) -> None:
        assert self.said == []
        self.context.close()


@pytest.fixture
def order_file(tmp_path: Path) -> Path:
    """KL's own order when it is there, else an order of our own."""
    path = tmp_path / ORDER
    path.write_bytes(official(ORDER) if FOLDER else as_bytes(order()))
    return path


@pytest.mark.parametrize(
    ("language", "viewport"), [("da", PHONE), ("en", DESKTOP)], ids=["phone-da", "desktop-en"]
)
@pytest.mark.django_db(transaction=True)
def test_from_the_order_to_the_close(
    browser: Browser, live_server: Any, house: House, order_file: Path, language: str, viewport: Any
) -> None:
    def desk(name: str) -> Desk:
        return Desk(browser, live_server.url, name=name, language=language, viewport=viewport)

    enrolment = receive_decide_and_assign(desk("ilse"), order_file, str(house.workers["sofie"].pk))
    sofie = desk("sofie")
    understand(sofie, enrolment)
    plan_together(sofie, enrolment)
    meet_and_write(sofie, enrolment)
    review_together(sofie, enrolment)
    close_for_a_reason(sofie, enrolment)
    sofie.close()
    enrolment.refresh_from_db()
    assert not enrolment.is_open


def receive_decide_and_assign(ilse: Desk, order_file: Path, worker_id: str) -> Enrolment:
    ilse.open("/intake/order/")
    ilse.page.set_input_files("input[type=file]", order_file)
    ilse.send()
    ilse.tap("outcome", "yes")
    ilse.choose(legal_basis="sel-85", provider_wish="followed")
    ilse.write(reason="Én gennemgående person, og støtte på tværs.")
    ilse.send("button[name=act][value=decide]")
    ilse.follow(rf"/assign/\?worker={worker_id}")
    ilse.write(rhythm_days="4")
    ilse.send()
    ilse.close()
    return Assignment.objects.unscoped().get(worker_id=worker_id).enrolment


def understand(sofie: Desk, enrolment: Enrolment) -> None:
    sofie.open("/")
    expect(sofie.page.locator(f'main a[href="/people/{enrolment.person_id}/"]').first).to_be_visible()
    sofie.open(f"/courses/{enrolment.pk}/needs/new/")
    area = sofie.page.locator("details").first
    if area.count() and not area.evaluate("details => details.open"):
        area.locator("summary").click()
    sofie.write(
        **{"housing-person_view": "En dør jeg kan låse.", "housing-worker_view": "Klar til egen bolig."}
    )
    sofie.send()


def plan_together(sofie: Desk, enrolment: Enrolment) -> None:
    sofie.open(f"/courses/{enrolment.pk}/plan/wishes/")
    sofie.write(wishes="En dør jeg kan låse. Min hund hos mig.")
    sofie.send()
    sofie.open(f"/courses/{enrolment.pk}/plan/goals/new/")
    sofie.write(title="En dør jeg kan låse")
    sofie.send()
    sofie.open(f"/courses/{enrolment.pk}/plan/")
    sofie.follow(r"/sub-goals/new/")
    sofie.write(title="En lejekontrakt i mit eget navn", indicator="Kontrakten er skrevet under")
    sofie.send()
    sofie.open(f"/courses/{enrolment.pk}/plan/")
    sofie.follow(r"/steps/new/")
    sofie.write(title="Udfylde boligskemaet")
    sofie.send()
    sofie.open(f"/courses/{enrolment.pk}/plan/agree/")
    sofie.tap("how", "aloud")
    sofie.send()
    assert PlanVersion.objects.unscoped().get().number == 1


def meet_and_write(sofie: Desk, enrolment: Enrolment) -> None:
    sofie.open(f"/courses/{enrolment.pk}/contacts/new/")
    sofie.tap("how", "met")
    sofie.tap("place", "street")
    sofie.tap("length", "50")
    sofie.write(text="Gik en tur. “Hvis hunden må komme med.”")
    sofie.page.locator("main textarea[name=text]").blur()
    expect(sofie.page.locator("[data-saved]").first).to_contain_text(re.compile(r"\d\d[:.]\d\d"))
    # The tab is closed without signing, and the text is there again.
    sofie.page.goto("/")
    sofie.open(f"/courses/{enrolment.pk}/contacts/new/")
    expect(sofie.page.locator("main textarea[name=text]")).to_have_value(re.compile("Hvis hunden"))
    sofie.send()
    note = Contact.objects.unscoped().get()
    assert (note.status, note.minutes, note.signed_at is not None) == ("held", 50, True)


def review_together(sofie: Desk, enrolment: Enrolment) -> None:
    sofie.open(f"/courses/{enrolment.pk}/review/")
    sofie.tap("d-economy-worker", "better")
    sofie.tap("intensity", "yes")
    sofie.tap("follow_up_result", "continue")
    sofie.write(person_words="Det går den rigtige vej.")
    sofie.send("button[name=act][value=finish]")
    sofie.send()
    held = Review.objects.unscoped().exclude(held_on=None).get()
    assert held.person_words == "Det går den rigtige vej."
    assert Review.objects.unscoped().filter(enrolment=enrolment, held_on=None).count() == 1


def close_for_a_reason(sofie: Desk, enrolment: Enrolment) -> None:
    sofie.open(f"/courses/{enrolment.pk}/close/")
    sofie.tap("reason", "not_reached")
    expect(sofie.page.locator("#method")).to_be_visible()
    sofie.tap("reason", "no_need_person")
    sofie.write(explanation="Vil selv nu.")
    sofie.choose(destination="no_support", housing_at_exit="own_tenancy")
    sofie.send()
    assert Closure.objects.unscoped().get().housing_at_exit == "own_tenancy"
