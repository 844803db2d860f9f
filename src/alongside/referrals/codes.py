"""The FFB terms and the CareSocial codes: look up a code, ask which list it belongs to, turn levels into numbers.

FFB is the shared Danish vocabulary behind VUM 2.0. The lists and their origin are in `code_lists/`. A value set of
KL is, wherever the hierarchy allows, answered from the hierarchy itself: what may be chosen are the leaves.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

FFB = "urn:oid:1.2.208.176.2.22"
CARE_SOCIAL = "http://fhir.kl.dk/term/CodeSystem/CareSocialCodes"
SNOMED_CT = "http://snomed.info/sct"

# KL moved its code systems in 2023; orders still carry the old names, the codes are the same.
_NAMES = {
    FFB: FFB,
    "http://kl.dk/fhir/common/caresocial/CodeSystem/FFB": FFB,
    "http://fhir.kl.dk/term/CodeSystem/FFB": FFB,
    CARE_SOCIAL: CARE_SOCIAL,
    "http://kl.dk/fhir/common/caresocial/CodeSystem/KLCommonCareSocialCodes": CARE_SOCIAL,
    "http://kl.dk/fhir/common/caresocial/CodeSystem/CareSocialCodes": CARE_SOCIAL,
}
_FILES = {FFB: "ffb.json", CARE_SOCIAL: "caresocial.json"}


class Group(StrEnum):
    """Concepts that stand above the lists people choose from."""

    SERVICES = "af7624f8-affd-4a7e-8754-b1b1dd9d8def"
    OFFER_TYPES = "f708aea3-66bd-46c6-af11-7bf28942fa47"
    TARGET_GROUPS = "cda90d67-f65a-4a34-b8d8-168ee9ff0949"
    SUPPORT_NEED_LEVELS = "7ac451dc-773b-4877-baaf-1e6b1d5c8e28"
    FOLLOW_UP_RESULTS = "90479ffa-bf46-4b3a-a172-91f2798e2a43"
    THEMES = "b3ddc7d7-f6c1-4d47-8280-456992cbe0a6"
    FUNCTIONS_AND_CONDITIONS = "740934cd-002b-4b96-b92e-b3562eed9448"
    ACTIVITY_AND_PARTICIPATION = "93433530-b85c-4d04-a4fb-5ae26cf16f1c"
    ENVIRONMENT = "a56d59c0-c8fd-468c-85f9-b67f66561b90"
    GOAL_TYPES = "b5257b2d-0fbf-4d00-bf38-d298c8568116"
    FUNCTION_LEVELS = "e89d317c-4657-4970-b614-ada2ed220595"
    EVALUATIONS = "95ec4535-8fe8-4296-867c-35de421794cf"
    INFORMANTS = "b5731132-f6b9-4a47-995d-681d2b755d4f"
    CONTACT_ACTIVITIES = "25303acd-dcaf-4a8e-a8a3-3961a43858aa"
    GOAL_CATEGORIES = "253bbdc0-c4ca-4e77-9d3e-3a9e51281636"
    PLAN_CATEGORIES = "10deb210-e7e1-4d56-9531-b9ff2102126e"
    CLOSURE_REASONS = "2c059407-fed5-4852-92d8-6bb5ad63d7bb"


class GoalCategory(StrEnum):
    """What a goal is, from the person's wish down to the provider's sub-goal."""

    WISH = "416fe27d-3ccf-4390-8742-8b52a9d8dc78"
    WISH_GENERAL = "ffb9886b-d04e-46b1-9165-a400f91f822b"
    PURPOSE = "424827b1-23aa-4848-962b-56ee47def560"
    COMMISSIONED_GOAL = "0bb3daef-538d-45dc-b444-abdbcb63f6bc"
    SUB_GOAL = "6746d4af-145a-4bfd-a672-05c0cf11b53b"


class GoalFocus(StrEnum):
    """What one target of a commissioned goal measures (CareSocialCodes, *Målfokus*)."""

    FUNCTION_LEVEL = "66959f77-6e2a-4574-8423-3ff097f8b9fa"
    GOAL_TYPE = "90c48f03-f194-4b2f-ad7d-6cba1069ae48"


class GoalType(StrEnum):
    """What the authority asks for (*Måltype*)."""

    DEVELOP = "d41c8072-52f8-42b5-9375-ddbea454d27f"
    MAINTAIN = "10752a63-00b4-4958-b7f4-9f3a18f74266"
    LIMIT_LOSS = "e47c22bd-d88d-48ab-882b-419923e1f44e"


class FollowUpResult(StrEnum):
    """What a follow-up decided (*Status på indsats*)."""

    CONTINUE = "1e971d84-10a4-4ef8-a8b3-0daa4c7d088a"
    END = "d7d03656-4c87-4e67-9146-aa5990460f16"
    END_AND_REFER_ON = "b4c01aa8-82fd-44e4-83ff-ca19ec02c779"


class Evaluation(StrEnum):
    """The assessments an order carries (CareSocialCodes, *evaluering*)."""

    SITUATION = "053a301d-1bb8-4cc4-b781-87825ecf0ef8"
    SUPPORT_NEED = "effe55c7-572c-4a99-8fb4-2a9dda2f6572"
    RESOURCES = "f52887de-023f-4193-b6b0-4b0a37b1cffc"
    PERSPECTIVE = "3f7a8ca0-afca-4b0d-8773-a99b5f2f8aaf"


FOLLOW_UP_CONTACT = "9f03dfbb-7a97-45a5-94db-d4c3501714a9"
SOCIAL_SERVICE_PLAN = "e459386d-1474-4c31-89c5-c8bc7a25e3d4"

_NOT_ASSESSED_FUNCTION = "1c327095-107f-4b96-88d0-ec562cb980be"
_NOT_ASSESSED_SUPPORT = "2254dac8-8aa3-4334-8502-9720194f49ad"

FUNCTION_LEVELS: tuple[str, ...] = (
    "b508ff66-6326-4862-a6d7-7bbf184c9823",
    "8328ce4a-6238-4f73-bf1a-74aadb68eff8",
    "5bdde847-2837-416b-ab63-bbff8b7aa531",
    "cae545f5-2813-4d79-98fc-0a7d770af3cd",
    "832ae90b-23b5-4063-80aa-0b81bdce680e",
)
"""Codes of the function levels 0 (no reduced function) to 4 (complete), in order."""

SUPPORT_NEED_LEVELS: tuple[str, ...] = (
    "ae9f388a-91c3-46cf-af55-f81952f2977c",
    "dd628e73-d6c9-4837-a2b8-aa62d73bd6ae",
    "401a397b-b3aa-4ca3-8b23-bd8f99dd3f76",
    "b99a0790-4d70-4152-b149-3fe58b745583",
    "e99763d6-6c43-4969-ad52-2b1a7055f9dc",
)
"""Codes of the support need levels 0 (none) to 4 (complete), in order."""


class UnknownCode(LookupError):
    """No shipped code list holds this code."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One term: its code, its Danish name and where it stands in the hierarchy."""

    system: str
    code: str
    display: str
    parent: str | None


