"""The roster on the pages: a tap puts a colleague on, everyone sees whom to ring, and it opens the card."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from alongside.oncall.models import Shift
from alongside.organisation.models import Worker
from tests.people_of_the_house import NOW, writing

TONIGHT = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
MORNING = TONIGHT + timedelta(hours=9)


def _text(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def _tap(browser, house, who="vagn", starts=TONIGHT, ends=MORNING):
    return browser.post(
        reverse("shift_give", args=[house.team.pk]),
        {"worker": house.workers[who].pk, "starts": starts.isoformat(), "ends": ends.isoformat()},
        follow=True,
    )


@pytest.fixture
def phone(house):
    with writing(house.agency):
        vagn = Worker.objects.get(pk=house.workers["vagn"].pk)
        vagn.phone = "55 50 03 30"
        vagn.save()


def test_one_tap_puts_a_colleague_on_and_one_takes_them_off(house, sign_in, phone) -> None:
    amina = sign_in("amina")
    page = amina.get(reverse("roster"))
    night = next(row for row in page.context["days"][0].rows if row.label == "Night")
    assert [one.name for one in night.offered] == ["Vagn Nattergal"]
    said = _text(
        _tap(
            amina, house, starts=datetime.fromisoformat(night.starts), ends=datetime.fromisoformat(night.ends)
        )
    )
    assert "Vagn Nattergal is on call from today 23:00." in said
    assert "tel:55500330" in said
    shift = Shift.objects.get()
    assert (shift.starts_at, shift.ends_at) == (TONIGHT, MORNING)
    said = _text(amina.post(reverse("shift_take_off", args=[shift.pk]), follow=True))
    assert "Vagn Nattergal is off." in said


def test_everyone_in_the_team_sees_who_is_on_call_now(house, sign_in, phone) -> None:
    _tap(sign_in("amina"), house)
    sofie = sign_in("sofie")
    said = _text(sofie.get(reverse("roster")))
    assert "Nobody is on call now." in said
    assert "Nobody is on call in the coming week" in said
    assert reverse("shift_give", args=[house.team.pk]) not in said
    with time_machine.travel(TONIGHT, tick=False):
        said = _text(sign_in("maja").get(reverse("roster")))
    assert "Until tomorrow 08:00." in said
    assert "tel:55500330" in said


def test_other_hours_are_written_in_a_form(house, sign_in) -> None:
    amina, form = sign_in("amina"), reverse("shift_other", args=[house.team.pk])
    typed = {
        "worker": house.workers["vagn"].pk,
        "day": "27.11.2026",
        "begins": "16",
        "last": "27.11.2026",
        "ends": "9",
    }
    assert "would end before it begins" in _text(amina.post(form, typed))
    said = _text(amina.post(form, {**typed, "last": "30.11.2026"}, follow=True))
    assert "Vagn Nattergal is on call from Friday 16:00." in said
    assert "Other hours" in said


@pytest.mark.parametrize("who", ["sofie", "vagn", "omar", "ilse", "karin", "per", "eva", "ada"])
def test_nobody_else_writes_it(house, sign_in, who) -> None:
    _tap(sign_in("amina"), house)
    shift, browser = Shift.objects.get(), sign_in(who)
    assert _tap(browser, house).status_code == 404
    assert browser.get(reverse("shift_other", args=[house.team.pk])).status_code == 404
    assert browser.post(reverse("shift_take_off", args=[shift.pk])).status_code == 404
    assert Shift.objects.get().taken_off_at is None


@pytest.mark.parametrize(("who", "status"), [("omar", 404), ("karin", 404), ("per", 404), ("maja", 200)])
def test_another_teams_roster_is_not_found(house, sign_in, who, status) -> None:
    page = reverse("roster") + f"?team={house.team.pk}"
    assert sign_in(who).get(page).status_code == status


@pytest.mark.parametrize("sent", ["", "yesterday", "2026-11-24T22:00:00"])
def test_a_tap_that_no_page_sent_changes_nothing(house, sign_in, sent) -> None:
    answer = sign_in("amina").post(
        reverse("shift_give", args=[house.team.pk]),
        {"worker": house.workers["vagn"].pk, "starts": sent, "ends": MORNING.isoformat()},
    )
    assert answer.status_code == 404
    assert not Shift.objects.exists()


def test_the_roster_opens_the_card_and_shuts_it(house, jonas, sign_in) -> None:
    card = reverse("card", args=[jonas.person_id])
    assert sign_in("vagn").get(card).status_code == 200
    _tap(sign_in("amina"), house)
    for now, status in (
        (NOW, 200),
        (TONIGHT - timedelta(minutes=30), 200),
        (MORNING + timedelta(hours=11), 200),
        (MORNING + timedelta(hours=13), 404),
        (MORNING + timedelta(days=8), 200),
    ):
        with time_machine.travel(now, tick=False):
            assert sign_in("vagn").get(card).status_code == status, now
