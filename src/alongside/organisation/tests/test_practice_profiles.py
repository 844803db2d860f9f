"""A profile is whole, speaks three languages, and a slip in it names its file and key."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from alongside.organisation import profile as profiles
from alongside.organisation.choices import Choices, Text
from alongside.organisation.profile import (
    PROFILE_KEYS,
    Profile,
    ProfileError,
    load_profile,
    with_overrides,
)
from alongside.organisation.profile_checklists import FACTS


def texts(value: object) -> Iterator[Text]:
    """Every text inside a profile."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for f in fields(value):
            yield from texts(getattr(value, f.name))


@pytest.mark.parametrize("key", PROFILE_KEYS)
def test_every_profile_speaks_three_languages_everywhere(key: str) -> None:
    found = list(texts(load_profile(key)))
    assert len(found) > 150
    for text in found:
        assert text.en.strip(), text
        assert text.da.strip(), text
        assert text.fr.strip(), text


@pytest.mark.parametrize("key", PROFILE_KEYS)
def test_labels_within_a_list_can_be_told_apart(key: str) -> None:
    profile = load_profile(key)
    for f in fields(Profile):
        choices = getattr(profile, f.name)
        if isinstance(choices, Choices):
            for language in ("en", "da", "fr"):
                labels = [label for _, label in choices.for_form(language)]
                assert len(set(labels)) == len(labels), (key, f.name, language)


def test_the_danish_profile_says_what_the_method_says() -> None:
    denmark = load_profile("dk-icm")
    assert denmark.caseload.norm == 8.0
    assert denmark.review.interval_months == 3
    assert denmark.languages.default == "da"
    assert denmark.words.person.many.da == "borgere"
    assert denmark.identifier_systems["cpr"].system == "urn:oid:1.2.208.176.1.2"
    assert [choice.key for choice in denmark.life_dimensions] == [
        "housing",
        "mental_health",
        "physical_health",
        "economy",
        "daily_activities",
        "network",
        "substance_use",
        "education_work",
    ]
    assert len(denmark.domains) == 9


def test_staying_away_is_one_reason_and_the_last_offered() -> None:
    for key in PROFILE_KEYS:
        reasons = load_profile(key).closure_reasons
        assert [reason.key for reason in reasons if reason.non_attendance] == [reasons[-1].key]


def test_paragraph_85a_begins_on_the_first_of_october_2023() -> None:
    denmark = load_profile("dk-icm")
    before = {basis.key for basis in denmark.legal_bases_on(date(2023, 9, 30), use="support")}
    after = {basis.key for basis in denmark.legal_bases_on(date(2023, 10, 1), use="support")}
    assert before == {"sel-85"}
    assert after == {"sel-85a", "sel-85"}
    assert denmark.legal_bases["sel-85a"].wish_needs_reason
    assert not denmark.legal_bases["sel-85"].wish_needs_reason


def test_one_paragraph_reads_in_one_way_on_any_day() -> None:
    denmark = load_profile("dk-icm")
    for day in (date(2012, 1, 1), date(2023, 9, 30), date(2023, 10, 1), date(2026, 11, 21)):
        paragraphs = [basis.paragraph for basis in denmark.legal_bases_on(day)]
        assert len(set(paragraphs)) == len(paragraphs), day
    assert [b.key for b in denmark.legal_bases_on(date(2026, 1, 1), use="stay")] == ["sel-110"]
    assert [b.key for b in denmark.legal_bases_on(date(2013, 2, 1), use="stay")] == ["sel-110-before-2023"]


def test_a_record_keeps_its_words_when_the_list_no_longer_has_the_choice() -> None:
    kinds = load_profile("dk-icm").housing_kinds
    assert kinds.label("street", "da-dk") == "Gaden"
    assert kinds.label("houseboat", "da") == "houseboat"
    with pytest.raises(KeyError):
        kinds["houseboat"]


def test_an_agency_changes_one_setting_and_keeps_the_rest() -> None:
    denmark = load_profile("dk-icm")
    own = with_overrides(denmark, {"caseload": {"norm": 7}, "review": {"interval_months": 2}})
    assert own.caseload.norm == 7.0
    assert own.review.interval_months == 2
    assert own.review.announce_days == denmark.review.announce_days
    assert own.closure_reasons == denmark.closure_reasons
    assert denmark.caseload.norm == 8.0
    again = with_overrides(own, {"rhythm": {"default_days": 7}})
    assert (again.caseload.norm, again.rhythm.default_days) == (7.0, 7)


def test_an_agency_replaces_a_list_whole() -> None:
    boat = {"en": "At sea", "da": "Til søs", "fr": "En mer"}
    own = with_overrides(load_profile("dk-icm"), {"pause_kinds": {"at_sea": boat}})
    assert own.pause_kinds.for_form("da") == [("at_sea", "Til søs")]


def test_an_agency_adds_a_law_with_dates_from_json() -> None:
    denmark = load_profile("dk-icm")
    law = dict(denmark.tables["legal_bases"])
    law["sel-85a-chosen"] = {
        "en": "SEL § 85 a, chosen employee",
        "da": "SEL § 85 a, valgt medarbejder",
        "fr": "SEL § 85 a, personne choisie",
        "paragraph": "SEL § 85 a, stk. 3",
        "use": "support",
        "source": "decided by the agency",
        "valid_from": "2026-07-01",
    }
    own = with_overrides(denmark, {"legal_bases": law})
    assert own.legal_bases["sel-85a-chosen"].valid_from == date(2026, 7, 1)


