"""Reading a delivery report (KL reporting 1.0.0, Bundle type `collection`): the rules of each of its records."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial

from alongside.referrals import codes

from .bundle import Bundle, Record
from .profiles import FOLLOW_UP_OBSERVATION, PLAN_INTENTS, STATES, STS_ORGANISATION, Extension, Kind
from .record_reading import (
    check_subject,
    read_addresses,
    read_case_number,
    read_cpr,
    read_encounter,
    read_extension_reference,
    read_goal,
    read_intent,
    read_service,
    read_target_group,
    read_theme,
    updated,
)
from .records import (
    Citizen,
    CommissionedGoal,
    DeliveryReport,
    FollowUp,
    Gathering,
    Performer,
    Plan,
    ServiceRequest,
    SupportNeed,
    Withdrawn,
)

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_KINDS = frozenset(
    {
        Kind.CITIZEN,
        Kind.REQUEST,
        Kind.GATHERING,
        Kind.THEME,
        Kind.TARGET_GROUP,
        Kind.GOAL,
        Kind.PLAN,
        Kind.SERVICE,
        Kind.SUPPORT_NEED,
        Kind.FOLLOW_UP,
        Kind.PERFORMER,
        Kind.ENCOUNTER,
    }
)


def read_report(bundle: Bundle, bundle_id: str | None, timestamp: datetime | None) -> DeliveryReport | None:
    """Read every record of a delivery report. Problems are noted; the answer only counts when there are none."""
    for record in bundle.records:
        if record.kind not in {*_KINDS, None} and not record.withdrawn:
            record.refuse("record-kind")
    citizen = _read_citizen(bundle)
    for record in bundle.records:
        if record.withdrawn and record.sound:
            check_subject(bundle, record)
    requests = bundle.read(_read_request, Kind.REQUEST)
    plans = bundle.read(_read_plan, Kind.PLAN)
    withdrawn = tuple(Withdrawn(found.type, found.id) for found in bundle.records if found.withdrawn)
    if not any((bundle.of(Kind.REQUEST, Kind.PLAN), withdrawn)):
        bundle.root.refuse("case-number-nowhere", "entry")
    report = partial(
        DeliveryReport,
        requests=requests,
        gatherings=bundle.read(_read_gathering, Kind.GATHERING),
        themes=bundle.read(partial(read_theme, level_required=True), Kind.THEME),
        target_groups=bundle.read(partial(read_target_group, recorded_required=True), Kind.TARGET_GROUP),
        goals=bundle.read(_read_reported_goal, Kind.GOAL),
        plans=plans,
        services=bundle.read(partial(read_service, kinds=(Kind.PLAN,), reported=True), Kind.SERVICE),
        support_needs=bundle.read(_read_support_need, Kind.SUPPORT_NEED),
        follow_ups=bundle.read(_read_follow_up, Kind.FOLLOW_UP),
        encounters=bundle.read(partial(read_encounter, subject_required=True), Kind.ENCOUNTER),
        performers=bundle.read(_read_performer, Kind.PERFORMER),
        withdrawn=withdrawn,
    )
    if citizen is None or timestamp is None:
        return None
    return report(bundle_id, timestamp, citizen)


def _read_citizen(bundle: Bundle) -> Citizen | None:
    citizens = [record for record in bundle.records if record.type == "Patient"]
    if len(citizens) != 1:
        bundle.root.refuse("citizen-one", "entry", count=len(citizens))
        return None
    citizen = citizens[0]
    cpr = read_cpr(citizen)
    managing = citizen.get("managingOrganization")
    identifier = managing.get("identifier") if managing else None
    organisation = identifier.text("value") if identifier else None
    system = identifier.text("system") if identifier else None
    if system != STS_ORGANISATION or not _UUID.fullmatch(organisation or ""):
        citizen.refuse("citizen-organisation", "managingOrganization")
    return Citizen(citizen.id, cpr, organisation, updated(citizen)) if cpr else None


def _read_reported_goal(bundle: Bundle, goal: Record) -> CommissionedGoal | None:
    """In a report every goal is a commissioned goal, and says so once."""
    categories = goal.each("category")
    expected = codes.display(codes.GoalCategory.COMMISSIONED_GOAL)
    if len(categories) != 1:
        goal.refuse("goal-category", "category", expected=expected)
    for category in categories:
        category.coded(
            system=codes.CARE_SOCIAL,
            belongs=lambda code: code == codes.GoalCategory.COMMISSIONED_GOAL,
            expected=expected,
        )
    return read_goal(bundle, goal, text_required=False)


def _read_request(bundle: Bundle, record: Record) -> ServiceRequest | None:
    check_subject(bundle, record)
    status = record.status(STATES["ServiceRequest"])
    read_intent(record, ("proposal",))
    case_number = read_case_number(record, required=True)
    if status is None or case_number is None:
        return None
    return ServiceRequest(record.id, status, case_number, updated(record))


def _read_gathering(bundle: Bundle, record: Record) -> Gathering | None:
    check_subject(bundle, record)
    status = record.status(STATES["ClinicalImpression"])
    at = record.when("effectiveDateTime", required=True)
    request = read_extension_reference(bundle, record, Extension.BASED_ON_REQUEST, Kind.REQUEST)
    if record.extension(Extension.BASED_ON_REQUEST) is None:
        record.refuse("gathering-request", "extension")
    findings = []
    for finding in record.each("finding"):
        reference = finding.get("itemReference")
        if reference is None:
            finding.refuse("reference-missing", "itemReference")
        else:
            findings.append(bundle.follow(reference, Kind.THEME))
    evaluations = _read_investigations(bundle, record)
    if not record.each("finding") and not record.each("investigation"):
        record.refuse("gathering-content", "finding")
    if status is None or at is None:
        return None
    return Gathering(
        record.id,
        status,
        at,
        request,
        tuple(found for found in findings if found),
        evaluations,
        updated(record),
    )


def _read_investigations(bundle: Bundle, record: Record) -> tuple[str, ...]:
    investigations = record.each("investigation")
    if len(investigations) > 1:
        record.refuse("one-only", "investigation", what="investigation", count=len(investigations))
    evaluations: list[str] = []
    for investigation in investigations:
        investigation.code(
            "code",
            system=codes.CARE_SOCIAL,
            belongs=lambda code: code == codes.Evaluation.SUPPORT_NEED,
            expected="CareSocialCodes, FFB støttebehovsvurdering",
        )
        if not investigation.each("item"):
            investigation.refuse("reference-missing", "item")
        evaluations += bundle.follow_each(investigation, "item", Kind.SUPPORT_NEED)
    return tuple(evaluations)


def _read_plan(bundle: Bundle, record: Record) -> Plan | None:
    check_subject(bundle, record)
    status = record.status(STATES["CarePlan"])
    intent = read_intent(record, PLAN_INTENTS)
    case_number = read_case_number(record, required=True)
    start, end = record.period(start_required=True)
    if record.has("basedOn"):
        record.refuse("reference-type", "basedOn", expected="CarePlan (service)")
    target_groups = read_addresses(bundle, record, Kind.TARGET_GROUP, absent=None)
    primary = sum(ranked.rank == 1 for ranked in target_groups)
    if primary > 1:
        record.refuse("target-group-one-primary", "addresses", count=primary)
    support_need = _read_plan_support_need(bundle, record)
    follow_up = read_extension_reference(bundle, record, Extension.FOLLOW_UP_DATE, Kind.ENCOUNTER)
    if intent == "order" and status != "completed":
        _check_running_order(record)
    goals = bundle.follow_each(record, "goal", Kind.GOAL)
    performers = bundle.follow_each(record, "careTeam", Kind.PERFORMER)
    if status is None or intent is None or case_number is None or start is None:
        return None
    return Plan(
        record.id,
        status,
        intent,
        case_number,
        start,
        end,
        target_groups,
        goals,
        performers,
        support_need,
        follow_up,
        updated(record),
    )


def _check_running_order(record: Record) -> None:
    """KL's care-plan invariants 1, 4 and 5. Its invariant 3 (goals) is switched off in the guide, and so here."""
    if not record.extensions(Extension.FOLLOW_UP_DATE):
        record.refuse("plan-follow-up", "extension")
    if not any(activity.each("outcomeReference") for activity in record.each("activity")):
        record.refuse("plan-support-need", "activity")
    if not record.each("addresses"):
        record.refuse("plan-target-group", "addresses")


