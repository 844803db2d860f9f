"""Reading the records that orders and delivery reports share, each with the rules KL gives it.

A reader answers with the record, or with None when something about it was wrong; what was wrong has been noted.
"""

from __future__ import annotations

import re
from datetime import datetime

from alongside.people.identifiers import born_on
from alongside.referrals import codes

from .bundle import Bundle, Record
from .elements import Element
from .profiles import CPR, PLAN_INTENTS, STATES, Extension, Kind
from .records import (
    CaseNumber,
    CommissionedGoal,
    FollowUpEncounter,
    Ranked,
    Service,
    TargetGroup,
    Theme,
)

_CPR = re.compile(r"[0-9]{6}-?[0-9]{4}")
_FOLLOW_UP = "CareSocialCodes, opfølgning"
_CODED_STATES = {"clinicalStatus": STATES["clinical"], "verificationStatus": STATES["verification"]}


def updated(record: Element) -> datetime | None:
    """The sender's `meta.lastUpdated`."""
    meta = record.get("meta")
    return meta.moment("lastUpdated") if meta else None


def check_subject(bundle: Bundle, record: Record, name: str = "subject") -> None:
    """The record must point to the citizen of the delivery."""
    subject = record.get(name)
    citizens = [found.id for found in bundle.records if found.type == "Patient"]
    target = bundle.target(subject.text("reference") or "") if subject else None
    if target is None or target[0] != "Patient" or target[1] not in citizens:
        record.refuse("subject", name)


def read_cpr(citizen: Record) -> str | None:
    """The citizen's CPR number, ten digits. The date must exist; the old check digit no longer counts (cpr.dk)."""
    numbers = [found for found in citizen.each("identifier") if found.text("system") == CPR]
    if len(numbers) != 1:
        citizen.refuse("citizen-cpr", "identifier")
        return None
    value = numbers[0].text("value") or ""
    if _CPR.fullmatch(value) and born_on(value) is not None:
        return value.replace("-", "")
    numbers[0].refuse("citizen-cpr-form", "value")
    return None


def read_case_number(record: Element, *, required: bool) -> CaseNumber | None:
    """The municipal case number: the municipality's own, or else the official one."""
    extension = record.extension(Extension.CASE_NUMBER)
    if extension is not None:
        parts = {part.text("url"): part.get("valueIdentifier") for part in extension.each("extension")}
        for name in ("municipalitySpecific", "official"):
            identifier = parts.get(name)
            value = identifier.text("value", longest=100) if identifier else None
            if identifier and value:
                return CaseNumber(identifier.text("system"), value, official=name == "official")
    if extension is not None or required:
        record.refuse("case-number", "extension")
    return None


def read_rank(reference: Element, *, absent: int | None) -> int | None:
    """The rank of an address, 1 or 2; `absent` is what a missing rank means, None when it may not be missing."""
    extension = reference.extension(Extension.RANK)
    if extension is None:
        if absent is None:
            reference.refuse("rank", "extension")
        return absent
    rank = extension.whole_number("valuePositiveInt")
    if rank not in {1, 2}:
        extension.refuse("rank", "valuePositiveInt")
        return None
    return rank


def read_addresses(bundle: Bundle, record: Record, kind: Kind, *, absent: int | None) -> tuple[Ranked, ...]:
    """The themes or target groups a record addresses, with their ranks."""
    addressed = []
    for reference in record.each("addresses"):
        id_ = bundle.follow(reference, kind)
        rank = read_rank(reference, absent=absent)
        if id_ is not None and rank is not None:
            addressed.append(Ranked(id_, rank))
    return tuple(addressed)


def read_coded_status(record: Record, name: str) -> str | None:
    """A condition's clinical or verification status."""
    codings = record.codings(name)
    if not codings:
        return None
    code = codings[0].code
    if code not in _CODED_STATES[name]:
        record.refuse("fhir-status", name, code=(code or "")[:40], allowed=", ".join(_CODED_STATES[name]))
        return None
    return code