@cache
def _concepts() -> dict[str, Concept]:
    found: dict[str, Concept] = {}
    for system, name in _FILES.items():
        content = json.loads((files(__package__) / "code_lists" / name).read_text(encoding="utf-8"))
        for row in content["concepts"]:
            found[row["code"]] = Concept(system, row["code"], row["display"], row.get("parent"))
    return found


@cache
def _parents() -> frozenset[str]:
    return frozenset(concept.parent for concept in _concepts().values() if concept.parent)


def system_of(name: str | None) -> str | None:
    """The present name of a code system for any name KL has given it; None for one we do not know."""
    return _NAMES.get(name or "")


def concept(code: str, system: str | None = None) -> Concept:
    """The term behind a code; `system` may be any of the names of its code system.

    Raises:
        UnknownCode: no list holds the code, or it belongs to another code system.
    """
    found = _concepts().get(code)
    if found is None or (system is not None and system_of(system) != found.system):
        raise UnknownCode(code)
    return found


def display(code: str) -> str:
    """The Danish name of a code.

    Raises:
        UnknownCode: no list holds the code.
    """
    return concept(code).display


def path(code: str) -> tuple[Concept, ...]:
    """The term and what stands above it, outermost first.

    Raises:
        UnknownCode: no list holds the code.
    """
    here: Concept | None = concept(code)
    steps: list[Concept] = []
    while here is not None:
        steps.append(here)
        here = _concepts()[here.parent] if here.parent else None
    return tuple(reversed(steps))


