"""Reading an order message (KL messaging 0.1.0 draft, Bundle type `message`, event `ffb-order`).

Every entry is read, whether or not it can be reached from the message header: services point to their plan, not the
plan to its services, and a consent is pointed to by nobody.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from alongside.referrals import codes

from .bundle import Bundle, Record
from .order_people import (
    organisation_behind,
    read_account,
    read_citizen,
    read_consent,
    read_participants,
    read_relative,
)
from .order_plan import EVALUATIONS, PLANS, offer_types, read_plan, read_plan_words, teams_of
from .order_records import (
    Assessment,
    Diagnosis,
    Document,
    OrderMessage,
    RelatedPlan,
    Statement,
)
from .profiles import ORDER_EVENT, PLAN_INTENTS, STATES, Extension, Kind
from .record_reading import (
    check_subject,
    read_encounter,
    read_goal,
    read_intent,
    read_service,
    read_target_group,
    read_theme,
    updated,
)
from .records import (
    CommissionedGoal,
    Gathering,
    Service,
    Withdrawn,
)

_WISHES = frozenset({codes.GoalCategory.WISH, codes.GoalCategory.WISH_GENERAL})
_PURPOSE = codes.GoalCategory.PURPOSE
_COMMISSIONED = codes.GoalCategory.COMMISSIONED_GOAL
_GOAL_CATEGORIES = _WISHES | {_PURPOSE, _COMMISSIONED}


def read_order(bundle: Bundle, bundle_id: str | None, timestamp: datetime | None) -> OrderMessage | None:
    """Read every record of an order. Problems are noted; the answer only counts when there are none."""
    for record in bundle.records:
        if record.kind is Kind.FOLLOW_UP and not record.withdrawn:
            record.refuse("record-kind")
    citizen = read_citizen(bundle)
    header = _read_header(bundle)
    plan_record = _ordered_plan(bundle, header)
    fields = _read_records(bundle, plan_record)
    plan = read_plan(bundle, plan_record) if plan_record else None
    message = _read_ends(bundle, header) if header else {}
    if plan_record is not None:
        fields |= read_plan_words(bundle, plan_record)
    if bundle.found or citizen is None or plan is None or timestamp is None:
        return None
    return OrderMessage(
        bundle_id=bundle_id, timestamp=timestamp, citizen=citizen, plan=plan, **message, **fields
    )


def _read_header(bundle: Bundle) -> Record | None:
    headers = [record for record in bundle.records if record.kind is Kind.HEADER]
    if len(headers) != 1:
        bundle.root.refuse("order-header", "entry", count=len(headers))
        return None
    return headers[0] if headers[0].sound else None


def _read_ends(bundle: Bundle, header: Record) -> dict[str, Any]:
    """Sender and receiver."""
    destinations = header.each("destination")
    if len(destinations) != 1:
        header.refuse(
            "one-only" if destinations else "order-endpoint",
            "destination",
            what="receiver",
            count=len(destinations),
        )
    receiver = organisation_behind(bundle, destinations[0], "receiver") if destinations else None
    if destinations and not destinations[0].has("receiver"):
        destinations[0].refuse("reference-missing", "receiver")
    source = header.get("source")
    sender_endpoint = source.text("endpoint", longest=300) if source else None
    receiver_endpoint = destinations[0].text("endpoint", longest=300) if destinations else None
    if sender_endpoint is None:
        header.refuse("order-endpoint", "source.endpoint")
    if destinations and receiver_endpoint is None:
        destinations[0].refuse("order-endpoint", "endpoint")
    return {
        "message_id": header.id,
        "event": ORDER_EVENT,
        "sender": organisation_behind(bundle, header, "sender"),
        "sender_endpoint": sender_endpoint,
        "receiver": receiver,
        "receiver_endpoint": receiver_endpoint,
    }


def _ordered_plan(bundle: Bundle, header: Record | None) -> Record | None:
    """The one plan in the focus of the message that is neither a service nor support the person has already."""
    if header is None:
        return None
    plans = []
    for reference in header.each("focus"):
        target = bundle.target(reference.text("reference") or "")
        record = bundle.at(*target) if target else None
        if record is not None and record.kind is Kind.PLAN and not record.withdrawn:
            plans.append(record)
    if len(plans) != 1:
        header.refuse("order-plan", "focus", count=len(plans))
        return None
    return plans[0] if plans[0].sound else None


def _read_records(bundle: Bundle, plan: Record | None) -> dict[str, Any]:
    categories = {record.id: _read_category(record) for record in bundle.of(Kind.GOAL)}
    services = bundle.read(partial(read_service, kinds=PLANS, reported=False), Kind.SERVICE)
    related = [found for found in bundle.of(*PLANS) if plan is None or found.id != plan.id]
    _check_plans_are_here(bundle)
    if (count := len(bundle.of(Kind.ACCOUNT))) > 1:
        bundle.root.refuse("one-only", "entry", what="Account", count=count)
    return {
        "wishes": bundle.read(_read_statement, Kind.GOAL, only=lambda goal: categories[goal.id] in _WISHES),
        "purposes": bundle.read(
            _read_statement, Kind.GOAL, only=lambda goal: categories[goal.id] == _PURPOSE
        ),
        "goals": bundle.read(
            _read_ordered_goal, Kind.GOAL, only=lambda goal: categories[goal.id] == _COMMISSIONED
        ),
        "themes": bundle.read(partial(read_theme, level_required=False), Kind.THEME),
        "target_groups": bundle.read(partial(read_target_group, recorded_required=False), Kind.TARGET_GROUP),
        "diagnoses": bundle.read(_read_diagnosis, Kind.DIAGNOSIS),
        "services": tuple(found for found in services if plan is not None and found.plan == plan.id),
        "related_plans": tuple(_read_related_plan(bundle, found, services) for found in related),
        "gatherings": bundle.read(_read_gathering, Kind.GATHERING),
        "assessments": bundle.read(_read_assessment, *EVALUATIONS),
        "encounters": bundle.read(partial(read_encounter, subject_required=False), Kind.ENCOUNTER),
        "relatives": bundle.read(read_relative, Kind.RELATIVE),
        "consents": bundle.read(read_consent, Kind.CONSENT),
        "accounts": bundle.read(read_account, Kind.ACCOUNT),
        "documents": bundle.read(_read_document, Kind.DOCUMENT),
        "withdrawn": tuple(Withdrawn(found.type, found.id) for found in bundle.records if found.withdrawn),
    }


def _check_plans_are_here(bundle: Bundle) -> None:
    """A service in an order belongs to a plan in the same order; one to an earlier plan would go nowhere."""
    for service in bundle.of(Kind.SERVICE):
        for reference in service.each("basedOn"):
            target = bundle.target(reference.text("reference") or "")
            if target is not None and bundle.at(*target) is None:
                reference.refuse("reference-unresolved", "reference")


def _read_category(goal: Record) -> str | None:
    categories = goal.each("category")
    expected = ", ".join(sorted({codes.display(code) for code in _GOAL_CATEGORIES}))
    if len(categories) != 1:
        goal.refuse("goal-category", "category", expected=expected)
        return None
    return categories[0].coded(
        system=codes.CARE_SOCIAL, belongs=lambda code: code in _GOAL_CATEGORIES, expected=expected
    )


def _read_ordered_goal(bundle: Bundle, goal: Record) -> CommissionedGoal | None:
    """In an order only the primary theme needs its present level; KL's own example leaves the others without."""
    for reference in goal.each("addresses"):
        rank = reference.extension(Extension.RANK)
        target = bundle.target(reference.text("reference") or "")
        theme = bundle.at(*target) if target else None
        if rank and rank.value.get("valuePositiveInt") == 1 and theme and not theme.has("severity"):
            theme.refuse("goal-theme-level", "severity")
    return read_goal(bundle, goal, text_required=True)


