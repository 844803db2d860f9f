"""A dog, a knife, never alone: it is read where a visit begins, with who said it and until when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.caseload.operations import arrange_cover
from alongside.people.models import Flag
from alongside.people.operations import raise_flag, take_down_flag
from tests.people_of_the_house import NOW

TODAY = date(2026, 11, 24)


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def visit(scene):
    course = scene.course("Jonas Krogh", phone="55 50 01 40")
    scene.happened(course, days=1)
    return scene.planned(course, NOW + timedelta(hours=1))


@pytest.fixture
def dog(visit, sofie) -> Flag:
    return raise_flag(
        by=sofie,
        person=visit.enrolment.person,
        text="A big dog: ring before you come.",
        until=TODAY + timedelta(days=9),
    )


def test_it_stands_on_the_days_line_and_on_their_row(sign_in, visit, dog) -> None:
    said = _text(sign_in("sofie").get("/"))
    assert said.count("<b>A big dog: ring before you come.</b>") == 2
    assert said.count(f'class="sign small" href="{reverse("flags", args=[dog.person_id])}"') == 2


def test_the_most_pressing_one_stands_for_all_and_asks_whether_it_holds(sign_in, visit, dog, sofie) -> None:
    raise_flag(
        by=sofie, person=visit.enrolment.person, text="Do not come alone.", until=TODAY + timedelta(days=1)
    )
    browser = sign_in("sofie")
    said = _text(browser.get("/"))
    assert "<b>Do not come alone.</b> and 1 more" in said
    assert "Does it still hold?" not in said
    Flag.objects.unscoped().filter(text="Do not come alone.").update(said_on=TODAY, until=TODAY)
    assert "<b>Do not come alone.</b> and 1 more <span" in _text(browser.get("/"))
    assert "Does it still hold?" in _text(browser.get("/"))


def test_what_was_taken_down_warns_nobody(sign_in, visit, dog, sofie) -> None:
    take_down_flag(by=sofie, flag=dog)
    assert "A big dog" not in _text(sign_in("sofie").get("/"))


@pytest.mark.parametrize("page", ["contact", "contact_plan", "contact_new"])
def test_it_is_read_before_a_visit_with_who_said_it_and_until_when(sign_in, visit, dog, page) -> None:
    browser = sign_in("sofie")
    address = reverse(page, args=[visit.pk if page == "contact" else visit.enrolment_id])
    said = _text(browser.get(address, {"planned": str(visit.pk)} if page == "contact_new" else {}))
    assert "Before you meet Jonas" in said
    assert "A big dog: ring before you come." in said
    assert "Sofie Lindholm" in said
    assert "looked at again Thu 3 Dec" in said


def test_who_stands_in_reads_it_on_today(house, sign_in, visit, dog, amina) -> None:
    arrange_cover(
        by=amina,
        worker=house.workers["sofie"],
        cover=house.workers["maja"],
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=7),
    )
    said = _text(sign_in("maja").get("/"))
    assert "You stand in for Sofie Lindholm" in said
    assert "<b>A big dog: ring before you come.</b>" in said


def test_a_note_that_is_not_about_a_plan_is_not_in_its_way(sign_in, visit, dog) -> None:
    said = _text(sign_in("sofie").get(reverse("contact_new", args=[visit.enrolment_id])))
    assert "A big dog" not in said


def test_the_crisis_plan_is_one_tap_from_today(sign_in, visit) -> None:
    said = _text(sign_in("sofie").get("/"))
    assert f'href="{reverse("crisis_plan", args=[visit.enrolment.person_id])}"' in said
    assert "Jonas’s crisis plan" in said
