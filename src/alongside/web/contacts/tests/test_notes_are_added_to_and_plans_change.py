"""A signed note is read and added to; what is planned happens, moves or is called off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.contacts.models import Amendment, Contact
from alongside.contacts.operations import plan_contact, record_contact
from alongside.kernel.ids import new_id
from tests.people_of_the_house import NOW


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def note(jonas, sofie):
    return record_contact(
        by=sofie,
        enrolment=jonas,
        kind="visit",
        occurred_at=NOW,
        place="home",
        minutes=30,
        text="Coffee at his.",
    )


@pytest.fixture
def viewing(jonas, sofie):
    return plan_contact(
        by=sofie,
        enrolment=jonas,
        kind="visit",
        occurred_at=NOW + timedelta(days=2),
        place="other",
        text="Viewing",
    )


def test_a_note_is_read_as_it_was_signed(sign_in, note) -> None:
    said = _text(sign_in("maja").get(reverse("contact", args=[note.pk])))
    for words in ("Coffee at his.", "30 minutes", "Home", "Signed by Sofie Lindholm, today 10:00"):
        assert words in said
    assert "Add it" not in said


def test_a_note_is_added_to_once(sign_in, note) -> None:
    browser, address = sign_in("sofie"), reverse("contact", args=[note.pk])
    fields = {"key": str(new_id()), "text": "It was tea.", "reason": "He laughed."}
    for _twice in range(2):
        assert browser.post(address, fields).status_code == 302
    assert Amendment.objects.unscoped().count() == 1
    said = _text(browser.get(address))
    assert "Coffee at his." in said
    assert "Sofie Lindholm added today 10:00" in said


def test_an_empty_addition_is_refused(sign_in, note) -> None:
    said = _text(sign_in("sofie").post(reverse("contact", args=[note.pk]), {"text": " "}))
    assert "One thing to put right" in said
    assert not Amendment.objects.unscoped().exists()


def test_who_only_reads_adds_nothing(sign_in, note) -> None:
    sign_in("maja").post(reverse("contact", args=[note.pk]), {"text": "I was there."})
    assert not Amendment.objects.unscoped().exists()


@pytest.mark.parametrize("stranger", ["omar", "ilse", "karin", "ada"])
def test_a_note_is_out_of_sight_for_others(sign_in, note, stranger) -> None:
    assert sign_in(stranger).get(reverse("contact", args=[note.pk])).status_code == 404


def test_planning_a_meeting(sign_in, jonas) -> None:
    browser, address = sign_in("sofie"), reverse("contact_plan", args=[jonas.pk])
    assert browser.get(address).status_code == 200
    fields = {
        "key": str(new_id()),
        "kind": "meeting",
        "day": "26.11.2026",
        "clock": "1000",
        "text": "Job centre",
    }
    said = _text(browser.post(address, {**fields, "day": "20.11.2026"}))
    assert "This time has passed." in said
    assert "Job centre" in said
    for _twice in range(2):
        assert browser.post(address, fields).status_code == 302
    planned = Contact.objects.unscoped().get()
    assert (planned.kind, planned.status, planned.text) == ("meeting", "planned", "Job centre")


def test_what_is_planned_shows_what_can_be_done(sign_in, viewing, jonas) -> None:
    address = reverse("contact", args=[viewing.pk])
    said = _text(sign_in("sofie").get(address))
    assert "Thursday 10:00" in said
    write = reverse("contact_new", args=[jonas.pk])
    assert f"{write}?planned={viewing.pk}" in said
    assert f"{write}?planned={viewing.pk}&amp;how=tried" in said
    assert write not in _text(sign_in("maja").get(address))


def test_it_moves(sign_in, viewing) -> None:
    browser, address = sign_in("sofie"), reverse("contact_move", args=[viewing.pk])
    fields = {"day": "27.11.2026", "clock": "14:00", "version": viewing.version}
    assert browser.get(address).status_code == 200
    assert "This time has passed." in _text(browser.post(address, {**fields, "day": "1.11.2026"}))
    assert browser.post(address, fields).status_code == 302
    assert Contact.objects.unscoped().get().occurred_at.isoformat() == "2026-11-27T13:00:00+00:00"
    assert "Someone changed this" in _text(browser.post(address, fields))


def test_it_is_called_off_and_stays_in_the_story(sign_in, viewing, jonas) -> None:
    browser, address = sign_in("sofie"), reverse("contact_call_off", args=[viewing.pk])
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"how": "cancelled_by_person", "text": "A cold."}).status_code == 302
    assert "Called off" in _text(browser.get(reverse("story", args=[jonas.pk])))
    for name in ("contact_move", "contact_call_off"):
        again = browser.get(reverse(name, args=[viewing.pk]))
        assert again["Location"] == reverse("contact", args=[viewing.pk])


@pytest.mark.parametrize("stranger", ["omar", "maja", "karin", "ada"])
def test_who_does_not_walk_along_moves_nothing(sign_in, viewing, stranger) -> None:
    for name in ("contact_move", "contact_call_off"):
        assert sign_in(stranger).post(reverse(name, args=[viewing.pk]), {}).status_code == 404
    assert sign_in(stranger).get(reverse("contact_plan", args=[viewing.enrolment_id])).status_code == 404