def _read_plan_support_need(bundle: Bundle, record: Record) -> str | None:
    activities = record.each("activity")
    if len(activities) > 1:
        record.refuse("one-only", "activity", what="activity", count=len(activities))
    references = []
    for activity in activities:
        references += activity.each("outcomeReference")
        if not activity.has("outcomeReference"):
            activity.refuse("reference-missing", "outcomeReference")
    if len(references) > 1:
        record.refuse("one-only", "activity", what="outcomeReference", count=len(references))
    followed = [bundle.follow(reference, Kind.SUPPORT_NEED) for reference in references]
    return followed[0] if followed else None


def _read_support_need(bundle: Bundle, record: Record) -> SupportNeed | None:
    check_subject(bundle, record)
    status = record.status(STATES["Observation"])
    record.code(
        "code",
        system=codes.CARE_SOCIAL,
        belongs=lambda code: code == codes.Evaluation.SUPPORT_NEED,
        expected="CareSocialCodes, FFB støttebehovsvurdering",
    )
    level = record.code(
        "valueCodeableConcept",
        system=codes.FFB,
        belongs=lambda code: codes.may_choose(code, codes.Group.SUPPORT_NEED_LEVELS),
        expected="FFB, Støttebehovsniveau",
    )
    at = record.when("effectiveDateTime", required=True)
    if status is None or level is None or at is None:
        return None
    return SupportNeed(record.id, status, level, at, updated(record))


def _read_follow_up(bundle: Bundle, record: Record) -> FollowUp | None:
    check_subject(bundle, record)
    status = record.status(STATES["Observation"])
    if status not in {None, "final"}:
        record.refuse("follow-up-status", "status")
    record.code(
        "code",
        system=codes.SNOMED_CT,
        belongs=lambda code: code == FOLLOW_UP_OBSERVATION,
        expected=f"SNOMED CT, {FOLLOW_UP_OBSERVATION}",
    )
    result = record.code(
        "valueCodeableConcept",
        system=codes.FFB,
        belongs=lambda code: codes.may_choose(code, codes.Group.FOLLOW_UP_RESULTS),
        expected="FFB, Status på indsats",
    )
    at = record.when("effectiveDateTime", required=True)
    if not record.each("focus"):
        record.refuse("reference-missing", "focus")
    plans = bundle.follow_each(record, "focus", Kind.PLAN)
    if status is None or result is None or at is None:
        return None
    return FollowUp(record.id, status, result, at, plans, updated(record))


def _read_performer(bundle: Bundle, record: Record) -> Performer | None:
    check_subject(bundle, record)
    record.status(STATES["CareTeam"], required=False)
    categories = record.each("category")
    if len(categories) != 1:
        record.refuse("code-one", "category", expected="FFB, Tilbud", count=len(categories))
        return None
    offer_type = categories[0].coded(system=codes.FFB, belongs=codes.is_offer_type, expected="FFB, Tilbud")
    return Performer(record.id, offer_type, updated(record)) if offer_type else None
