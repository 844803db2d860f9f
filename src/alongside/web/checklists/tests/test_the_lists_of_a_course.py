"""The checklists of a course on one page: what goes on, what may come, what is over; from wherever they matter."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.checklists.models import Tick
from alongside.enrolments.operations import resume_course
from alongside.housing.keeping import walk_road
from tests.people_of_the_house import NOW

TODAY = NOW.date()


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def page(jonas):
    """Jonas's checklists."""
    return reverse("checklists", args=[jonas.pk])


def test_the_first_weeks_stand_there_and_closing_may_come(sign_in, jonas, page) -> None:
    said = _text(sign_in("sofie").get(page))
    assert "The first weeks" in said
    assert reverse("checklist", args=[jonas.pk, "closing", jonas.pk]) in said


def test_each_open_line_leads_to_where_it_is_written(sign_in, jonas, page) -> None:
    said = _text(sign_in("sofie").get(page))
    for route in ("contact_new", "needs_new", "network_draw", "plan", "housing_new"):
        assert f'href="{reverse(route, args=[jonas.pk])}"' in said
    assert reverse("matter_new", args=[jonas.pk]) + "?kind=papers" in said


def test_a_colleague_who_only_reads_has_nothing_to_press(sign_in, page) -> None:
    answer = sign_in("maja").get(page)
    assert answer.status_code == 200
    assert reverse("checklist_tick", args=[answer.context["enrolment"].pk]) not in _text(answer)


def test_a_line_ticked_here_comes_back_here(sign_in, sofie, jonas, page) -> None:
    browser = sign_in("sofie")
    line = {"checklist": "start", "occasion": str(jonas.pk), "item": "told", "done": "1", "to": ""}
    answer = browser.post(reverse("checklist_tick", args=[jonas.pk]), line)
    assert answer["Location"] == f"{page}#line-told-{jonas.pk}"
    assert Tick.objects.visible_to(sofie).get().done_on == TODAY


def test_the_closing_page_shows_how_far_it_is_and_ticking_begins_it(sign_in, jonas, page) -> None:
    browser = sign_in("sofie")
    alone = reverse("checklist", args=[jonas.pk, "closing", jonas.pk])
    said = _text(browser.get(reverse("close", args=[jonas.pk])))
    assert alone in said
    assert "0 of 10 done" in said
    line = {"checklist": "closing", "occasion": str(jonas.pk), "item": "keep", "done": "1", "to": "one"}
    answer = browser.post(reverse("checklist_tick", args=[jonas.pk]), line)
    assert answer["Location"] == f"{alone}#line-keep-{jonas.pk}"
    assert "1 of 10 done" in _text(browser.get(page))


def test_the_contract_leads_to_what_else_belongs_to_moving_in(sign_in, sofie, jonas, page) -> None:
    browser, road = sign_in("sofie"), reverse("home_road", args=[jonas.pk])
    assert page not in _text(browser.get(road))
    walk_road(by=sofie, person=jonas.person, kind="contract", done_on=TODAY)
    assert page in _text(browser.get(road))
    assert "Moving in" in _text(browser.get(page))


def test_what_is_over_stays_one_tap_away(sign_in, sofie, scene, jonas, page) -> None:
    stay = scene.pause(jonas, days=10)
    resume_course(by=sofie, enrolment=jonas, resumed_on=TODAY)
    browser, alone = sign_in("sofie"), reverse("checklist", args=[jonas.pk, "discharge", stay.pk])
    assert alone in _text(browser.get(page))
    assert "Visited them there" in _text(browser.get(alone))


def test_the_persons_page_leads_there(sign_in, jonas, page) -> None:
    assert page in _text(sign_in("sofie").get(reverse("person", args=[jonas.person_id])))


def test_nobody_else_finds_them(sign_in, jonas, page) -> None:
    for name in ("omar", "karin", "ilse", "ada", "vagn", "eva", "per"):
        assert sign_in(name).get(page).status_code == 404
    browser = sign_in("sofie")
    for key, occasion in (("nothing", jonas.pk), ("start", jonas.person_id)):
        assert browser.get(reverse("checklist", args=[jonas.pk, key, occasion])).status_code == 404
