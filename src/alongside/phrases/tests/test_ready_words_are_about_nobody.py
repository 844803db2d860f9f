"""Phrases and templates: one word for one text, one's own before the agency's, and nobody's number in them."""

from __future__ import annotations

import pytest

from alongside.kernel.errors import NotAllowed, StaleRecord
from alongside.organisation.profile import load_profile
from alongside.phrases import rules
from alongside.phrases.errors import (
    KindUnknown,
    NumberInside,
    ShortcutTaken,
    ShortcutWrong,
    TooManyPhrases,
    WordsMissing,
    WordsTooLong,
)
from alongside.phrases.models import NoteTemplate, Phrase
from alongside.phrases.operations import (
    remove_phrase,
    retire_note_template,
    write_note_template,
    write_phrase,
)
from alongside.phrases.queries import note_templates, phrases_of


@pytest.mark.parametrize(("typed", "kept"), [("/Medicin", "medicin"), (" på-vej ", "på-vej"), ("141", "141")])
def test_a_short_word_is_kept_without_slash_and_in_small_letters(typed, kept):
    assert rules.shortcut_of(typed) == kept


@pytest.mark.parametrize("typed", ["", "/", "a", "two words", "a_b", "x" * 31, "-a-"])
def test_a_short_word_is_one_word(typed):
    with pytest.raises(ShortcutWrong):
        rules.shortcut_of(typed)


@pytest.mark.parametrize("text", ["hos 010190-9999", "0101909999", "010190 9999."])
def test_a_national_number_is_refused(text):
    with pytest.raises(NumberInside):
        rules.words_of(text, field="text")


def test_a_telephone_number_of_a_service_may_stand_in_it():
    assert rules.words_of("Call +45 55 50 01 40 or case 12345678901", field="text")


def test_headings_are_added_after_what_is_written_and_only_once():
    headings = "What they said:\n\nWhat we agreed:"
    once = rules.with_headings("She was \u201cfine\u201d.\r\n", headings)
    assert once == f"She was \u201cfine\u201d.\n\n{headings}\n"
    assert rules.with_headings(once, headings) == once
    told = once.replace("said:\n", "said: nothing much\n")
    assert rules.with_headings(told, headings) == told
    assert rules.with_headings("  ", headings) == f"{headings}\n"


def test_ones_own_phrase_goes_before_the_agencys(house, sofie, amina):
    write_phrase(by=amina, shortcut="medicin", text="The agency's words", for_all=True)
    write_phrase(by=amina, shortcut="nøgle", text="The key is at the desk", for_all=True)
    own = write_phrase(by=sofie, shortcut="/Medicin", text="My words")
    assert [(one.shortcut, one.text, one.own) for one in phrases_of(sofie)] == [
        ("medicin", "My words", True),
        ("nøgle", "The key is at the desk", False),
    ]
    assert phrases_of(amina)[0].text == "The agency's words"
    remove_phrase(by=sofie, phrase=own)
    assert phrases_of(sofie)[0].text == "The agency's words"
    assert not Phrase.objects.filter(worker_id=sofie.worker_id).exists()


def test_one_word_stands_for_one_text(sofie):
    first = write_phrase(by=sofie, shortcut="medicin", text="One")
    with pytest.raises(ShortcutTaken) as taken:
        write_phrase(by=sofie, shortcut="MEDICIN", text="Two")
    assert "/medicin" in taken.value.text
    changed = write_phrase(by=sofie, shortcut="medicin", text="Three", phrase=first, version=1)
    assert changed.text == "Three"
    with pytest.raises(StaleRecord):
        write_phrase(by=sofie, shortcut="medicin", text="Four", phrase=changed, version=1)


def test_only_a_lead_or_an_administrator_writes_for_all(sofie, amina):
    with pytest.raises(NotAllowed):
        write_phrase(by=sofie, shortcut="medicin", text="For all", for_all=True)
    shared = write_phrase(by=amina, shortcut="medicin", text="For all", for_all=True)
    mine = write_phrase(by=sofie, shortcut="mine", text="Mine")
    for act in (
        lambda: write_phrase(by=sofie, shortcut="medicin", text="Other", phrase=shared),
        lambda: remove_phrase(by=sofie, phrase=shared),
        lambda: remove_phrase(by=amina, phrase=mine),
        lambda: write_note_template(by=sofie, title="T", body="B"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_there_are_not_more_than_one_can_overlook(sofie, monkeypatch):
    monkeypatch.setattr(rules, "MOST_PHRASES", 1)
    write_phrase(by=sofie, shortcut="one", text="One")
    with pytest.raises(TooManyPhrases):
        write_phrase(by=sofie, shortcut="two", text="Two")


@pytest.mark.parametrize("language", ["da", "en", "fr"])
@pytest.mark.parametrize("profile", ["dk-icm", "qc-siv", "on-icm", "generic"])
def test_every_profile_brings_templates_in_every_language(db, house, profile, language):
    found = note_templates(house.agency.pk, load_profile(profile), language)
    assert {one.key for one in found} >= {
        "first_meeting", "home_visit", "meeting_with_authority", "ward_visit", "no_answer",
    }  # fmt: skip
    assert {kind for one in found for kind in one.kinds} <= set(rules.KINDS)
    assert all(rules.words_of(one.body, field="body") == one.body for one in found)


def test_a_template_of_the_profile_becomes_the_agencys_when_it_is_changed(house, amina):
    profile = load_profile("dk-icm")
    kept = write_note_template(
        by=amina, title="Hjemme", body="Ord:\r\n", kinds=["phone", "met"], template_key="home_visit"
    )
    found = {one.key: one for one in note_templates(house.agency.pk, profile, "da")}
    assert (found["home_visit"].title, found["home_visit"].body) == ("Hjemme", "Ord:")
    assert found["home_visit"].kinds == ("met", "phone")
    with pytest.raises(StaleRecord):
        write_note_template(by=amina, title="A", body="B", template_key="home_visit", version=7)
    retire_note_template(by=amina, template_key="home_visit", title="A", body="B")
    retire_note_template(by=amina, template_key="no_answer", title="Ingen svar", body="Hvor:")
    keys = [one.key for one in note_templates(house.agency.pk, profile, "da")]
    assert "home_visit" not in keys
    assert "no_answer" not in keys
    assert NoteTemplate.history.filter(id=kept.pk).count() == 2


def test_a_template_of_its_own_comes_last(house, amina):
    write_note_template(by=amina, title="Walk", body="Where we went:", kinds=rules.KINDS)
    last = note_templates(house.agency.pk, load_profile("generic"), "en")[-1]
    assert (last.title, last.kinds, last.version) == ("Walk", (), 1)
    with pytest.raises(KindUnknown):
        write_note_template(by=amina, title="Walk", body="Where:", kinds=["letter"])
    with pytest.raises(WordsMissing):
        write_note_template(by=amina, title="Walk", body=" ")
    with pytest.raises(WordsTooLong):
        write_note_template(by=amina, title="Walk", body="x" * 4_001)


def test_the_same_command_twice_is_one_phrase(sofie):
    from alongside.kernel.ids import new_id

    key = new_id()
    first = write_phrase(by=sofie, shortcut="medicin", text="One", key=key)
    assert write_phrase(by=sofie, shortcut="medicin", text="One", key=key) == first