def _read_statement(bundle: Bundle, record: Record) -> Statement | None:
    check_subject(bundle, record)
    status = record.status(STATES["Goal"], "lifecycleStatus")
    description = record.get("description")
    text = description.text("text") if description else None
    if text is None:
        record.refuse("text-missing", "description.text")
    return Statement(record.id, status, text) if status and text else None


def _read_diagnosis(bundle: Bundle, record: Record) -> Diagnosis:
    check_subject(bundle, record)
    concept = record.get("code")
    text = concept.text("text") if concept else None
    codings = record.codings("code")
    if text is None and not codings:
        record.refuse("text-missing", "code.text")
    return Diagnosis(record.id, text, codings)


def _read_related_plan(bundle: Bundle, record: Record, services: tuple[Service, ...]) -> RelatedPlan:
    check_subject(bundle, record)
    status = record.status(STATES["CarePlan"])
    read_intent(record, PLAN_INTENTS)
    teams = teams_of(bundle, record)
    return RelatedPlan(
        record.id,
        status or "",
        tuple(code for team in teams for code in offer_types(team)),
        tuple(found for team in teams for found in read_participants(bundle, team)),
        tuple(found for found in services if found.plan == record.id),
    )


def _read_gathering(bundle: Bundle, record: Record) -> Gathering | None:
    check_subject(bundle, record)
    status = record.status(STATES["ClinicalImpression"])
    findings = [
        bundle.follow(reference, Kind.THEME, Kind.DIAGNOSIS)
        for reference in (finding.get("itemReference") for finding in record.each("finding"))
        if reference is not None
    ]
    evaluations = [
        found
        for investigation in record.each("investigation")
        for found in bundle.follow_each(investigation, "item", *EVALUATIONS)
    ]
    if status is None:
        return None
    return Gathering(
        record.id,
        status,
        record.when("effectiveDateTime"),
        None,
        tuple(found for found in findings if found),
        tuple(evaluations),
        updated(record),
    )


