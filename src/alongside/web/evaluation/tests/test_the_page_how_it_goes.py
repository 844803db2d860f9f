"""How it goes: what was counted beside what was published, with its caveat, and never a person."""

from __future__ import annotations

import pytest

from alongside.housing.models import HousingStay
from alongside.people.models import Person
from tests.people_of_the_house import writing


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def twenty(scene, house) -> None:
    """Twenty courses: fourteen men, six women, and a home for fifteen of them."""
    with writing(house.agency):
        for number in range(20):
            course = scene.course(f"Person{number} Secret{number}")
            Person.objects.filter(pk=course.person_id).update(sex="male" if number < 14 else "female")
            HousingStay(
                person=course.person,
                kind="own_tenancy" if number < 15 else "shelter",
                starts_on=course.starts_on,
            ).save()


def test_our_numbers_beside_the_published_ones(twenty, sign_in) -> None:
    said = text(sign_in("eva").get("/evaluation/"))

    assert "20 courses are counted." in said
    assert "<b>70 %</b>" in said
    assert "<b>75 %</b>" in said
    assert "76 %" in said
    assert "published: 15 %" in said
    assert "there is an element of estimate in it" in said


def test_no_name_and_no_id_of_a_person_is_on_the_page(twenty, sign_in) -> None:
    said = sign_in("eva").get("/evaluation/").content.decode()

    assert "Secret" not in said
    for person in Person.objects.unscoped():
        assert str(person.pk) not in said


def test_an_evaluator_opens_no_person_and_finds_none(twenty, sign_in) -> None:
    client = sign_in("eva")

    for address in ("/people/", "/search/?q=person", "/team/"):
        assert client.get(address).status_code == 404


def test_small_groups_say_few(scene, house, sign_in) -> None:
    for number in range(9):
        course = scene.course(f"Person {number}")
        Person.objects.unscoped().filter(pk=course.person_id).update(sex="male" if number < 6 else "female")

    said = text(sign_in("eva").get("/evaluation/"))

    assert (
        '<th scope="row">Woman</th><td data-label="Here" class="nowrap"><span class="muted">few</span>'
        in said
    )


def test_a_handful_of_courses_shows_nothing(scene, sign_in) -> None:
    for number in range(4):
        scene.course(f"Person {number}")

    said = text(sign_in("eva").get("/evaluation/"))

    assert "Fewer than five courses" in said
    assert "<table" not in said


def test_one_team_from_one_day_to_another(twenty, house, sign_in) -> None:
    client = sign_in("amina")

    everyone = text(client.get("/evaluation/", {"team": house.team.pk, "begun_from": "01.01.2026"}))
    nobody = text(client.get("/evaluation/", {"team": house.other_team.pk}))
    nonsense = text(client.get("/evaluation/", {"team": "nonsense", "begun_from": "yesterday"}))

    assert "20 courses are counted." in everyone
    assert "Nothing to show" in nobody
    assert "Write a day like 24.11.2026." in nonsense


@pytest.mark.parametrize("who", ["sofie", "ilse", "karin", "per", "ada", "vagn"])
def test_others_do_not_find_the_page(house, sign_in, who) -> None:
    assert sign_in(who).get("/evaluation/").status_code == 404
