"""The privacy officer finds on one page what waits, and does it from there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.audit.trail import record_read
from alongside.oversight.models import LogReview, ReviewedLook, UrgentAccess
from alongside.oversight.operations import open_urgently
from tests.people_of_the_house import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def looked(house: House, jonas, sofie, omar):
    """Sofie looked at Jonas as her work is; Omar, who has nothing to do with him, did too."""
    for who in (sofie, omar):
        at = replace(who, now=house.now - timedelta(days=170))
        record_read(viewer=at, page="person", record=jonas.person)


def test_it_is_where_the_day_begins(sign_in) -> None:
    answer = sign_in("per").get("/")
    assert answer.headers["Location"] == reverse("privacy")


@pytest.mark.parametrize("name", ["sofie", "amina", "ada", "karin", "ilse", "eva"])
def test_nobody_else_finds_it(sign_in, name: str) -> None:
    browser = sign_in(name)
    for route in ("privacy", "log_reviews"):
        assert browser.get(reverse(route)).status_code == 404


def test_the_log_is_looked_through_from_the_page(sign_in, looked) -> None:
    browser = sign_in("per")
    page = browser.get(reverse("privacy")).content.decode()
    assert "Five months have passed" in page
    answer = browser.post(reverse("log_review_begin"), follow=True)
    page = answer.content.decode()
    assert "Their work did not lead to this person on that day." in page
    assert "Omar Bilal" in page
    assert "Jonas" not in page
    review = LogReview.objects.get()
    address = reverse("log_review", args=[review.pk])
    lines = list(ReviewedLook.objects.all())
    said = {"judge": "1"}
    for line in lines:
        said |= {
            f"look-{line.pk}-version": "1",
            f"look-{line.pk}-verdict": "breach" if line.signs else "fine",
        }
    answer = browser.post(address, said)
    assert answer.status_code == 422
    assert "Write a few words about why." in answer.content.decode()
    risky = [line for line in lines if line.signs]
    said |= {f"look-{line.pk}-words": "He says he was curious." for line in risky}
    for line in ReviewedLook.objects.all():
        said[f"look-{line.pk}-version"] = str(line.version)
    assert browser.post(address, said).status_code == 302
    answer = browser.post(address, {"words": "One breach, in the register."}, follow=True)
    assert "The last one was signed" in answer.content.decode()
    page = browser.get(address).content.decode()
    assert "One breach, in the register." in page
    assert "It is a breach" in page
    assert "none missing" in browser.post(f"{address}again/", follow=True).content.decode()


def test_urgent_access_is_told_and_judged(house: House, sign_in, jonas, omar) -> None:
    open_urgently(
        by=replace(omar, now=house.now - timedelta(hours=1)),
        reason_code="danger",
        why="Stands at our door with a wound.",
        name="Jonas Krogh",
        birth_date=date(1992, 3, 4),
    )
    assert (
        "opened the record of Jonas Krogh urgently" in sign_in("sofie").get(reverse("today")).content.decode()
    )
    assert "was it justified?" in sign_in("amina").get(reverse("today")).content.decode()
    browser = sign_in("per")
    assert "Omar Bilal opened the record of Jonas Krogh" in browser.get(reverse("privacy")).content.decode()
    address = reverse("urgent_access", args=[UrgentAccess.objects.unscoped().get().pk])
    assert "Stands at our door" in browser.get(address).content.decode()
    assert browser.post(address, {"judgement": "not_justified", "words": ""}).status_code == 422
    answer = browser.post(address, {"judgement": "follow_up", "words": "Ask the team for cover."})
    assert answer.status_code == 302
    assert "Nothing waits to be judged." in browser.get(reverse("privacy")).content.decode()
    assert "was it justified?" not in sign_in("amina").get(reverse("today")).content.decode()


def test_the_banner_stands_on_every_page_of_the_person(sign_in, jonas, omar) -> None:
    open_urgently(
        by=omar,
        reason_code="danger",
        why="Stands at our door with a wound.",
        name="Jonas Krogh",
        birth_date=date(1992, 3, 4),
    )
    browser = sign_in("omar")
    for route, key in (("person", jonas.person_id), ("story", jonas.pk), ("contact_new", jonas.pk)):
        assert "You opened this record urgently" in browser.get(reverse(route, args=[key])).content.decode()
    access = UrgentAccess.objects.unscoped().get()
    browser.post(reverse("urgent_close", args=[access.pk]))
    assert browser.get(reverse("person", args=[jonas.person_id])).status_code == 404
