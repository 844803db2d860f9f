"""The pages beside the first one: the whole story, what they said, what is known of them, who sees it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.contacts.operations import amend_contact, record_attempt, record_contact
from alongside.people.models import Person, PersonIdentifier, Quote
from tests.people_of_the_house import NOW


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


def _write(sofie, jonas, days, kind="visit"):
    return record_contact(
        by=sofie, enrolment=jonas, kind=kind, occurred_at=NOW - timedelta(days=days), text=f"Day {days}."
    )


def test_the_story_goes_back_to_the_beginning(sign_in, jonas, sofie) -> None:
    for days in range(25):
        _write(sofie, jonas, days)
    browser, address = sign_in("sofie"), reverse("story", args=[jonas.pk])
    first = _text(browser.get(address))
    assert "Day 0." in first
    assert "Day 24." not in first
    found = re.search(r'href="(\?before=[^"]+)"', first)
    assert found is not None
    earlier = found[1].replace("&amp;", "&")
    second = _text(browser.get(address + earlier))
    assert "Day 24." in second
    assert "The course began" in second
    assert "Sofie Lindholm became case manager" in second


def test_one_kind_is_chosen_in_the_address(sign_in, jonas, sofie) -> None:
    _write(sofie, jonas, 1, kind="phone")
    record_attempt(by=sofie, enrolment=jonas, how="did_not_open", occurred_at=NOW)
    browser, address = sign_in("sofie"), reverse("story", args=[jonas.pk])
    tried = _text(browser.get(address, {"show": "tried"}))
    assert "Did not open" in tried
    assert "Day 1." not in tried
    assert "Day 1." in _text(browser.get(address, {"show": "talked"}))
    assert "Nothing of this kind is written." in _text(browser.get(address, {"show": "meetings"}))
    assert browser.get(address, {"show": "everything else", "before": "x"}).status_code == 200


def test_what_was_added_later_stands_under_its_note(sign_in, jonas, sofie, amina) -> None:
    amend_contact(
        by=amina, contact=_write(sofie, jonas, 1), text="It was the other dog.", reason="He told me."
    )
    said = _text(sign_in("sofie").get(reverse("story", args=[jonas.pk])))
    assert (
        said.index("Day 1.")
        < said.rindex("It was the other dog.")
        < said.index("Amina Yilmaz added today 10:00")
    )


@pytest.mark.parametrize("stranger", ["omar", "ilse", "karin", "ada"])
def test_the_story_is_for_those_who_walk_along_and_their_team(sign_in, jonas, stranger) -> None:
    assert sign_in(stranger).get(reverse("story", args=[jonas.pk])).status_code == 404


def test_what_someone_said_is_kept_in_their_words(sign_in, jonas) -> None:
    browser, address = sign_in("sofie"), reverse("person_quote", args=[jonas.person_id])
    assert browser.get(address).status_code == 200
    fields = {"text": "Not another plan that falls over.", "said_on": "23.11.2026", "place": "Åparken"}
    assert browser.post(address, fields).status_code == 302
    assert Quote.objects.unscoped().get().place == "Åparken"


@pytest.mark.parametrize("wrong", [{"text": " "}, {"said_on": "25.11.2026"}, {"said_on": "the other day"}])
def test_words_that_cannot_be_kept_stay_in_the_form(sign_in, jonas, wrong) -> None:
    fields: dict[str, Any] = {"text": "Walk with me.", "said_on": "23.11.2026", **wrong}
    said = _text(sign_in("sofie").post(reverse("person_quote", args=[jonas.person_id]), fields))
    assert "to put right" in said
    assert not Quote.objects.unscoped().exists()


def test_what_is_known_can_be_put_right(sign_in, jonas) -> None:
    browser, address = sign_in("sofie"), reverse("person_change", args=[jonas.person_id])
    page = browser.get(address).content.decode()
    assert 'value="Jonas"' in page
    fields = {
        "given_name": "Jonas",
        "family_name": "Krogh-Lund",
        "sex": "male",
        "birth_date": "04.03.1992",
        "phone": "55 50 01 40",
        "version": jonas.person.version,
    }
    assert browser.post(address, fields).status_code == 302
    person = Person.objects.unscoped().get(pk=jonas.person_id)
    assert (person.family_name, person.phone, person.called_name) == ("Krogh-Lund", "55 50 01 40", "")
    other = browser.post(address, {**fields, "phone": "55 50 01 41"})
    assert "You and a colleague changed the same." in _text(other)


def test_a_number_is_added_and_never_shown(sign_in, jonas) -> None:
    browser, address = sign_in("sofie"), reverse("person_change", args=[jonas.person_id])
    fields = {"given_name": "Jonas", "sex": "male", "version": jonas.person.version, "number": "0201609995"}
    assert "Choose the kind of number." in _text(browser.post(address, fields))
    wrong = browser.post(address, {**fields, "number_kind": "cpr", "number": "9999999999"})
    assert "This is not a CPR number" in _text(wrong)
    assert Person.objects.unscoped().get(pk=jonas.person_id).version == jonas.person.version
    assert browser.post(address, {**fields, "number_kind": "cpr"}).status_code == 302
    assert PersonIdentifier.objects.unscoped().get().value == "0201609995"
    said = _text(browser.get(address))
    assert "Kept: CPR number" in said
    assert "0201609995" not in said


@pytest.mark.parametrize("stranger", ["omar", "maja", "karin", "ada"])
def test_only_those_who_know_the_person_change_it(sign_in, jonas, stranger) -> None:
    for name in ("person_change", "person_quote"):
        assert sign_in(stranger).get(reverse(name, args=[jonas.person_id])).status_code == 404


def test_who_sees_and_who_has_looked(sign_in, jonas, sofie) -> None:
    note = _write(sofie, jonas, 1)
    amina = sign_in("amina")
    amina.get(reverse("person", args=[jonas.person_id]))
    amina.get(reverse("contact", args=[note.pk]))
    sign_in("omar").get(reverse("person", args=[jonas.person_id]))
    said = _text(sign_in("sofie").get(reverse("person_access", args=[jonas.person_id])))
    for words in (
        'Sofie Lindholm</b><br><span class="small muted">case manager',
        "leads Team Havn",
        "works in Team Havn",
        "on call for Team Havn",
        "Karin Holst",
        "no notes",
        "Amina Yilmaz</b> today 10:00",
        "a note, the first page",
    ):
        assert words in said, words
    assert "Omar" not in said


@pytest.mark.parametrize("stranger", ["omar", "karin", "ada"])
def test_who_has_looked_is_not_for_everyone(sign_in, jonas, stranger) -> None:
    assert sign_in(stranger).get(reverse("person_access", args=[jonas.person_id])).status_code == 404


def test_other_words_from_a_second_tab_are_not_taken_for_a_double_tap(sign_in, jonas) -> None:
    browser, address = sign_in("sofie"), reverse("person_quote", args=[jonas.person_id])
    opened = re.search(r'name="key" value="([^"]+)"', browser.get(address).content.decode())
    assert opened is not None
    first = {"key": opened[1], "text": "A door I can lock.", "said_on": NOW.strftime("%d.%m.%Y")}
    for _ in range(2):
        assert browser.post(address, first).status_code == 302
    other = browser.post(address, {**first, "text": "And my dog."})
    assert "kept already" in _text(other)
    assert "And my dog." in _text(other)
    assert list(Quote.objects.unscoped().values_list("text", flat=True)) == ["A door I can lock."]
    fresh = re.search(r'name="key" value="([^"]+)"', other.content.decode())
    assert fresh is not None
    assert browser.post(address, {**first, "key": fresh[1], "text": "And my dog."}).status_code == 302
    assert Quote.objects.unscoped().count() == 2
