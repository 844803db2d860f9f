"""Critical events on the pages: written down in the night, told to who walks along, on Today until followed up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from alongside.crisis.event_operations import record_event
from alongside.crisis.models import CriticalEvent
from alongside.crisis.operations import write_crisis_plan
from tests.people_of_the_house import NOW


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def event(house, jonas, sofie) -> CriticalEvent:
    return record_event(
        by=sofie,
        person=jonas.person,
        kind="violence",
        happened_at=NOW - timedelta(hours=20),
        what="He was beaten at the station.",
        place="Solby Station",
        hurt="Two ribs.",
        follow_up_worker=house.workers["sofie"],
    )


def _late(event: CriticalEvent) -> None:
    CriticalEvent.objects.unscoped().filter(pk=event.pk).update(follow_up_due_at=NOW - timedelta(hours=2))


def _typed(house, **said):
    return {
        "kind": "overdose",
        "day": "2026-11-24",
        "clock": "08:30",
        "what": "She did not breathe.",
        "done": "Naloxone, and the ambulance.",
        "follow_up_worker": str(house.workers["sofie"].pk),
        **said,
    }


def test_it_is_written_down_once_however_often_one_taps(house, sign_in, jonas, sofie) -> None:
    browser, new = sign_in("sofie"), reverse("critical_event_new", args=[jonas.person_id])
    assert "Within 72 hours somebody asks how everybody is." in _text(browser.get(new))
    key = browser.get(new).context["form"].slot.key
    for _ in range(2):
        said = _text(browser.post(new, _typed(house, key=key), follow=True))
    assert "Overdose or poisoning" in said
    assert "Sofie Lindholm follows it up by Friday 10:00" in said
    assert CriticalEvent.objects.visible_to(sofie).count() == 1


def test_what_is_missing_is_asked_for_and_nothing_is_lost(house, sign_in, jonas) -> None:
    said = _text(
        sign_in("sofie").post(
            reverse("critical_event_new", args=[jonas.person_id]), _typed(house, what="", hurt="Nobody.")
        )
    )
    assert "Nobody." in said
    assert not CriticalEvent.objects.unscoped().exists()


def test_on_call_writes_it_from_the_card_and_the_case_manager_is_told(house, sign_in, jonas, sofie) -> None:
    browser, new = sign_in("vagn"), reverse("critical_event_new", args=[jonas.person_id])
    assert new in _text(browser.get(reverse("card", args=[jonas.person_id])))
    answer = browser.post(new, _typed(house))
    assert answer.url.startswith(reverse("card", args=[jonas.person_id]))
    written = CriticalEvent.objects.visible_to(sofie).get()
    today = _text(sign_in("sofie").get("/"))
    assert "Vagn Nattergal wrote down a critical event around Jonas Krogh" in today
    assert reverse("critical_event", args=[written.pk]) in today
    for route, key in (("critical_event", written.pk), ("critical_events", jonas.person_id)):
        assert browser.get(reverse(route, args=[key])).status_code == 404


def test_late_it_stands_on_today_and_on_the_teams_page_until_somebody_has(sign_in, jonas, event) -> None:
    browser, lead = sign_in("sofie"), sign_in("amina")
    assert "the time is over" not in _text(browser.get("/"))
    _late(event)
    assert "You follow up what happened around Jonas Krogh: the time is over" in _text(browser.get("/"))
    assert "Sofie Lindholm was to follow up what happened around Jonas Krogh" in _text(
        lead.get(reverse("today"))
    )
    assert "1 is late: see who asks how they are" in _text(lead.get(reverse("team")))
    page = reverse("critical_event", args=[event.pk])
    said = _text(
        browser.post(page, {"follow_up": "He is at his sister’s.", "learning": "Meet at noon."}, follow=True)
    )
    assert "Followed up. Thank you." in said
    assert "the time is over" not in _text(browser.get("/"))
    assert "is late: see who asks" not in _text(lead.get(reverse("team")))
    learned = _text(lead.get(reverse("team_events")))
    assert "Everything is followed up." in learned
    assert "Meet at noon." in learned


def test_a_colleague_takes_it_over(house, sign_in, event) -> None:
    browser, page = sign_in("amina"), reverse("critical_event", args=[event.pk])
    sent = {"pass_on": "1", "follow_up_worker": str(house.workers["maja"].pk), "version": event.version}
    assert "Maja Toft follows it up now." in _text(browser.post(page, sent, follow=True))
    assert CriticalEvent.objects.unscoped().get(pk=event.pk).follow_up_worker == house.workers["maja"]


def test_the_crisis_plan_is_offered_when_there_is_one(sign_in, jonas, sofie, event) -> None:
    browser, page = sign_in("sofie"), reverse("critical_event", args=[event.pk])
    assert "Look at the crisis plan again together" not in _text(browser.get(page))
    write_crisis_plan(
        by=sofie,
        person=jonas.person,
        helps="Tea.",
        agreed_on=sofie.today,
        review_on=sofie.today + timedelta(days=60),
    )
    assert "Look at the crisis plan again together" in _text(browser.get(page))
    browser.post(page, {"follow_up": "Better.", "look_at_plan": "on"})
    assert "Does it still hold?" in _text(browser.get(reverse("crisis_plan", args=[jonas.person_id])))


def test_the_story_tells_that_it_happened_and_not_what(sign_in, jonas, event) -> None:
    said = _text(sign_in("sofie").get(reverse("story", args=[jonas.pk])))
    assert "Critical event: Violence" in said
    assert "beaten" not in said


def test_where_somebody_protected_can_be_found_is_not_shown(sign_in, jonas, event) -> None:
    type(jonas.person)._base_manager.filter(pk=jonas.person_id).update(address_protected=True)
    said = _text(sign_in("sofie").get(reverse("critical_event", args=[event.pk])))
    assert "He was beaten" in said
    assert '<h2 class="title-m">Where</h2>' not in said


@pytest.mark.parametrize("stranger", ["omar", "karin", "ilse", "per", "eva", "ada"])
def test_for_everyone_else_there_is_nothing(sign_in, jonas, event, stranger) -> None:
    browser = sign_in(stranger)
    for route, key in (
        ("critical_event", event.pk),
        ("critical_events", jonas.person_id),
        ("critical_event_new", jonas.person_id),
    ):
        assert browser.get(reverse(route, args=[key])).status_code == 404


def test_what_is_kept_is_sealed(event) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT what, place, hurt FROM crisis_criticalevent")
        assert not any("station" in text.lower() or "rib" in text.lower() for text in cursor.fetchone())
