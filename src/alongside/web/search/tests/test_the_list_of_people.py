"""My people, my team's, and everyone I may see; by name, forty at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.attention.queries import Show, people_page
from alongside.audit.models import Entry


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def shown(viewer, show: Show) -> list[str]:
    return [line.name for line in people_page(viewer, show).lines]


def test_mine_my_teams_and_everyone(scene, sofie, omar) -> None:
    scene.course("Jonas Krogh")
    scene.course("Rosa Andersen", worker="maja")
    scene.course("Bo Lang", ends_on=scene.today - timedelta(days=3))
    scene.course("Wahid Noor", worker="omar", team="other")

    assert shown(sofie, Show.MINE) == ["Jonas Krogh"]
    assert shown(sofie, Show.TEAM) == ["Jonas Krogh", "Rosa Andersen"]
    assert shown(sofie, Show.ALL) == ["Bo Lang", "Jonas Krogh", "Rosa Andersen"]
    assert shown(omar, Show.ALL) == ["Wahid Noor"]


def test_each_line_says_where_the_person_stands(scene, sign_in) -> None:
    scene.course("Jonas Krogh")
    scene.course("Rosa Andersen", worker="maja")
    scene.course("Bo Lang", ends_on=scene.today - timedelta(days=3))
    resting = scene.course("Birthe Olesen", worker="maja")
    scene.pause(resting, days=3)
    scene.course("Ane Holm", starts_on=scene.today + timedelta(days=3))

    said = text(sign_in("sofie").get("/people/?show=all"))

    assert 'Jonas Krogh</a><br><span class="small muted">You walk with them' in said
    assert "Walks with Maja Toft; the course rests" in said
    assert "The course ended Sat 21 Nov" in said
    assert "Begins Fri 27 Nov" in said


def test_a_long_list_goes_on_where_the_part_before_ended(scene, sofie, sign_in) -> None:
    for number in range(45):
        scene.course(f"Person {number:02}")

    first = people_page(sofie, Show.MINE)
    second = people_page(sofie, Show.MINE, after=first.next_after)

    assert len(first.lines) == 40
    assert [line.name for line in second.lines] == [f"Person {number}" for number in range(40, 45)]
    assert second.next_after is None
    assert f"after={first.next_after}" in text(sign_in("sofie").get("/people/"))


def test_a_list_leaves_its_mark_in_the_trail(scene, sign_in) -> None:
    course = scene.course("Jonas Krogh")

    sign_in("sofie").get("/people/")

    entry = Entry.objects.get(action="list")
    assert entry.detail == {"show": "people", "which": "mine", "found": 1, "people": [str(course.person_id)]}
    assert (entry.operation, entry.purpose) == ("people", "care")


@pytest.mark.parametrize(("who", "first"), [("sofie", "Mine"), ("vagn", "My team")])
def test_the_list_begins_with_the_nearest(house, sign_in, who, first) -> None:
    said = text(sign_in(who).get("/people/"))

    assert f'aria-current="page">{first}</a>' in said


def test_an_authority_caseworker_sees_whom_they_ordered_for(jonas, scene, sign_in) -> None:
    scene.course("Rosa Andersen")
    said = text(sign_in("karin").get("/people/"))

    assert "Jonas Krogh" in said
    assert "Rosa Andersen" not in said


@pytest.mark.parametrize(
    "address", ["/people/?show=nonsense", "/people/?after=nonsense", "/people/?after=" + "0" * 32]
)
def test_a_strange_address_shows_the_list_from_the_top(scene, sign_in, address) -> None:
    scene.course("Jonas Krogh")

    assert "Jonas Krogh" in text(sign_in("sofie").get(address))