def is_below(code: str, group: str) -> bool:
    """Does the term stand below `group` in the hierarchy? An unknown code stands nowhere."""
    return code in _concepts() and any(step.code == group for step in path(code)[:-1])


def may_choose(code: str, group: str) -> bool:
    """Is the code one of the choices (the leaves) below `group`?"""
    return code not in _parents() and is_below(code, group)


def choices(group: str) -> tuple[Concept, ...]:
    """What may be chosen below `group`, in the order of KL's list."""
    return tuple(_below(group))


def _below(group: str) -> Iterator[Concept]:
    for found in _concepts().values():
        if may_choose(found.code, group):
            yield found


def is_theme(code: str) -> bool:
    """One of the 67 themes of an assessment (KLConditionCodesFFB)."""
    return may_choose(code, Group.THEMES)


def is_activity_and_participation(code: str) -> bool:
    """One of the 31 themes that carry a function level (KLConditionADCodesFFB)."""
    return may_choose(code, Group.ACTIVITY_AND_PARTICIPATION)


def is_target_group(code: str) -> bool:
    """One of the 45 target groups that may be chosen (KLTargetGroupsFFB)."""
    return may_choose(code, Group.TARGET_GROUPS)


def is_service(code: str) -> bool:
    """A service (*ydelse*, KLInterventionsFFB)."""
    return may_choose(code, Group.SERVICES)


def is_offer_type(code: str) -> bool:
    """A type of offer (*tilbudstype*, KLServiceCodesFFB)."""
    return may_choose(code, Group.OFFER_TYPES)


def target_groups() -> tuple[Concept, ...]:
    """The 45 target groups."""
    return choices(Group.TARGET_GROUPS)


def themes() -> tuple[Concept, ...]:
    """The 67 themes."""
    return choices(Group.THEMES)


def services() -> tuple[Concept, ...]:
    """The services an authority can order."""
    return choices(Group.SERVICES)


def offer_types() -> tuple[Concept, ...]:
    """The types of offer."""
    return choices(Group.OFFER_TYPES)


def closure_reasons() -> tuple[Concept, ...]:
    """KL's reasons why a municipal service ends; groups of reasons are choices too."""
    return tuple(found for found in _concepts().values() if is_below(found.code, Group.CLOSURE_REASONS))


def function_level(code: str) -> int | None:
    """The function level as 0 (no reduced function) to 4 (complete); None when it was not assessed.

    Raises:
        UnknownCode: the code is no function level.
    """
    return _number(code, FUNCTION_LEVELS, _NOT_ASSESSED_FUNCTION)


def function_level_code(level: int | None) -> str:
    """The code of a function level 0 to 4, or of *not assessed* for None.

    Raises:
        ValueError: the level is not on the scale.
    """
    return _code(level, FUNCTION_LEVELS, _NOT_ASSESSED_FUNCTION)


def support_need(code: str) -> int | None:
    """The support need as 0 (none) to 4 (complete); None when it was not assessed.

    Raises:
        UnknownCode: the code is no support need level.
    """
    return _number(code, SUPPORT_NEED_LEVELS, _NOT_ASSESSED_SUPPORT)


def support_need_code(level: int | None) -> str:
    """The code of a support need level 0 to 4, or of *not assessed* for None.

    Raises:
        ValueError: the level is not on the scale.
    """
    return _code(level, SUPPORT_NEED_LEVELS, _NOT_ASSESSED_SUPPORT)


def _number(code: str, levels: tuple[str, ...], not_assessed: str) -> int | None:
    if code == not_assessed:
        return None
    if code not in levels:
        raise UnknownCode(code)
    return levels.index(code)


def _code(level: int | None, levels: tuple[str, ...], not_assessed: str) -> str:
    if level is None:
        return not_assessed
    if not 0 <= level < len(levels):
        raise ValueError(level)
    return levels[level]
