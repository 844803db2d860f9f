"""The page of numbers: whose, of which months, as figures with tables and files, and who sees one's time."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.audit.models import Entry
from alongside.numbers.models import OwnLine, WritingDay
from alongside.organisation.models import Worker


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_case_manager_sees_their_own_people_behind_each_number(scene, sign_in) -> None:
    jonas = scene.course("Jonas Krogh", rhythm_days=2)
    scene.happened(jonas, days=12)
    scene.review(jonas, due_in=-4)
    scene.course("Mette Dalgaard", worker="maja")

    said = text(sign_in("sofie").get("/numbers/"))

    assert "Your own people and your own time." in said
    assert "Jonas Krogh" in said
    assert "Mette Dalgaard" not in said
    assert "Late now: 1." in said
    assert "Team Havn" not in said.split("<main")[1]


def test_a_lead_sees_the_people_of_their_team_and_no_other(scene, house, sign_in) -> None:
    scene.course("Jonas Krogh")
    scene.course("Wahid Noor", worker="omar", team="other")
    client = sign_in("amina")

    said = text(client.get(f"/numbers/?team={house.team.pk}&months=3"))

    assert "Jonas Krogh" in said
    assert "Wahid" not in said
    assert client.get(f"/numbers/?team={house.other_team.pk}").status_code == 404
    assert sign_in("sofie").get(f"/numbers/?team={house.team.pk}").status_code == 404
    assert client.get("/numbers/?team=nonsense").status_code == 404


@pytest.mark.parametrize("who", ["ilse", "karin", "vagn", "eva", "per", "ada"])
def test_others_have_no_numbers(house, sign_in, who) -> None:
    client = sign_in(who)

    assert client.get("/numbers/").status_code == 404
    assert client.get("/numbers/caseload.csv").status_code == 404
    assert client.post("/numbers/own-line/", {"show": "yes"}).status_code == 404


def test_every_figure_comes_as_a_file_of_its_table(scene, house, sign_in) -> None:
    scene.course("Jonas Krogh", intensity="intensive")
    Worker.objects.filter(pk=house.workers["maja"].pk).update(name="=1+1")
    client = sign_in("amina")

    for key in ("caseload", "silence", "reviews", "contacts", "time", "forms", "lines"):
        answer = client.get(f"/numbers/{key}.csv?team={house.team.pk}")
        assert answer.status_code == 200, key
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert "Jonas" not in answer.content.decode()

    lines = client.get(f"/numbers/caseload.csv?team={house.team.pk}").content.decode().splitlines()
    assert lines[0].removeprefix("\ufeff").split(",")[:2] == ["Case manager", "Intensive"]
    assert lines[1].startswith("'=1+1,0,")
    assert lines[-1].startswith("Sofie Lindholm,1,0,0,1,8,")
    assert client.get("/numbers/lines.csv").status_code == 404
    assert client.get("/numbers/other.csv").status_code == 404


def test_fewer_than_five_are_not_shown_and_the_page_says_why(house, sign_in) -> None:
    for name in ("sofie", "maja"):
        WritingDay.objects.create(
            worker=house.workers[name], day=date(2026, 10, 5), form="contact", milliseconds=600_000
        )

    said = text(sign_in("amina").get(f"/numbers/?team={house.team.pk}"))

    assert "In 1 month something is not shown, because fewer than five are behind it." in said
    assert "20 min" not in said
    assert "what fewer do could be traced to one of them" in said


def test_ones_own_time_and_how_it_is_measured(house, sign_in) -> None:
    WritingDay.objects.create(
        worker=house.workers["sofie"],
        day=date(2026, 10, 5),
        form="contact",
        milliseconds=65 * 60_000,
        sent=13,
    )

    said = text(sign_in("sofie").get("/numbers/"))

    assert "1 h 05 min" in said
    assert "5 min" in said
    assert "A pause of more than two minutes does not count." in said
    assert "Your lead sees the sum of the team" in said


def test_the_lead_sees_a_line_only_when_its_worker_shows_it(house, sign_in) -> None:
    client = sign_in("sofie")

    answer = client.post("/numbers/own-line/", {"show": "yes"}, follow=True)

    assert "Your lead sees your line from now on." in text(answer)
    assert OwnLine.objects.get().shown
    assert "Sofie Lindholm" in text(sign_in("amina").get(f"/numbers/lines.csv?team={house.team.pk}"))

    sign_in("sofie").post("/numbers/own-line/", {"show": "no"})
    assert "Sofie" not in text(sign_in("amina").get(f"/numbers/lines.csv?team={house.team.pk}"))


def test_looking_leaves_its_mark_in_the_trail(scene, house, sign_in) -> None:
    course = scene.course("Jonas Krogh")

    sign_in("amina").get(f"/numbers/?team={house.team.pk}")

    detail = Entry.objects.get(action="list").detail
    assert detail == {
        "show": "numbers",
        "found": 1,
        "people": [str(course.person_id)],
        "team": str(house.team.pk),
    }


def test_the_page_asks_as_often_for_many_as_for_few(
    scene, house, sign_in, django_assert_max_num_queries
) -> None:
    client = sign_in("amina")
    for number in range(30):
        scene.happened(scene.course(f"Person {number}"), days=number)

    with django_assert_max_num_queries(30):
        client.get(f"/numbers/?team={house.team.pk}")
