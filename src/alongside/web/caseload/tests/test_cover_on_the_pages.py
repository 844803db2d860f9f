"""Cover over HTTP: what it opens is shut on the day it ends, without anybody doing anything."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from alongside.caseload.models import Assignment, AssignmentKind, Cover
from tests.people_of_the_house import NOW, House

TODAY = date(2026, 11, 24)


def text(answer) -> str:
    return unescape(" ".join(answer.content.decode().split()))


@pytest.fixture
def arranged(jonas, house: House, sign_in) -> Cover:
    """Omar, of another team, covers for Sofie from tomorrow for three days; arranged on the page."""
    address = reverse("cover_new", args=[house.workers["sofie"].pk])
    answer = sign_in("sofie").post(
        address,
        {
            "cover": f"{house.workers['omar'].pk}:{house.other_team.pk}",
            "first_day": "25.11.2026",
            "last_day": "27.11.2026",
            "whole": "all",
            f"note_{jonas.pk}": "Ring before you come.",
        },
        follow=True,
    )
    assert "Omar Bilal covers for Sofie Lindholm until Friday, and no longer." in text(answer)
    return Cover.objects.get()


def test_access_begins_and_ends_with_the_days(arranged: Cover, jonas, sign_in) -> None:
    pages = [
        reverse("person", args=[jonas.person_id]),
        reverse("plan", args=[jonas.pk]),
        reverse("contact_new", args=[jonas.pk]),
    ]
    for days, status in ((0, 404), (1, 200), (3, 200), (4, 404)):
        with time_machine.travel(NOW + timedelta(days=days), tick=False):
            omar = sign_in("omar")
            for page in pages:
                answer = omar.get(page)
                assert answer.status_code == status, (days, page)


def test_writing_ends_too(arranged: Cover, jonas, sign_in) -> None:
    note = {"how": "phone", "text": "He rang.", "day": "28.11.2026", "time": "09:00"}
    with time_machine.travel(NOW + timedelta(days=4), tick=False):
        assert sign_in("omar").post(reverse("contact_new", args=[jonas.pk]), note).status_code == 404
    assert not jonas.contacts.model.objects.unscoped().exists()


def test_those_one_covers_for_stand_on_today_as_covered_with_the_note(
    arranged: Cover, jonas, sign_in
) -> None:
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        said = text(sign_in("omar").get("/"))
    assert "You stand in for Sofie Lindholm" in said
    assert "You cover until Friday. Ring before you come." in said
    with time_machine.travel(NOW + timedelta(days=4), tick=False):
        assert "Jonas Krogh" not in text(sign_in("omar").get("/"))


def test_the_persons_page_says_who_covers_until_when(arranged: Cover, jonas, sign_in) -> None:
    page = reverse("person", args=[jonas.person_id])
    assert "Omar Bilal covers for Sofie Lindholm from tomorrow to Friday." in text(sign_in("sofie").get(page))
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        assert "Omar Bilal covers for Sofie Lindholm until tomorrow." in text(sign_in("sofie").get(page))
    with time_machine.travel(NOW + timedelta(days=4), tick=False):
        said = text(sign_in("sofie").get(page))
    assert "Jonas Krogh" in said
    assert "covers for" not in said


def test_ending_early_shuts_the_door_at_once(arranged: Cover, jonas, sign_in) -> None:
    person = reverse("person", args=[jonas.person_id])
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        sofie, omar = sign_in("sofie"), sign_in("omar")
        assert omar.get(person).status_code == 200
        answer = sofie.post(reverse("cover_end", args=[arranged.pk]), follow=True)
        assert "Cover has ended. Thank Omar Bilal." in text(answer)
        assert omar.get(person).status_code == 404


def test_extending_keeps_it_open(arranged: Cover, jonas, sign_in) -> None:
    sign_in("sofie").post(reverse("cover", args=[arranged.pk]), {"last_day": "30.11.2026"})
    person = reverse("person", args=[jonas.person_id])
    for days, status in ((6, 200), (7, 404)):
        with time_machine.travel(NOW + timedelta(days=days), tick=False):
            assert sign_in("omar").get(person).status_code == status


def test_chosen_people_only(scene, house: House, sign_in) -> None:
    ea, bo = scene.course("Ea Winther"), scene.course("Bo Lund")
    sign_in("amina").post(
        reverse("cover_new", args=[house.workers["sofie"].pk]),
        {
            "cover": f"{house.workers['omar'].pk}:{house.other_team.pk}",
            "first_day": "24.11.2026",
            "last_day": "24.11.2026",
            "whole": "some",
            f"take_{ea.pk}": "on",
        },
    )
    omar = sign_in("omar")
    assert omar.get(reverse("person", args=[ea.person_id])).status_code == 200
    assert omar.get(reverse("person", args=[bo.person_id])).status_code == 404


def test_a_double_tap_is_one_cover(jonas, house: House, sign_in) -> None:
    form = {
        "cover": f"{house.workers['maja'].pk}:{house.team.pk}",
        "first_day": "25.11.2026",
        "last_day": "27.11.2026",
        "whole": "all",
        "key": "018f0000-0000-7000-8000-000000000001",
    }
    client = sign_in("sofie")
    for _ in range(2):
        client.post(reverse("cover_new", args=[house.workers["sofie"].pk]), form)
    assert Cover.objects.count() == 1
    assert Assignment.objects.unscoped().filter(kind=AssignmentKind.COVER).count() == 1


def test_what_a_rule_refuses_stands_at_its_field_and_keeps_the_notes(jonas, house: House, sign_in) -> None:
    said = text(
        sign_in("sofie").post(
            reverse("cover_new", args=[house.workers["sofie"].pk]),
            {
                "cover": f"{house.workers['maja'].pk}:{house.team.pk}",
                "first_day": "27.11.2026",
                "last_day": "25.11.2026",
                "whole": "all",
                f"note_{jonas.pk}": "Ring before you come.",
            },
        )
    )
    assert "The last day of cover is before its first." in said
    assert "Ring before you come." in said


@pytest.mark.parametrize("who", ["maja", "omar", "ilse", "karin", "ada"])
def test_others_arrange_and_change_nothing(arranged: Cover, house: House, sign_in, who: str) -> None:
    client = sign_in(who)
    assert client.get(reverse("cover_new", args=[house.workers["sofie"].pk])).status_code == 404
    assert client.get(reverse("cover", args=[arranged.pk])).status_code == 404
    assert client.post(reverse("cover_end", args=[arranged.pk])).status_code == 404


def test_the_team_and_the_worker_see_who_covers(arranged: Cover, sign_in) -> None:
    assert "Omar Bilal covers for Sofie Lindholm" in text(sign_in("maja").get("/team/"))
    for name in ("sofie", "omar", "amina"):
        assert "tomorrow to Friday · 1 person" in text(sign_in(name).get("/caseload/"))