LINES = {"y": {"en": "A", "da": "B", "fr": "C"}}
STARS = {"y": {**LINES["y"], "by_record": "stars"}}


@pytest.mark.parametrize("key", PROFILE_KEYS)
def test_every_line_of_a_checklist_is_about_something_some_profile_knows(key: str) -> None:
    profile, all_of_them = load_profile(key), [load_profile(one) for one in PROFILE_KEYS]
    stays = {kind.key for kind in profile.pause_kinds if kind.comes_out}
    for one in profile.checklists:
        for item in one.items:
            assert set(item.only) <= stays
            if item.of:
                assert any(getattr(one, FACTS[item.by_record]).get(item.of) for one in all_of_them)


@pytest.mark.parametrize(
    ("overrides", "named"),
    [
        ({"caseload": {"nrom": 7}}, "caseload.nrom: unknown key"),
        ({"caseload": {"norm": "7"}}, "caseload.norm: must be float"),
        ({"colour": "green"}, "colour: unknown key"),
        ({"languages": {"default": "sv"}}, "languages.default"),
        ({"pause_kinds": {"at_sea": {"en": "At sea", "da": "Til søs"}}}, "pause_kinds.at_sea.fr"),
        ({"pause_kinds": {"at_sea": {"en": "At sea", "da": "Til søs", "fr": " "}}}, "at_sea.fr: is empty"),
        (
            {"outreach_rungs": {"late": {"en": "A", "da": "B", "fr": "C", "after_days": 3, "acts": "lead"}}},
            "outreach_rungs.late.after_days: the first rung is at 0 days",
        ),
        (
            {"outreach_rungs": {"x": {"en": "A", "da": "B", "fr": "C", "after_days": 0, "acts": "police"}}},
            "outreach_rungs.x.acts: 'police' is none of",
        ),
        (
            {
                "outreach_tries": {
                    "x": {"en": "A", "da": "B", "fr": "C", "kind": "visit", "how": "cancelled_by_us"}
                }
            },
            "outreach_tries.x.how: 'cancelled_by_us' is no outcome of a try",
        ),
        (
            {"checklists": {"x": {"en": "A", "da": "B", "fr": "C", "begins": "easter", "items": {}}}},
            "checklists.x.items: must be a table with at least one choice",
        ),
        (
            {"checklists": {"x": {"en": "A", "da": "B", "fr": "C", "begins": "easter", "items": LINES}}},
            "checklists.x.begins: 'easter' is none of",
        ),
        (
            {"checklists": {"x": {"en": "A", "da": "B", "fr": "C", "begins": "coming_out", "items": STARS}}},
            "checklists.x.items.y.by_record: 'stars' is none of",
        ),
        ({"pause_kinds": {}}, "pause_kinds: must be a table with at least one choice"),
        ({"pause_kinds": {"At Sea": {}}}, "'At Sea' is not a key"),
    ],
)
def test_a_wrong_override_is_refused_by_name(overrides: dict[str, object], named: str) -> None:
    with pytest.raises(ProfileError) as refused:
        with_overrides(load_profile("dk-icm"), overrides)
    assert named in str(refused.value)
    assert "overrides of dk-icm" in str(refused.value)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The shipped profiles, in a place where they can be damaged."""
    copy = tmp_path / "profiles"
    shutil.copytree(profiles._FOLDER, copy)
    monkeypatch.setattr(profiles, "_FOLDER", copy)
    load_profile.cache_clear()
    yield copy
    load_profile.cache_clear()


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("norm = 8.0", "norn = 8.0", "caseload.norn: unknown key"),
        (', fr = "ICM au Danemark" }', " }", "label.fr"),
        (', fr = "Traitement des dépendances" }', " }", "substance_treatment.fr: the text in this language"),
        ('source = "S2: et langvarigt misbrug"', "", "criteria.substance_use.source: this key is missing"),
        (
            "valid_to = 2023-10-01",
            "valid_to = 2024-01-01",
            "sel-110-before-2023: overlaps in time with sel-110",
        ),
        ("valid_to = 2023-10-01", 'valid_to = "soon"', "sel-110-before-2023.valid_to: must be a date"),
        ('based_on = "generic"', 'based_on = "dk-icm"', "based_on"),
        ('based_on = "generic"', 'based_on = "atlantis"', "atlantis.toml: there is no such"),
        ('key = "dk-icm"', 'key = "dk"', "key: expected 'dk-icm', found 'dk'"),
        ("[caseload]", "[caseload", "not readable as TOML"),
        ("[0-9]{6}'", "([0-9]{6}'", "identifier_systems.cpr"),
    ],
)
def test_a_damaged_profile_names_file_and_key(folder: Path, old: str, new: str, named: str) -> None:
    file = folder / "dk-icm.toml"
    whole = file.read_text(encoding="utf-8")
    assert old in whole
    file.write_text(whole.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProfileError) as refused:
        load_profile("dk-icm")
    assert named in str(refused.value)
    assert ".toml" in str(refused.value)


def test_a_profile_nobody_wrote_is_refused() -> None:
    with pytest.raises(ProfileError, match="known are dk-icm, qc-siv, on-icm, generic"):
        load_profile("../../etc/passwd")