def read_theme(bundle: Bundle, record: Record, *, level_required: bool) -> Theme | None:
    """A theme. Only *Aktivitet og deltagelse* carries a function level; in reports it must."""
    check_subject(bundle, record)
    code = record.code("code", system=codes.FFB, belongs=codes.is_theme, expected="FFB, tema")
    level = record.code(
        "severity",
        system=codes.FFB,
        belongs=lambda found: codes.may_choose(found, codes.Group.FUNCTION_LEVELS),
        expected="FFB, Funktionsevneniveau",
        required=record.has("severity"),
    )
    if code is not None:
        active = codes.is_activity_and_participation(code)
        if record.has("severity") and not active:
            record.refuse("theme-level-not-allowed", "severity")
        elif level_required and active and not record.has("severity"):
            record.refuse("theme-level-missing", "severity")
    clinical = read_coded_status(record, "clinicalStatus")
    if not record.has("clinicalStatus"):
        record.refuse("theme-status", "clinicalStatus")
    verification = read_coded_status(record, "verificationStatus")
    recorded = record.when("recordedDate", required=True)
    asserted_at = record.extension(Extension.LAST_ASSERTED)
    asserted = asserted_at.when("valueDateTime", required=True) if asserted_at else None
    follow_up = read_extension_reference(bundle, record, Extension.FOLLOW_UP_ENCOUNTER, Kind.ENCOUNTER)
    if code is None or recorded is None:
        return None
    return Theme(
        record.id, code, level, recorded, clinical, verification, asserted, follow_up, updated(record)
    )


def read_target_group(bundle: Bundle, record: Record, *, recorded_required: bool) -> TargetGroup | None:
    """A target group; KL lets a theme stand for one (KLConditionsAndTargetGroupsFFB)."""
    check_subject(bundle, record)
    code = record.code(
        "code",
        system=codes.FFB,
        belongs=lambda found: codes.is_target_group(found) or codes.is_theme(found),
        expected="FFB, Målgruppe",
    )
    if record.has("severity"):
        record.refuse("theme-level-not-allowed", "severity")
    recorded = record.when("recordedDate", required=recorded_required)
    clinical = read_coded_status(record, "clinicalStatus")
    verification = read_coded_status(record, "verificationStatus")
    if code is None:
        return None
    return TargetGroup(record.id, code, recorded, clinical, verification, updated(record))


def read_goal(bundle: Bundle, record: Record, *, text_required: bool) -> CommissionedGoal | None:
    """A commissioned goal: one goal type, one expected level, one primary theme, all under A&D."""
    check_subject(bundle, record)
    status = record.status(STATES["Goal"], "lifecycleStatus")
    goal_type, expected_level = _read_targets(record)
    addresses = read_addresses(bundle, record, Kind.THEME, absent=2)
    if len(record.each("addresses")) == len(addresses):
        primary = sum(ranked.rank == 1 for ranked in addresses)
        if primary != 1:
            record.refuse("goal-one-primary", "addresses", count=primary)
    for index, ranked in enumerate(addresses):
        _check_area(bundle, record, index, ranked)
    follow_up = read_extension_reference(bundle, record, Extension.FOLLOW_UP_DATE, Kind.ENCOUNTER)
    description = record.get("description")
    text = description.text("text") if description else None
    if text_required and text is None:
        record.refuse("text-missing", "description.text")
    if status is None or goal_type is None or expected_level is None:
        return None
    return CommissionedGoal(
        record.id, status, goal_type, expected_level, addresses, text, follow_up, updated(record)
    )


def _check_area(bundle: Bundle, goal: Record, index: int, ranked: Ranked) -> None:
    theme = bundle.at("Condition", ranked.id)
    if theme is None:
        return  # received earlier, and judged then
    if any(
        codes.is_theme(coding.code or "") and not codes.is_activity_and_participation(coding.code or "")
        for coding in theme.codings("code")
    ):
        goal.refuse("goal-theme-area", f"addresses[{index}]")


