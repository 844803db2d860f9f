"""What Karin ordered and how it goes; no notes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.contacts.operations import record_contact
from alongside.enrolments.operations import close_course, pause_course
from alongside.kernel.models import PersonalRecord
from alongside.people.models import Person
from alongside.referrals.codes import GoalType, function_level_code
from alongside.referrals.models import CommissionedGoal, Referral
from alongside.reviews.models import Review
from tests.people_of_the_house import LOOK, NOW, House, writing

ENDED: dict[str, Any] = {"destination": "ordinary_support", "housing_at_exit": "own_tenancy"}


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


def _save(house: House, *records: PersonalRecord) -> None:
    with writing(house.agency):
        for record in records:
            record.save()


@pytest.fixture
def ordered(house, jonas, sofie):
    """A goal from the order, one follow-up held and one coming, and a note that stays with Jonas and Sofie."""
    _save(
        house,
        CommissionedGoal(
            referral=jonas.referral,
            text="That Jonas keeps a home",
            goal_type=GoalType.DEVELOP,
            expected_level=function_level_code(1),
        ),
        Review(
            enrolment=jonas,
            due_on=date(2026, 9, 2),
            period_from=date(2026, 6, 2),
            held_on=date(2026, 9, 3),
            worker=house.workers["sofie"],
            summary="Only for us.",
            follow_up_result="continue",
        ),
        Review(enrolment=jonas, due_on=date(2026, 12, 3), period_from=date(2026, 9, 3)),
    )
    record_contact(by=sofie, enrolment=jonas, kind="visit", occurred_at=NOW, text="He cried on the bench.")
    return jonas


def test_the_list_says_how_each_order_stands(sign_in, ordered) -> None:
    said = _text(sign_in("karin").get(reverse("orders")))
    for words in ("Jonas Krogh", "27.33.00-G01-7-25", "The course runs", "follow-up in 9 days"):
        assert words in said


def test_one_order_shows_its_goals_and_follow_ups_and_no_notes(sign_in, ordered) -> None:
    said = _text(sign_in("karin").get(reverse("order", args=[ordered.referral_id])))
    for words in (
        "That Jonas keeps a home",
        "Continue",
        "Sofie Lindholm",
        "Thu 3 Sep",
        "follow-up in 9 days",
    ):
        assert words in said, words
    assert "He cried" not in said
    assert "Only for us" not in said


def test_a_pause_and_a_closure_are_told(sign_in, ordered, sofie) -> None:
    address = reverse("order", args=[ordered.referral_id])
    pause_course(by=sofie, enrolment=ordered, kind="hospital", starts_on=date(2026, 11, 20))
    said = _text(sign_in("karin").get(address))
    assert "The course rests" in said
    assert "Fri 20 Nov, In hospital" in said
    close_course(by=sofie, enrolment=ordered, closed_on=date(2026, 11, 24), reason="no_need_person", **ENDED)
    said = _text(sign_in("karin").get(address))
    assert "Closed" in said
    assert "Lighter support at home (§ 85)" in said
    assert "Own tenancy" in said


def test_an_order_that_waits_says_so(house, sign_in) -> None:
    person = Person(agency=house.agency, given_name="Ea", family_name="Winther")
    _save(house, person)
    _save(
        house,
        Referral(
            agency=house.agency,
            person=person,
            source="vum_order",
            status="waiting",
            received_at=NOW - timedelta(days=3),
            follow_up_on=date(2026, 12, 24),
            authority_worker=house.workers["karin"],
        ),
    )
    said = _text(sign_in("karin").get(reverse("orders")))
    assert "Waiting for a case manager" in said
    assert "follow-up Thu 24 Dec" in said


def test_without_orders_the_page_says_what_will_be_here(house, sign_in) -> None:
    assert "No orders yet" in _text(sign_in("karin").get(reverse("orders")))


@pytest.mark.parametrize("stranger", ["sofie", "omar", "ilse", "ada"])
def test_the_pages_are_the_authoritys(sign_in, ordered, stranger) -> None:
    browser = sign_in(stranger)
    assert browser.get(reverse("orders")).status_code == 404
    assert browser.get(reverse("order", args=[ordered.referral_id])).status_code == 404


def test_another_authority_caseworker_finds_nothing(house, sign_in, ordered) -> None:
    referral = Referral.objects.unscoped().get(pk=ordered.referral_id)
    referral.authority_worker = house.workers["sofie"]
    _save(house, referral)
    browser = sign_in("karin")
    assert "Jonas" not in _text(browser.get(reverse("orders")))
    assert browser.get(reverse("order", args=[ordered.referral_id])).status_code == 404


def test_the_number_of_queries_does_not_grow(house, sign_in, ordered, django_assert_max_num_queries) -> None:
    browser = sign_in("karin")
    with django_assert_max_num_queries(15 + LOOK):
        browser.get(reverse("orders"))
    for name in ("Palle", "Mette", "Kim"):
        person = Person(agency=house.agency, given_name=name)
        _save(house, person)
        _save(
            house,
            Referral(
                agency=house.agency,
                person=person,
                source="vum_order",
                received_at=NOW,
                authority_worker=house.workers["karin"],
            ),
        )
    with django_assert_max_num_queries(15 + LOOK):
        browser.get(reverse("orders"))
