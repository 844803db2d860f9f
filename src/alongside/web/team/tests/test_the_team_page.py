"""The team page, and passing a person on."""

from __future__ import annotations

import pytest

from alongside.audit.models import Entry
from alongside.caseload.models import Assignment
from alongside.organisation.models import Worker


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_team_in_words_and_numbers(scene, sign_in) -> None:
    jonas = scene.course("Jonas Krogh", rhythm_days=2)
    scene.happened(jonas, days=12)
    mette = scene.course("Mette Dalgaard", worker="maja")
    scene.happened(mette, days=1)
    scene.review(mette, due_in=-4)

    said = text(sign_in("amina").get("/team/"))

    assert "Two people walk with us. One is silent." in said
    assert "1 silent" in said
    assert "1 review late" in said
    assert "4 days late" in said
    assert "<b>Silent: 12 days</b>" in said
    assert "Hand over Jonas Krogh" in said


def test_a_case_manager_sees_the_team_and_changes_no_case_manager(scene, sign_in) -> None:
    course = scene.course("Jonas Krogh")
    client = sign_in("maja")

    said = text(client.get("/team/"))

    assert "Jonas Krogh" in said
    assert "Hand over" not in said
    assert client.get(f"/courses/{course.pk}/case-manager/").status_code == 404
    assert client.post(f"/courses/{course.pk}/case-manager/").status_code == 404


@pytest.mark.parametrize("who", ["ilse", "karin", "eva", "per", "ada"])
def test_others_have_no_team_page(house, sign_in, who) -> None:
    assert sign_in(who).get("/team/").status_code == 404


def test_looking_at_the_team_leaves_its_mark_in_the_trail(scene, house, sign_in) -> None:
    course = scene.course("Jonas Krogh")

    sign_in("amina").get("/team/")

    entry = Entry.objects.get(action="list")
    assert (entry.detail["show"], entry.purpose) == ("team", "supervision")
    assert entry.detail["people"] == [str(course.person_id)]


def test_another_team_is_not_shown(scene, house, sign_in) -> None:
    scene.course("Wahid Noor", worker="omar", team="other")

    said = text(sign_in("amina").get(f"/team/?team={house.other_team.pk}"))

    assert "Wahid" not in said
    assert "No team here" in said


def test_passing_a_person_on_keeps_who_walked_with_them_before(scene, house, sign_in) -> None:
    course = scene.course("Jonas Krogh")
    client = sign_in("amina")
    address = f"/courses/{course.pk}/case-manager/"
    assert "Maja Toft: 0 people of 8 · weight 0 of 8" in text(client.get(address))

    answer = client.post(
        address,
        {
            "worker": str(house.workers["maja"].pk),
            "starts_on": "24.11.2026",
            "reason": "Sofie moves to another town.",
        },
        follow=True,
    )

    assert "Maja Toft walks with Jonas from today." in text(answer)
    walked = Assignment.objects.unscoped().filter(enrolment=course).order_by("starts_on")
    assert [(one.worker.name, one.ends_on) for one in walked] == [
        ("Sofie Lindholm", scene.today),
        ("Maja Toft", None),
    ]
    assert walked[0].end_reason == "Sofie moves to another town."


def test_over_the_norm_asks_why_and_keeps_what_was_written(scene, house, sign_in) -> None:
    Worker.objects.filter(pk=house.workers["maja"].pk).update(fte="0.10")
    course = scene.course("Jonas Krogh")
    scene.course("Rosa Andersen", worker="maja")

    answer = sign_in("amina").post(
        f"/courses/{course.pk}/case-manager/",
        {
            "worker": str(house.workers["maja"].pk),
            "starts_on": "24.11.2026",
            "reason": "They know each other well.",
        },
    )

    said = text(answer)
    assert "It is possible: write why it is right all the same." in said
    assert "They know each other well." in said
    assert Assignment.objects.unscoped().filter(enrolment=course).count() == 1


def test_a_person_of_another_team_cannot_be_passed_on(scene, house, sign_in) -> None:
    course = scene.course("Wahid Noor", worker="omar", team="other")

    assert sign_in("amina").get(f"/courses/{course.pk}/case-manager/").status_code == 404


def test_someone_at_work_elsewhere_cannot_be_chosen(scene, house, sign_in) -> None:
    course = scene.course("Jonas Krogh")

    answer = sign_in("amina").post(
        f"/courses/{course.pk}/case-manager/",
        {"worker": str(house.workers["omar"].pk), "starts_on": "24.11.2026", "reason": "Why not"},
    )

    assert answer.status_code == 200
    assert Assignment.objects.unscoped().filter(enrolment=course).count() == 1


def test_the_page_asks_as_often_for_many_as_for_few(scene, sign_in, django_assert_max_num_queries) -> None:
    client = sign_in("amina")
    for number in range(30):
        course = scene.course(f"Person {number}")
        scene.happened(course, days=number)

    with django_assert_max_num_queries(25):
        client.get("/team/")