def _read_targets(record: Record) -> tuple[str | None, str | None]:
    """Goal type and expected level. The two targets are told apart by `measure`, never by position."""
    belongs = {
        codes.GoalFocus.GOAL_TYPE: (codes.Group.GOAL_TYPES, "FFB, Måltype"),
        codes.GoalFocus.FUNCTION_LEVEL: (codes.Group.FUNCTION_LEVELS, "FFB, Funktionsevneniveau"),
    }
    values: dict[str, list[str | None]] = {focus: [] for focus in belongs}
    unclear = False
    for target in record.each("target"):
        focus = target.code(
            "measure",
            system=codes.CARE_SOCIAL,
            belongs=lambda code: code in belongs,
            expected="CareSocialCodes, Målfokus",
        )
        if focus is None:
            target.refuse("goal-target-measure", "measure")
            unclear = True
            continue
        group, expected = belongs[codes.GoalFocus(focus)]
        values[focus].append(
            target.code(
                "detailCodeableConcept",
                system=codes.FFB,
                belongs=lambda code, group=group: codes.may_choose(code, group),  # type: ignore[misc]
                expected=expected,
            )
        )
    for focus, found in values.items():
        if len(found) != 1 and not (unclear and not found):
            record.refuse("goal-target", "target", what=codes.display(focus), count=len(found))
    return (
        next(iter(values[codes.GoalFocus.GOAL_TYPE]), None),
        next(iter(values[codes.GoalFocus.FUNCTION_LEVEL]), None),
    )


def read_extension_reference(bundle: Bundle, record: Record, extension: Extension, kind: Kind) -> str | None:
    """The record an extension points to."""
    found = record.extension(extension)
    if found is None:
        return None
    reference = found.get("valueReference")
    if reference is None:
        found.refuse("reference-missing", "valueReference")
        return None
    return bundle.follow(reference, kind)


def read_service(
    bundle: Bundle, record: Record, *, kinds: tuple[Kind, ...], reported: bool
) -> Service | None:
    """A service. Reports demand one FFB code, start and creation; an order may name a service in words."""
    check_subject(bundle, record)
    status = record.status(STATES["CarePlan"])
    based_on = record.each("basedOn")
    if len(based_on) != 1:
        record.refuse("service-plan", "basedOn", count=len(based_on))
    plan = bundle.follow(based_on[0], *kinds) if based_on else None
    created = record.when("created", required=reported)
    start, end = record.period(start_required=reported)
    activities = record.each("activity")
    details = [found for found in (activity.get("detail") for activity in activities) if found]
    if len(activities) != 1 or len(details) != 1:
        record.refuse("service-one", "activity", count=len(details))
        return None
    code, text = _read_service_code(details[0], text_allowed=not reported)
    activity_status = details[0].status(STATES["activity"])
    period = record.get("period")
    if "completed" in {status, activity_status} and not (period and period.has("end")):
        record.refuse("service-end", "period.end")
    intent = read_intent(record, PLAN_INTENTS)
    if status is None or intent is None or plan is None or (code is None and text is None):
        return None
    return Service(
        record.id, plan, status, intent, activity_status, code, text, created, start, end, updated(record)
    )


def _read_service_code(detail: Element, *, text_allowed: bool) -> tuple[str | None, str | None]:
    concept = detail.get("code")
    text = concept.text("text", longest=300) if concept and text_allowed else None
    if concept is not None and text:
        coded = any(coding.text("code") for coding in concept.each("coding"))
        if not coded:
            return None, text
    code = detail.code("code", system=codes.FFB, belongs=codes.is_service, expected="FFB, Ydelse")
    return code, text


def read_intent(record: Element, allowed: tuple[str, ...]) -> str | None:
    """The intent, one of `allowed`."""
    intent = record.text("intent")
    if intent not in allowed:
        record.refuse("intent", "intent", allowed=", ".join(allowed))
        return None
    return intent


def read_encounter(bundle: Bundle, record: Record, *, subject_required: bool) -> FollowUpEncounter | None:
    """A date to follow up on."""
    if subject_required or record.has("subject"):
        check_subject(bundle, record)
    status = record.status(STATES["Encounter"])
    types = record.each("type")
    if len(types) != 1:
        record.refuse("code-one", "type", expected=_FOLLOW_UP, count=len(types))
    for type_ in types:
        type_.coded(
            system=codes.CARE_SOCIAL,
            belongs=lambda code: code == codes.FOLLOW_UP_CONTACT,
            expected=_FOLLOW_UP,
        )
    start, _end = record.period(start_required=True)
    provider = record.get("serviceProvider")
    organisation = bundle.follow(provider, Kind.ORGANISATION) if provider else None
    if status is None or start is None:
        return None
    return FollowUpEncounter(record.id, status, start, organisation, updated(record))
