"""Looking for somebody, on a phone: from Today to the thread and back, each try one tap."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.contacts.models import Contact
from alongside.contacts.operations import record_attempt
from alongside.kernel.encryption import Sealed
from alongside.outreach.models import FoundAt, Outreach
from alongside.outreach.operations import add_place
from alongside.people.operations import change_person
from tests.people_of_the_house import NOW


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def missed(sofie, jonas):
    """Jonas was not there eight days ago: the ladder of Denmark has reached the lead."""
    record_attempt(
        by=sofie, enrolment=jonas, how="did_not_open", kind="visit", occurred_at=NOW - timedelta(days=8)
    )
    return reverse("outreach", args=[jonas.pk])


def test_today_says_why_and_takes_a_try_with_one_tap(sign_in, sofie, jonas, missed) -> None:
    browser = sign_in("sofie")
    said = _text(browser.get(reverse("today")))
    assert "Jon was not there" in said
    assert "The lead decides with them what to do." in said
    row = browser.get(reverse("today")).context["parts"][0].rows[0]
    for _ in range(2):
        browser.post(row.tap.url, {"key": str(row.tap.key), "try": row.tap.way, "back": reverse("today")})
    tried = Contact.objects.visible_to(sofie).filter(status="tried")
    assert tried.count() == 2
    assert tried.latest("occurred_at").occurred_at.date() == NOW.date()


def test_what_is_next_is_agreed_on_the_thread_and_stands_on_today(sign_in, house, jonas, missed) -> None:
    browser = sign_in("sofie")
    version = browser.get(missed).context["agreeing"].initial["version"]
    answer = browser.post(
        missed,
        {
            "agree": "1",
            "next_try": "shelter",
            "next_where": "Havnely",
            "worker": str(house.workers["amina"].pk),
            "next_on": "2026-11-26",
            "version": version,
        },
        follow=True,
    )
    assert "Shelter: Havnely. Amina Yilmaz, by" in _text(answer)
    assert "Next: Shelter, Amina Yilmaz, by" in _text(browser.get(reverse("today")))
    late = browser.post(missed, {"agree": "1", "next_try": "shelter", "next_on": "2026-11-01"})
    assert late.context["agreeing"].errors


def test_the_lead_sees_on_the_team_page_whom_the_ladder_has_brought_there(sign_in, jonas, missed) -> None:
    said = _text(sign_in("amina").get(reverse("team")))
    assert "We do not let go of them" in said
    assert missed in said


def test_the_team_page_is_quiet_while_it_is_the_case_managers(sign_in, sofie, jonas) -> None:
    record_attempt(by=sofie, enrolment=jonas, how="did_not_open", kind="visit", occurred_at=NOW)
    assert "We do not let go of them" not in _text(sign_in("amina").get(reverse("team")))


def test_the_persons_page_leads_to_the_thread_and_the_places(sign_in, jonas, missed) -> None:
    said = _text(sign_in("sofie").get(reverse("person", args=[jonas.person_id])))
    assert missed in said
    assert reverse("found_at", args=[jonas.person_id]) in said


def test_a_place_is_kept_once_and_tried_with_one_tap(sign_in, sofie, jonas, missed) -> None:
    browser, here = sign_in("sofie"), reverse("found_at", args=[jonas.person_id])
    key = browser.get(here).context["key"]
    for _ in range(2):
        said = _text(
            browser.post(
                here, {"place": "The harbour", "best_times": "Mornings", "key": str(key)}, follow=True
            )
        )
    assert "The harbour" in said
    (found,) = FoundAt.objects.visible_to(sofie)
    one = browser.get(missed).context["places"][0]
    browser.post(
        reverse("outreach_tried", args=[jonas.pk]),
        {"key": str(one.key), "try": "places", "place": str(found.pk), "to": "outreach"},
    )
    assert Contact.objects.visible_to(sofie).latest("occurred_at").place_text == "The harbour"
    gone = browser.post(reverse("found_at_change", args=[found.pk]), {"end": "1"}, follow=True)
    assert "The harbour" not in _text(gone)


def test_they_are_left_where_they_say_and_the_course_stays_open(sign_in, sofie, jonas, missed) -> None:
    browser = sign_in("sofie")
    said = _text(browser.post(missed, {"leave": "1", "said": "At my brother's. I call."}, follow=True))
    assert "At my brother" in said
    assert Outreach.objects.visible_to(sofie).get().ended == "left"


def test_where_a_protected_person_can_be_found_is_shown_only_when_asked_for(
    sign_in, sofie, jonas, missed
) -> None:
    add_place(by=sofie, person=jonas.person, place="The harbour")
    change_person(by=sofie, person=jonas.person, address_protected=True)
    browser = sign_in("sofie")
    for address in (missed, reverse("found_at", args=[jonas.person_id])):
        assert "The harbour" not in _text(browser.get(address))
    asked = browser.post(reverse("protected_show", args=[jonas.person_id]))
    assert "The harbour" in _text(asked)


def test_where_a_protected_person_wants_to_be_left_is_shown_only_when_asked_for(
    sign_in, sofie, jonas, missed
) -> None:
    browser = sign_in("sofie")
    browser.post(missed, {"leave": "1", "said": "At my brother's in Skovby."})
    change_person(by=sofie, person=jonas.person, address_protected=True)
    for address in (missed, reverse("person", args=[jonas.person_id]), reverse("story", args=[jonas.pk])):
        assert "Skovby" not in _text(browser.get(address))
    assert "Skovby" in _text(browser.post(reverse("protected_show", args=[jonas.person_id])))


def test_where_they_want_to_be_left_lies_sealed(sign_in, missed) -> None:
    sign_in("sofie").post(missed, {"leave": "1", "said": "At my brother's in Skovby."})
    stored = Outreach.objects.unscoped().values_list("said", flat=True).get()
    assert isinstance(stored, Sealed)
    assert "Skovby" not in stored.stored


@pytest.mark.parametrize("stranger", ["omar", "karin", "ilse", "eva", "per"])
def test_the_thread_and_the_places_are_not_found_by_others(sign_in, sofie, jonas, missed, stranger) -> None:
    found = add_place(by=sofie, person=jonas.person, place="The harbour")
    browser = sign_in(stranger)
    for address in (
        missed,
        reverse("found_at", args=[jonas.person_id]),
        reverse("found_at_change", args=[found.pk]),
    ):
        assert browser.get(address).status_code == 404
    tried = browser.post(reverse("outreach_tried", args=[jonas.pk]))
    assert tried.status_code == 404


def test_the_ladder_waits_while_the_course_rests(sign_in, scene, jonas, missed) -> None:
    scene.pause(jonas, days=7)
    said = _text(sign_in("sofie").get(missed))
    assert "waits while the course rests" in said