def _read_assessment(bundle: Bundle, record: Record) -> Assessment | None:
    check_subject(bundle, record)
    record.status(STATES["Observation"])
    code = _read_assessment_code(record)
    concept = record.get("valueCodeableConcept")
    text = concept.text("text") if concept else record.text("valueString")
    is_support_need = code == codes.Evaluation.SUPPORT_NEED
    level = None
    if concept is not None and (is_support_need or concept.has("coding")):
        level = concept.coded(
            system=codes.FFB,
            belongs=lambda found: codes.may_choose(found, codes.Group.SUPPORT_NEED_LEVELS),
            expected="FFB, Støttebehovsniveau",
            required=is_support_need,
        )
    if text is None and (concept is None or not concept.has("coding")):
        record.refuse("order-assessment", "valueCodeableConcept")
    at = record.when("effectiveDateTime", required=True)
    return Assessment(record.id, code, text, level, at) if code and at else None


def _read_assessment_code(record: Record) -> str | None:
    """One of KL's evaluations, or an FFB theme the authority writes about (*MatterOfInterest*)."""
    about_theme = any(codes.system_of(coding.system) == codes.FFB for coding in record.codings("code"))
    if about_theme:
        return record.code(
            "code",
            system=codes.FFB,
            belongs=lambda code: codes.is_below(code, codes.Group.THEMES),
            expected="FFB, tema",
        )
    return record.code(
        "code",
        system=codes.CARE_SOCIAL,
        belongs=lambda code: codes.is_below(code, codes.Group.EVALUATIONS),
        expected="CareSocialCodes, evaluering",
    )


def _read_document(_bundle: Bundle, record: Record) -> Document:
    record.status(STATES["DocumentReference"])
    attachments = [found for found in (part.get("attachment") for part in record.each("content")) if found]
    if len(attachments) != 1:
        record.refuse("order-document", "content")
    attachment = attachments[0] if attachments else None
    return Document(
        record.id,
        record.text("description", longest=500),
        attachment.text("title", longest=300) if attachment else None,
        attachment.text("contentType", longest=100) if attachment else None,
        attachment.text("url") if attachment else None,
    )
