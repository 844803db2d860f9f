"""The private feed and the taking in of files, on their pages."""

from __future__ import annotations

import logging
import re
from datetime import datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.calendar.models import Appointment, Feed
from alongside.calendar.operations import add_appointment
from alongside.contacts.operations import call_off_contact, plan_contact
from alongside.organisation.models import Membership
from alongside.people.models import Person
from alongside.web.logs import OpaqueOnly
from tests.people_of_the_house import writing

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2026, 11, 26, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
DENTIST = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Somewhere//EN\r
BEGIN:VEVENT\r
UID:dentist\r
DTSTAMP:20261101T000000Z\r
DTSTART:20261126T120000Z\r
DTEND:20261126T130000Z\r
SUMMARY:Dentist\r
END:VEVENT\r
END:VCALENDAR\r
"""


def text(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def made(browser: Client, names: str = "nothing") -> str:
    """The path of a new feed."""
    page = browser.post(reverse("calendar_feed"), {"names": names}).content.decode()
    found = re.search(r'value="http://testserver(/feed/[^"]+)"', page)
    assert found
    return found[1]


@pytest.fixture
def visit(jonas, sofie):
    return plan_contact(
        by=sofie,
        enrolment=jonas,
        kind="visit",
        occurred_at=THURSDAY,
        place_text="Havnegade 5",
        text="About the rent",
        minutes=30,
    )


def test_a_feed_says_when_and_nothing_else(sign_in, visit, house, sofie) -> None:
    add_appointment(
        by=sofie,
        worker=house.workers["sofie"],
        kind="other",
        title="Talk about Jonas",
        note="Secret",
        starts_at=THURSDAY,
        ends_at=THURSDAY + timedelta(hours=1),
    )
    address = made(sign_in("sofie"))
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    body = answer.content.decode()
    assert "DTSTART:20261126T090000Z" in body
    assert "DTEND:20261126T093000Z" in body
    assert "SUMMARY:Visit" in body
    for hidden in ("Jon", "Krogh", "JK", "Havnegade", "rent", "Secret", "Talk"):
        assert hidden not in body


def test_initials_only_when_its_owner_chose_them(sign_in, visit) -> None:
    body = Client().get(made(sign_in("sofie"), "initials")).content.decode()
    assert "SUMMARY:Visit JK" in body


def test_the_agency_has_its_own_word_for_a_visit(sign_in, visit, house) -> None:
    settings, browser = reverse("agency_settings"), sign_in("ada")
    sent = {"name": house.agency.name, "version": house.agency.version, "feed_title": "Taken"}
    assert browser.post(settings, sent).status_code == 302
    assert 'value="Taken"' in browser.get(settings).content.decode()
    assert "SUMMARY:Taken" in Client().get(made(sign_in("sofie"))).content.decode()


def test_the_address_is_secret_shown_once_and_kept_nowhere(sign_in, house) -> None:
    browser = sign_in("sofie")
    address = made(browser)
    secret = address.removeprefix("/feed/").removesuffix(".ics")
    assert len(secret) == 43
    assert secret not in browser.get(reverse("calendar_feed")).content.decode()
    found = Feed.objects.get()
    assert secret not in str(vars(found))
    assert not Entry.objects.filter(detail__icontains=secret).exists()
    record = logging.LogRecord("x", logging.WARNING, "", 0, f"Not Found: {address}", (), None)
    OpaqueOnly().filter(record)
    assert secret not in record.getMessage()


def test_only_the_one_address_answers_and_only_while_it_holds(sign_in, house, visit) -> None:
    browser = sign_in("sofie")
    first = made(browser)
    assert Client().get("/feed/not-it.ics").status_code == 404
    assert Client().post(first).status_code == 405
    second = made(browser)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    browser.post(reverse("calendar_feed_end"))
    assert Client().get(second).status_code == 404
    third = made(browser)
    with writing(house.agency):
        membership = Membership.objects.get(worker=house.workers["sofie"])
        membership.ends_on = house.now.date()
        membership.save()
    assert Client().get(third).status_code == 404


def test_what_did_not_change_is_not_sent_again_and_reading_is_noted_now_and_then(
    sign_in, visit, house, sofie
) -> None:
    browser = sign_in("sofie")
    address = made(browser)
    first = Client().get(address)
    assert "not yet" not in text(browser.get(reverse("calendar_feed")))
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Entry.objects.filter(operation="feed.fetch").count() == 1
    with time_machine.travel(house.now + timedelta(hours=2), tick=False):
        Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert Entry.objects.filter(operation="feed.fetch").count() == 2
    call_off_contact(by=sofie, contact=visit)
    changed = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert "STATUS:CANCELLED" in changed.content.decode()


def test_a_file_is_taken_in_and_says_what_became_of_it(sign_in) -> None:
    browser, address = sign_in("sofie"), reverse("calendar_take_in")
    assert browser.get(address).status_code == 200
    said = text(browser.post(address, {"file": SimpleUploadedFile("c.ics", DENTIST)}))
    assert "1 new appointment" in said
    said = text(browser.post(address, {"file": SimpleUploadedFile("c.ics", DENTIST)}))
    assert "0 new appointments" in said
    assert "1 as before" in said
    assert Appointment.objects.count() == 1
    assert not Person.objects.unscoped().exists()
    week = {"view": "week", "day": "2026-11-26"}
    assert "Dentist" in text(browser.get(reverse("calendar"), week))
    sofie = str(Appointment.objects.get().worker_id)
    others = text(sign_in("maja").get(reverse("calendar"), {**week, "worker": sofie}))
    assert "Busy" in others
    assert "Dentist" not in others


def test_what_was_taken_in_is_not_fed_out_and_not_changed_here(sign_in) -> None:
    browser = sign_in("sofie")
    browser.post(reverse("calendar_take_in"), {"file": SimpleUploadedFile("c.ics", DENTIST)})
    found = Appointment.objects.get()
    assert "Dentist" not in Client().get(made(browser)).content.decode()
    page = text(browser.get(reverse("appointment", args=[found.pk])))
    assert "This comes from another calendar." in page
    sent = {"day": "2026-11-27", "clock": "9", "version": 1, "key": "01a20083-7617-7598-90f3-bad37bef8c16"}
    refused = browser.post(reverse("appointment_move", args=[found.pk]), sent)
    assert "This comes from another calendar." in text(refused)


def test_a_broken_file_is_refused_in_words(sign_in) -> None:
    browser, address = sign_in("sofie"), reverse("calendar_take_in")
    refused = browser.post(address, {"file": SimpleUploadedFile("c.ics", b"not a calendar")})
    assert refused.status_code == 422
    assert "cannot be read as a calendar" in text(refused)
    large = SimpleUploadedFile("c.ics", b"x" * 1_000_001)
    assert "larger than 1000 kB" in text(browser.post(address, {"file": large}))
    assert not Appointment.objects.exists()
