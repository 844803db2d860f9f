"""The handover on the pages: why each stands there, one tap from the card, and lines that colleagues add."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from alongside.oncall.models import LineAboutPerson, LineForTeam
from alongside.oncall.operations import give_shift
from alongside.restrictions.operations import refuse_worker
from tests.people_of_the_house import NOW

MORNING = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)


def _text(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


@pytest.fixture
def silent(scene):
    kim = scene.course("Kim Thorsen", rhythm_days=5)
    scene.happened(kim, days=12, text="He told me about his brother.")
    scene.planned(
        kim, NOW + timedelta(hours=9), place_text="The bench at the station", text="About his brother"
    )
    return kim


def test_on_call_begins_there_and_reads_why(sign_in, silent) -> None:
    vagn = sign_in("vagn")
    answer = vagn.get("/", follow=True)
    assert answer.request["PATH_INFO"] == reverse("handover")
    said = _text(answer)
    assert "Kim Thorsen" in said
    assert "It is 12 days since we met; agreed is every 5 days." in said
    assert "Agreed: Sofie Lindholm sees Kim today 19:00, The bench at the station." in said
    assert "No crisis plan yet" in said
    assert reverse("card", args=[silent.person_id]) in said
    assert "brother" not in said
    assert "Add a line" not in said


def test_a_colleague_adds_and_on_call_reads_it(house, sign_in, silent) -> None:
    sofie, write = sign_in("sofie"), reverse("handover_line")
    form = sofie.get(f"{write}?about={silent.person_id}").context["form"]
    assert form["about"].value() == f"person:{silent.person_id}"
    typed = {
        "about": f"person:{silent.person_id}",
        "text": "He may ring late.",
        "until": "25.11.2026",
        "key": form.slot.key,
    }
    for _ in range(2):
        answer = sofie.post(write, typed, follow=True)
    assert LineAboutPerson.objects.unscoped().count() == 1
    assert "He may ring late." in _text(answer)
    said = _text(sign_in("vagn").get(reverse("handover")))
    assert "He may ring late." in said
    assert "Sofie Lindholm, today 10:00. Holds until tomorrow 08:00." in said
    line = LineAboutPerson.objects.unscoped().get()
    assert sign_in("vagn").post(reverse("handover_line_down", args=[line.pk])).status_code == 404
    assert "Taken down." in _text(sofie.post(reverse("handover_line_down", args=[line.pk]), follow=True))
    assert "He may ring late." not in _text(sign_in("vagn").get(reverse("handover")))


def test_what_is_for_the_whole_team_stands_first(house, sign_in) -> None:
    maja = sign_in("maja")
    typed = {"about": f"team:{house.team.pk}", "text": "The shelter is full.", "until": "27.11.2026"}
    said = _text(maja.post(reverse("handover_line"), typed, follow=True))
    assert "The shelter is full." in said
    line = LineForTeam.objects.get()
    assert sign_in("omar").post(reverse("team_line_down", args=[line.pk])).status_code == 404
    maja.post(reverse("team_line_down", args=[line.pk]))
    assert "The shelter is full." not in _text(maja.get(reverse("handover")))


def test_what_the_rules_refuse_keeps_the_words(house, sign_in) -> None:
    typed = {"about": f"team:{house.team.pk}", "text": "The shelter is full.", "until": "24.12.2026"}
    said = _text(sign_in("maja").post(reverse("handover_line"), typed))
    assert "at most two weeks ahead" in said
    assert "The shelter is full." in said


def test_a_line_about_somebody_elses_person_is_not_offered(house, sign_in, jonas) -> None:
    typed = {"about": f"person:{jonas.person_id}", "text": "A line.", "until": "25.11.2026"}
    answer = sign_in("maja").post(reverse("handover_line"), typed)
    assert answer.context["form"].errors["about"]
    assert not LineAboutPerson.objects.unscoped().exists()


@pytest.mark.parametrize("who", ["ilse", "karin", "per", "eva", "ada"])
def test_for_everyone_else_there_is_no_handover(sign_in, who) -> None:
    browser = sign_in(who)
    assert browser.get(reverse("handover")).status_code == 404
    assert browser.get(reverse("handover_line")).status_code == 404


def test_whoever_refuses_a_worker_is_not_on_their_handover(house, sign_in, silent) -> None:
    refuse_worker(
        by=house.actor("sofie"),
        person=silent.person,
        worker=house.workers["vagn"],
        evidence="verbal",
        witness="Maja Toft",
        said_on=NOW.date(),
    )
    assert "Kim Thorsen" not in _text(sign_in("vagn").get(reverse("handover")))
    assert "Kim Thorsen" in _text(sign_in("maja").get(reverse("handover")))


def test_outside_the_shift_it_says_when_the_next_one_is_and_nothing_else(
    house, sign_in, silent, amina
) -> None:
    for hours in (-20, 30):
        give_shift(
            by=house.at(NOW - timedelta(days=2)).actor("amina"),
            team=house.team,
            worker=house.workers["vagn"],
            starts_at=NOW + timedelta(hours=hours),
            ends_at=NOW + timedelta(hours=hours + 7),
        )
    said = _text(sign_in("vagn").get(reverse("handover")))
    assert "You are not on call now" in said
    assert "Your next shift: tomorrow 16:00, Team Havn." in said
    assert "Kim" not in said
    with time_machine.travel(NOW + timedelta(hours=30), tick=False):
        assert "Kim Thorsen" in _text(sign_in("vagn").get(reverse("handover")))


def test_another_teams_handover_is_not_found(house, sign_in, silent) -> None:
    answer = sign_in("omar").get(reverse("handover") + f"?team={house.team.pk}")
    assert answer.status_code == 404


def test_the_person_page_leads_to_a_line(sign_in, silent) -> None:
    said = _text(sign_in("sofie").get(reverse("person", args=[silent.person_id])))
    assert f"{reverse('handover_line')}?about={silent.person_id}" in said
