"""Coming out of prison, on a phone: Today tells it in time, the page says what has to be ready, each line one tap."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from alongside.checklists.models import Tick
from alongside.enrolments.coming_out import say_day_out
from alongside.enrolments.models import Pause
from tests.people_of_the_house import NOW

TODAY = NOW.date()


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def inside(scene, jonas):
    """Jonas has been in prison for ten days."""
    return scene.pause(jonas, days=10, place="Vestre")


@pytest.fixture
def soon(sofie, inside):
    """He comes out in six days, says his lawyer."""
    return say_day_out(by=sofie, pause=inside, out_on=TODAY + timedelta(days=6), said_by="his lawyer")


def test_today_asks_gently_when_nobody_has_said_when(sign_in, inside) -> None:
    said = _text(sign_in("sofie").get(reverse("today")))
    assert "Nobody has said yet when Jon comes out. Ask again?" in said
    assert reverse("day_out", args=[inside.pk]) + "#say" in said


def test_today_tells_why_and_leads_to_what_has_to_be_ready(sign_in, soon) -> None:
    said = _text(sign_in("sofie").get(reverse("today")))
    assert "Release: Monday, says his lawyer. What has to be ready?" in said
    assert f'href="{reverse("day_out", args=[soon.pk])}"' in said


def test_the_day_moves_on_its_page_and_is_looked_through(sign_in, soon) -> None:
    browser, page = sign_in("sofie"), reverse("day_out", args=[soon.pk])
    version = browser.get(page).context["form"].initial["version"]
    sent = {"out_on": "05.12.2026", "said_by": "Vestre", "version": version}
    said = _text(browser.post(page, sent, follow=True))
    assert "and no longer Mon 30 Nov. Does what was arranged still hold?" in said
    assert "Does what was arranged still hold?" in _text(browser.get(reverse("today")))
    held = reverse("day_out_holds", args=[soon.pk])
    assert "It holds for the new day." in _text(browser.post(held, follow=True))
    assert "has been changed meanwhile" in _text(browser.post(held, follow=True))
    late = browser.post(page, {**sent, "out_on": "06.12.2026"})
    assert late.context["form"].errors


def test_a_day_without_who_said_it_is_not_taken(sign_in, inside) -> None:
    answer = sign_in("sofie").post(
        reverse("day_out", args=[inside.pk]), {"out_on": "05.12.2026", "said_by": "", "version": 1}
    )
    assert "Write who said so" in _text(answer)


def test_each_line_is_one_tap_and_can_be_left_out_with_a_word(sign_in, sofie, jonas, soon) -> None:
    browser, send = sign_in("sofie"), reverse("checklist_tick", args=[jonas.pk])
    line = {"checklist": "discharge", "occasion": str(soon.pk), "item": "bed"}
    for _ in range(2):
        said = _text(browser.post(send, {**line, "done": "1"}, follow=True))
    assert "Sofie Lindholm, today" in said
    assert Tick.objects.visible_to(sofie).count() == 1
    said = _text(browser.post(send, {**line, "item": "key", "leave": "1", "because": ""}, follow=True))
    assert "Write in a few words why it is not relevant here." in said
    said = _text(
        browser.post(send, {**line, "item": "key", "leave": "1", "because": "No home yet"}, follow=True)
    )
    assert "Not relevant: No home yet (Sofie Lindholm)" in said
    assert "Relevant after all" in said


def test_a_visit_inside_is_one_click_away_from_the_line_it_ticks(sign_in, scene, jonas, soon) -> None:
    visit = scene.happened(jonas, days=2)
    page = _text(sign_in("sofie").get(reverse("day_out", args=[soon.pk])))
    assert "From the record" in page
    assert reverse("contact", args=[visit.pk]) in page


def test_the_line_that_nobody_meets_them_leads_to_a_plan_on_that_day(sign_in, soon) -> None:
    page = _text(sign_in("sofie").get(reverse("day_out", args=[soon.pk])))
    assert "contacts/plan/?day=2026-11-30" in page


def test_after_the_day_today_asks_whether_they_are_out(sign_in, soon, jonas) -> None:
    with time_machine.travel(NOW + timedelta(days=7), tick=False):
        said = _text(sign_in("sofie").get(reverse("today")))
    assert "Release was to be yesterday. Is Jon out, or has the day moved?" in said
    assert reverse("resume", args=[jonas.pk]) in said


def test_the_pause_form_takes_the_day_and_drops_it_for_a_journey(sign_in, sofie, jonas) -> None:
    browser, page = sign_in("sofie"), reverse("pause", args=[jonas.pk])
    key = browser.get(page).context["slot"].key
    sent = {
        "kind": "travelling",
        "starts_on": "24.11.2026",
        "out_on": "05.12.2026",
        "said_by": "He",
        "key": str(key),
    }
    browser.post(page, sent)
    assert Pause.objects.visible_to(sofie).get().out_on is None


def test_the_colleague_of_another_team_finds_nothing(sign_in, soon, jonas) -> None:
    browser = sign_in("omar")
    assert browser.get(reverse("day_out", args=[soon.pk])).status_code == 404
    assert browser.post(reverse("checklist_tick", args=[jonas.pk]), {}).status_code == 404


def test_a_journey_has_no_such_page(sign_in, scene, jonas) -> None:
    away = scene.pause(jonas, days=3, kind="travelling")
    assert sign_in("sofie").get(reverse("day_out", args=[away.pk])).status_code == 404


def test_the_persons_page_leads_there(sign_in, soon, jonas) -> None:
    page = _text(sign_in("sofie").get(reverse("person", args=[jonas.person_id])))
    assert reverse("day_out", args=[soon.pk]) in page
