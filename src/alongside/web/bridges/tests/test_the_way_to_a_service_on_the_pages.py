"""The way to a service on the pages: one tap, one page for a person, for a service, and for everyone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.bridges.models import Bridge, BridgeMove
from alongside.bridges.operations import begin_bridge, move_bridge, plan_visit_together
from alongside.bridges.queries import ways_of
from alongside.bridges.rules import Standing, State
from alongside.contacts.errors import PlannedInPast
from alongside.contacts.models import Contact
from alongside.kernel.ids import new_id
from alongside.organisation.profile import load_profile
from alongside.services.operations import write_service
from alongside.services.rules import Offer
from tests.people_of_the_house import LOOK

TODAY = date(2026, 11, 24)
DAYS = load_profile("generic").bridges.days


def _words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def dentist(house, sofie):
    return write_service(by=sofie, offer=Offer(name="Teeth on wheels", kind="dental"), provider="The town")


@pytest.fixture
def bridge(jonas, sofie, dentist):
    return begin_bridge(
        by=sofie,
        person=jonas.person,
        service=dentist,
        moved_on=TODAY - timedelta(days=20),
        words="I want to laugh again.",
    )


def test_a_wish_is_written_down_and_a_double_tap_is_one(sign_in, jonas, sofie, dentist):
    browser, new = sign_in("sofie"), reverse("bridge_new", args=[jonas.person_id])
    key = browser.get(new).context["form"].slot.key
    said = {
        "service": str(dentist.pk),
        "state": "wish",
        "moved_on": "2026-11-20",
        "words": "My tooth.",
        "key": key,
    }
    for _twice in range(2):
        answer = _words(browser.post(new, said, follow=True))
    assert "Teeth on wheels" in answer
    assert "My tooth." in answer
    assert Bridge.objects.visible_to(sofie).count() == 1


def test_what_stands_still_is_told_on_the_persons_page_and_one_tap_moves_it(sign_in, jonas, sofie, bridge):
    browser = sign_in("sofie")
    page = browser.get(reverse("person", args=[jonas.person_id]))
    assert "Wished for 20 days ago, and nobody has asked there." in _words(page)
    [way] = page.context["seen"].ways
    tap = {"to": way.taps[0].to, "key": str(way.taps[0].key), "back": "person"}
    for _twice in range(2):
        answer = browser.post(reverse("bridge_tap", args=[bridge.pk]), tap, follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("person", args=[jonas.person_id]))
    assert "nobody has asked there" not in _words(answer)
    assert [one.state for one in BridgeMove.objects.visible_to(sofie).order_by("moved_on")] == [
        "wish",
        "asked",
    ]


def test_a_tap_that_cannot_come_next_says_so_and_changes_nothing(sign_in, sofie, bridge):
    browser = sign_in("sofie")
    answer = browser.post(reverse("bridge_tap", args=[bridge.pk]), {"to": "refused"}, follow=True)
    assert "This cannot come next." in _words(answer)
    for to in ("nonsense", ""):
        assert browser.post(reverse("bridge_tap", args=[bridge.pk]), {"to": to}).status_code == 404
    assert BridgeMove.objects.visible_to(sofie).count() == 1


def test_a_no_is_written_with_its_reason(sign_in, sofie, bridge):
    move_bridge(by=sofie, bridge=bridge, to=State.ASKED, moved_on=TODAY)
    browser, page = sign_in("sofie"), reverse("bridge_move", args=[bridge.pk])
    assert browser.get(page).status_code == 200
    answer = browser.post(page, {"to": "refused", "moved_on": "2026-11-24"})
    assert answer.status_code == 422
    assert "Choose why." in _words(answer)
    said = {"to": "refused", "moved_on": "2026-11-24", "refused_why": "full", "note": "Ask again in spring."}
    shown = _words(browser.post(page, said, follow=True))
    assert "No place free" in shown
    assert "Ask again in spring." in shown


def test_going_together_is_planned_from_the_page_and_stands_in_the_calendar(sign_in, sofie, jonas, bridge):
    browser = sign_in("sofie")
    form = browser.get(reverse("bridge", args=[bridge.pk])).context["visit"]
    said = {"occurred_at": "26.11.2026 10:00", "key": str(form["key"].value())}
    for _twice in range(2):
        answer = browser.post(reverse("bridge_visit", args=[bridge.pk]), said, follow=True)
    assert "Going there together" in _words(answer)
    visit = Contact.objects.visible_to(sofie).get(status="planned")
    assert reverse("contact", args=[visit.pk]) in _words(answer)
    past = {"occurred_at": "1.1.2020 10:00", "key": str(new_id())}
    late = browser.post(reverse("bridge_visit", args=[bridge.pk]), past)
    assert late.status_code == 422


def test_today_says_what_stands_still_and_why_and_one_tap_moves_it_there(
    sign_in, scene, jonas, sofie, bridge
):
    scene.happened(jonas, days=0.1)
    browser = sign_in("sofie")
    page = browser.get(reverse("today"))
    assert "Teeth on wheels: Wished for 20 days ago, and nobody has asked there." in _words(page)
    [part] = page.context["parts"]
    [row] = part.rows
    tap = {"to": row.way.taps[0].to, "key": str(row.way.key), "back": "today"}
    assert f'action="{row.way.post_url}"' in _words(page)
    for _twice in range(2):
        answer = browser.post(row.way.post_url, tap, follow=True)
    assert answer.redirect_chain[-1][0] == f"{reverse('today')}#person-{jonas.person_id}"
    assert "nobody has asked there" not in _words(answer)
    assert BridgeMove.objects.visible_to(sofie).count() == 2


def test_today_asks_nothing_more_for_those_on_their_way(sign_in, scene, sofie, dentist):
    browser = sign_in("sofie")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse("today")).status_code == 200
        return len(queries)

    courses = [scene.course(f"Person Number{number}") for number in range(4)]
    asked()  # the first look of the day also puts the ties together
    without = asked()
    for course in courses:
        begin_bridge(by=sofie, person=course.person, service=dentist, moved_on=TODAY - timedelta(days=30))
    assert asked() == without <= 12 + LOOK


def test_a_way_waits_while_the_course_rests(sign_in, scene, jonas, bridge):
    scene.pause(jonas, days=3)
    assert "nobody has asked there" not in _words(sign_in("sofie").get(reverse("today")))


def test_an_ordinary_note_moves_the_way_without_a_second_form(sign_in, jonas, sofie, bridge):
    browser, page = sign_in("sofie"), reverse("contact_new", args=[jonas.pk])
    opened = browser.get(page)
    assert "Were you there together?" in _words(opened)
    said = {
        "how": "met",
        "when": "now",
        "text": "She looked at one tooth.",
        "there": ["person"],
        "went_to": [str(bridge.pk)],
        "key": opened.context["form"].slot.key,
    }
    for _twice in range(2):
        browser.post(page, said)
    visit = Contact.objects.visible_to(sofie).get(status="held")
    [way] = ways_of(sofie, jonas.person, DAYS)
    assert (way.at.at, way.visit_id) == (Standing.TOGETHER, visit.pk)
    assert BridgeMove.objects.visible_to(sofie).count() == 2


@pytest.mark.parametrize(
    "said", [{"how": "phone"}, {"how": "met", "there": [], "others": "The dentist"}, {"how": "tried"}]
)
def test_a_note_that_was_no_visit_together_moves_nothing(sign_in, jonas, sofie, bridge, said):
    browser, page = sign_in("sofie"), reverse("contact_new", args=[jonas.pk])
    note = {"when": "now", "text": "No.", "there": ["person"], "tried_how": "not_found", **said}
    answer = browser.post(page, {**note, "went_to": [str(bridge.pk)], "key": str(new_id())})
    assert answer.status_code == 302
    assert BridgeMove.objects.visible_to(sofie).count() == 1


def test_the_note_about_the_planned_visit_is_not_asked_where_it_was(sign_in, jonas, sofie, bridge):
    at = datetime(2026, 11, 24, 8, tzinfo=UTC)
    with pytest.raises(PlannedInPast):
        plan_visit_together(by=sofie, bridge=bridge, occurred_at=at)
    planned = plan_visit_together(by=sofie, bridge=bridge, occurred_at=at + timedelta(days=2)).contact
    browser, page = sign_in("sofie"), reverse("contact_new", args=[jonas.pk])
    assert "Were you there together?" not in _words(browser.get(page, {"planned": str(planned.pk)}))
    assert "Were you there together?" in _words(browser.get(page))


def test_from_the_directory_one_walks_somebody_there(sign_in, jonas, dentist, sofie):
    browser = sign_in("sofie")
    link = f"{reverse('bridge_new', args=[jonas.person_id])}?service={dentist.pk}"
    assert link in _words(browser.get(reverse("service", args=[dentist.pk])))
    assert browser.get(link).context["form"]["service"].value() == str(dentist.pk)
    begin_bridge(by=sofie, person=jonas.person, service=dentist, moved_on=TODAY)
    assert link not in _words(browser.get(reverse("service", args=[dentist.pk])))
    assert link not in _words(sign_in("amina").get(reverse("service", args=[dentist.pk])))


def test_which_goal_it_is_for_can_be_said_later(sign_in, scene, jonas, sofie, bridge):
    goal = scene.step(jonas, "Ring the dentist", due_in=3).goal
    browser = sign_in("sofie")
    page = _words(browser.post(reverse("bridge_aim", args=[bridge.pk]), {"goal": str(goal.pk)}, follow=True))
    assert "For the goal “A door I can lock”" in page


def test_the_service_and_the_list_show_only_whom_one_sees(sign_in, jonas, bridge, dentist):
    for page in (reverse("service", args=[dentist.pk]), reverse("on_the_way") + "?whose=all"):
        assert jonas.person.full_name in _words(sign_in("sofie").get(page))
        assert jonas.person.full_name not in _words(sign_in("omar").get(page))


def test_each_number_of_the_lead_leads_to_who_they_are(sign_in, jonas, bridge, dentist):
    browser = sign_in("amina")
    page = browser.get(reverse("on_the_way"))
    [row] = page.context["table"]
    assert (row.service, row.many, row.still, [cell.many for cell in row.cells]) == (
        "Teeth on wheels",
        1,
        1,
        [1],
    )
    link = f"{reverse('on_the_way')}?whose=all&service={dentist.pk}&at={row.cells[0].at}"
    assert link.replace("&", "&amp;") in _words(page)
    assert jonas.person.full_name in _words(browser.get(link))
    assert jonas.person.full_name not in _words(browser.get(link.replace("at=wish", "at=asked")))


@pytest.mark.parametrize("stranger", ["omar", "karin", "ilse", "vagn", "per", "eva", "ada"])
def test_for_everyone_else_there_is_nothing(sign_in, jonas, bridge, stranger):
    browser = sign_in(stranger)
    assert browser.get(reverse("bridges", args=[jonas.person_id])).status_code == 404
    for route in ("bridge", "bridge_move"):
        assert browser.get(reverse(route, args=[bridge.pk])).status_code == 404
    assert browser.post(reverse("bridge_tap", args=[bridge.pk]), {"to": "asked"}).status_code == 404
