"""The code lists we ship answer as KL's files do."""

from __future__ import annotations

import json
import re

import pytest

from alongside.interop.tests.deliveries import COOKING, HOUSING
from alongside.interop.tests.official_files import needs_official_files, official
from alongside.referrals import codes


def test_the_lists_have_the_published_sizes():
    assert len(codes.themes()) == 67
    assert len(codes.choices(codes.Group.ACTIVITY_AND_PARTICIPATION)) == 31
    assert len(codes.target_groups()) == 45
    assert len(codes.offer_types()) == 8
    assert len(codes.choices(codes.Group.GOAL_TYPES)) == 3
    assert len(codes.choices(codes.Group.FOLLOW_UP_RESULTS)) == 3


def test_a_theme_knows_its_area_and_only_some_carry_a_level():
    assert codes.is_theme(COOKING)
    assert codes.is_activity_and_participation(COOKING)
    assert codes.is_theme(HOUSING)
    assert not codes.is_activity_and_participation(HOUSING)
    assert [step.display for step in codes.path(COOKING)] == [
        "FFB tilstande",
        "Aktivitet og deltagelse",
        "Praktiske opgaver",
        "Lave mad",
    ]


def test_a_heading_cannot_be_chosen():
    assert not codes.is_theme(codes.Group.ACTIVITY_AND_PARTICIPATION)
    assert not codes.is_target_group("e2ecc751-21b9-4aab-a20f-2f3dd9701c97")  # Misbrug


@pytest.mark.parametrize("level", range(5))
def test_levels_are_numbers_and_back(level):
    assert codes.function_level(codes.function_level_code(level)) == level
    assert codes.support_need(codes.support_need_code(level)) == level


def test_levels_are_in_the_order_of_their_names():
    assert [codes.display(code).split()[0] for code in codes.FUNCTION_LEVELS] == [
        "Ingen",
        "Let",
        "Moderat",
        "Svært",
        "Fuldstændig",
    ]
    assert [codes.display(code).split()[0] for code in codes.SUPPORT_NEED_LEVELS] == [
        "Intet",
        "Let",
        "Moderat",
        "Højt",
        "Fuldstændigt",
    ]


def test_not_assessed_is_no_number():
    assert codes.function_level(codes.function_level_code(None)) is None
    assert codes.support_need(codes.support_need_code(None)) is None
    assert codes.display(codes.function_level_code(None)) == "Ikke vurderet"


@pytest.mark.parametrize("level", [-1, 5])
def test_a_level_off_the_scale_has_no_code(level):
    with pytest.raises(ValueError, match=str(level)):
        codes.function_level_code(level)


def test_a_level_of_the_other_scale_is_unknown():
    with pytest.raises(codes.UnknownCode):
        codes.function_level(codes.SUPPORT_NEED_LEVELS[0])


@pytest.mark.parametrize(
    "system",
    [
        "urn:oid:1.2.208.176.2.22",
        "http://kl.dk/fhir/common/caresocial/CodeSystem/FFB",
        "http://fhir.kl.dk/term/CodeSystem/FFB",
    ],
)
def test_every_name_of_the_code_system_is_the_same_system(system):
    assert codes.concept(COOKING, system).display == "Lave mad"


def test_a_code_is_not_taken_from_another_system():
    with pytest.raises(codes.UnknownCode):
        codes.concept(COOKING, codes.CARE_SOCIAL)


@needs_official_files
@pytest.mark.parametrize("name", ["FFB", "CareSocialCodes"])
def test_what_we_ship_is_what_kl_published(name):
    published = json.loads(official(f"CodeSystem-{name}.json"))
    ours = {found.code: found for found in codes._concepts().values() if found.system == published["url"]}
    seen = 0

    def walk(concepts, parent):
        nonlocal seen
        for found in concepts:
            if found["code"] in ours:
                seen += 1
                assert ours[found["code"]].display == found["display"]
                assert ours[found["code"]].parent == parent
            walk(found.get("concept", []), found["code"])

    walk(published["concept"], None)
    assert seen == len(ours)
    assert name != "FFB" or seen == 220


@needs_official_files
@pytest.mark.parametrize(
    ("value_set", "ours"),
    [("KLTargetGroupsFFB", codes.target_groups), ("KLServiceCodesFFB", codes.offer_types)],
)
def test_choices_from_the_hierarchy_are_the_enumerated_value_sets(value_set, ours):
    text = official("KLCommonValuesets.fsh").decode()
    section = re.search(rf"^ValueSet: {value_set}$(.*?)^ValueSet: ", text, re.MULTILINE | re.DOTALL)
    assert section is not None
    listed = set(re.findall(r"^\* FFB#([0-9a-f-]+)", section[1], re.MULTILINE))
    assert listed == {found.code for found in ours()}


@needs_official_files
@pytest.mark.parametrize(
    ("value_set", "belongs"),
    [
        ("KLConditionADCodesFFB", codes.is_activity_and_participation),
        ("KLInterventionsFFB", codes.is_service),
    ],
)
def test_choices_from_the_hierarchy_are_the_described_value_sets(value_set, belongs):
    text = official("KLCommonValuesets.fsh").decode()
    section = re.search(rf"^ValueSet: {value_set}$(.*?)^ValueSet: ", text, re.MULTILINE | re.DOTALL)
    assert section is not None
    groups = re.findall(r"descendent-of #([0-9a-f-]+)", section[1])
    excluded = set(re.findall(r"exclude FFB#([0-9a-f-]+)", section[1]))
    every = {found.code for found in codes._concepts().values()}
    described = {code for code in every if any(codes.is_below(code, group) for group in groups)} - excluded
    assert described == {code for code in every if belongs(code)}
