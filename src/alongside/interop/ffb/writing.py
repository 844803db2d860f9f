"""Write a delivery report (KL reporting 1.0.0): codes, dates and references only, never a word of free text.

The same report always gives the same file: records stand in KL's order of kinds and by id within a kind, keys in the
order below. What is written passes `reading.read_delivery`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from alongside.referrals import codes

from .profiles import (
    ACT_CODE,
    CLINICAL_STATUS,
    CORE,
    CPR,
    ENTERED_IN_ERROR,
    FOLLOW_UP_OBSERVATION,
    GOAL_DESCRIPTION,
    REPORTING,
    STS_ORGANISATION,
    VERIFICATION_STATUS,
)
from .records import (
    CaseNumber,
    Citizen,
    CommissionedGoal,
    DeliveryReport,
    FollowUp,
    FollowUpEncounter,
    Gathering,
    Performer,
    Plan,
    Ranked,
    Service,
    ServiceRequest,
    SupportNeed,
    TargetGroup,
    Theme,
    When,
    Withdrawn,
)

Resource = dict[str, Any]


def write_report(report: DeliveryReport) -> bytes:
    """The report as UTF-8 JSON, ready to be sent.

    Raises:
        ValueError: the citizen has no reporting organisation, or a time carries no time zone.
    """
    return (json.dumps(report_resource(report), ensure_ascii=False, indent=2) + "\n").encode()


def report_resource(report: DeliveryReport) -> Resource:
    """The report as a FHIR Bundle.

    Raises:
        ValueError: see `write_report`.
    """
    stamp = report.timestamp
    resources = [_citizen(report.citizen, stamp), *record_resources(report)]
    return _filled(
        {
            "resourceType": "Bundle",
            "id": report.bundle_id,
            "meta": _meta("deliveryReport", stamp),
            "type": "collection",
            "timestamp": _time(stamp),
            "entry": [
                {"fullUrl": f"{resource['resourceType']}/{resource['id']}", "resource": resource}
                for resource in resources
            ],
        }
    )


def record_resources(report: DeliveryReport) -> list[Resource]:
    """The FHIR resources of everything in the report but the citizen, in KL's order of kinds and by id."""
    about = _Subject(report.citizen.id, report.timestamp)
    groups = (
        report.requests,
        report.themes,
        report.target_groups,
        report.goals,
        report.gatherings,
        report.support_needs,
        report.follow_ups,
        report.performers,
        report.encounters,
        report.plans,
        report.services,
    )
    written = [about.write(record) for group in groups for record in sorted(group, key=_by_id)]
    withdrawn = sorted(report.withdrawn, key=lambda found: (found.resource_type, found.id))
    return written + [about.withdraw(found) for found in withdrawn]


def _by_id(record: Any) -> str:
    return str(record.id)


class _Subject:
    """Writes records about one citizen. Records without a time of their own carry the time of the report."""

    def __init__(self, citizen: str, stamp: datetime) -> None:
        self._subject = _reference("Patient", citizen)
        self._stamp = stamp

    def write(self, record: Any) -> Resource:
        """The FHIR resource of a record."""
        type_, profile, body = _WRITERS[type(record)](record)
        head = {
            "resourceType": type_,
            "id": record.id,
            "meta": _meta(profile, record.updated or self._stamp),
        }
        return _filled({**head, **body, "subject": self._subject})

    def withdraw(self, withdrawn: Withdrawn) -> Resource:
        """A record as entered in error: what was reported last when we know it, else what FHIR demands at least."""
        if withdrawn.last is not None:
            resource = self.write(withdrawn.last)
        else:
            resource = _filled(
                {
                    "resourceType": withdrawn.resource_type,
                    "id": withdrawn.id,
                    "meta": {"lastUpdated": _time(self._stamp)},
                    "subject": self._subject,
                    **_LEAST.get(withdrawn.resource_type, {}),
                }
            )
        if withdrawn.resource_type == "Condition":
            resource.pop("clinicalStatus", None)  # FHIR con-5
            resource["verificationStatus"] = _concept(VERIFICATION_STATUS, ENTERED_IN_ERROR)
        else:
            resource["lifecycleStatus" if withdrawn.resource_type == "Goal" else "status"] = ENTERED_IN_ERROR
        return resource


def _citizen(citizen: Citizen, stamp: datetime) -> Resource:
    if not citizen.organisation:
        raise ValueError("a delivery report needs the organisation that reports")
    return {
        "resourceType": "Patient",
        "id": citizen.id,
        "meta": _meta("citizen", citizen.updated or stamp),
        "identifier": [{"use": "official", "system": CPR, "value": citizen.cpr}],
        "managingOrganization": {
            "identifier": {"use": "official", "system": STS_ORGANISATION, "value": citizen.organisation}
        },
    }


Written = tuple[str, str, Resource]


def _request(record: ServiceRequest) -> Written:
    body = {"extension": [_case_number(record.case_number)], "status": record.status, "intent": "proposal"}
    return "ServiceRequest", "serviceRequest", body


def _gathering(record: Gathering) -> Written:
    investigation = {
        "code": _care_social(codes.Evaluation.SUPPORT_NEED),
        "item": [_reference("Observation", id_) for id_ in record.evaluations],
    }
    body = {
        "extension": [_pointer(f"{CORE}BasedOnServiceRequest", "ServiceRequest", record.request)],
        "status": record.status,
        "effectiveDateTime": _time(record.at),
        "finding": [{"itemReference": _reference("Condition", id_)} for id_ in record.findings],
        "investigation": [investigation] if record.evaluations else None,
    }
    return "ClinicalImpression", "informationGathering", body


def _theme(record: Theme) -> Written:
    asserted = {"url": f"{CORE}ConditionLastAssertedDate", "valueDateTime": _time(record.asserted)}
    body = {
        "extension": [
            asserted if record.asserted else None,
            _pointer(f"{CORE}FollowUpEncounter", "Encounter", record.follow_up),
        ],
        "clinicalStatus": _concept(CLINICAL_STATUS, record.clinical_status),
        "verificationStatus": _concept(VERIFICATION_STATUS, record.verification),
        "severity": _ffb(record.level),
        "code": _ffb(record.code),
        "recordedDate": _time(record.recorded),
    }
    return "Condition", "condition", body


def _target_group(record: TargetGroup) -> Written:
    body = {
        "clinicalStatus": _concept(CLINICAL_STATUS, record.clinical_status),
        "verificationStatus": _concept(VERIFICATION_STATUS, record.verification),
        "code": _ffb(record.code),
        "recordedDate": _time(record.recorded),
    }
    return "Condition", "targetGroup", body


def _goal(record: CommissionedGoal) -> Written:
    targets = (
        (codes.GoalFocus.FUNCTION_LEVEL, record.expected_level),
        (codes.GoalFocus.GOAL_TYPE, record.goal_type),
    )
    body = {
        "extension": [_pointer(_FOLLOW_UP_DATE, "Encounter", record.follow_up)],
        "lifecycleStatus": record.status,
        "category": [_care_social(codes.GoalCategory.COMMISSIONED_GOAL)],
        "description": _concept(codes.SNOMED_CT, GOAL_DESCRIPTION),
        "target": [
            {"measure": _care_social(focus), "detailCodeableConcept": _ffb(code)} for focus, code in targets
        ],
        "addresses": _ranked(record.addresses),
    }
    return "Goal", "interventionGoal", body


def _plan(record: Plan) -> Written:
    activity = {"outcomeReference": [_reference("Observation", record.support_need)]}
    body = {
        "extension": [
            _case_number(record.case_number) if record.case_number else None,
            _pointer(_FOLLOW_UP_DATE, "Encounter", record.follow_up),
        ],
        "status": record.status,
        "intent": record.intent,
        "period": {"start": _time(record.start), "end": _time(record.end)},
        "careTeam": [_reference("CareTeam", id_) for id_ in record.performers],
        "addresses": _ranked(record.target_groups),
        "goal": [_reference("Goal", id_) for id_ in record.goals],
        "activity": [activity] if record.support_need else None,
    }
    return "CarePlan", "carePlan", body


def _service(record: Service) -> Written:
    body = {
        "basedOn": [_reference("CarePlan", record.plan)],
        "status": record.status,
        "intent": record.intent,
        "period": {"start": _time(record.start), "end": _time(record.end)},
        "created": _time(record.created),
        "activity": [{"detail": {"code": _ffb(record.code), "status": record.activity_status}}],
    }
    return "CarePlan", "intervention", body


def _support_need(record: SupportNeed) -> Written:
    body = {
        "status": record.status,
        "code": _care_social(codes.Evaluation.SUPPORT_NEED),
        "effectiveDateTime": _time(record.at),
        "valueCodeableConcept": _ffb(record.level),
    }
    return "Observation", "careEvaluation", body


def _follow_up(record: FollowUp) -> Written:
    body = {
        "status": record.status,
        "code": _concept(codes.SNOMED_CT, FOLLOW_UP_OBSERVATION),
        "focus": [_reference("CarePlan", id_) for id_ in record.plans],
        "effectiveDateTime": _time(record.at),
        "valueCodeableConcept": _ffb(record.result),
    }
    return "Observation", "followUp", body


def _encounter(record: FollowUpEncounter) -> Written:
    body = {
        "status": record.status,
        "class": {"system": ACT_CODE, "code": "HH"},
        "type": [_care_social(codes.FOLLOW_UP_CONTACT)],
        "period": {"start": _time(record.on)},
    }
    return "Encounter", "followUpEncounter", body


def _performer(record: Performer) -> Written:
    return "CareTeam", "servicePerformer", {"category": [_ffb(record.offer_type)]}


_WRITERS: dict[type, Callable[[Any], Written]] = {
    ServiceRequest: _request,
    Gathering: _gathering,
    Theme: _theme,
    TargetGroup: _target_group,
    CommissionedGoal: _goal,
    Plan: _plan,
    Service: _service,
    SupportNeed: _support_need,
    FollowUp: _follow_up,
    FollowUpEncounter: _encounter,
    Performer: _performer,
}
_FOLLOW_UP_DATE = f"{REPORTING}kl-reporting-ffb-follow-up-date-extension"


def _meta(profile: str, updated: datetime) -> Resource:
    return {"lastUpdated": _time(updated), "profile": [f"{REPORTING}kl-reporting-ffb-{profile}"]}


def _time(when: When | None) -> str | None:
    """FHIR's notation: a day stays a day, a moment carries its offset; UTC is written as Z."""
    if when is None or not isinstance(when, datetime):
        return when.isoformat() if when else None
    if when.utcoffset() is None:
        raise ValueError("a moment without time zone cannot be reported")
    text = when.isoformat()
    return text.removesuffix("+00:00") + "Z" if when.utcoffset() == UTC.utcoffset(None) else text


def _reference(type_: str, id_: str | None) -> Resource | None:
    return {"reference": f"{type_}/{id_}"} if id_ else None


def _pointer(url: str, type_: str, id_: str | None) -> Resource | None:
    return {"url": url, "valueReference": _reference(type_, id_)} if id_ else None


def _case_number(number: CaseNumber) -> Resource:
    identifier = {"use": "usual", "system": number.system, "value": number.value}
    if number.official:
        identifier["use"] = "official"
    return {
        "url": f"{REPORTING}kl-reporting-ffb-municipalityCaseNumber",
        "extension": [
            {
                "url": "official" if number.official else "municipalitySpecific",
                "valueIdentifier": identifier,
            }
        ],
    }


def _ranked(addresses: Iterable[Ranked]) -> list[Resource]:
    return [
        {
            "extension": [{"url": f"{CORE}ConditionRank", "valuePositiveInt": ranked.rank}],
            "reference": f"Condition/{ranked.id}",
        }
        for ranked in addresses
    ]


def _concept(system: str, code: str | None) -> Resource | None:
    return {"coding": [{"system": system, "code": code}]} if code else None


def _ffb(code: str | None) -> Resource | None:
    return _concept(codes.FFB, code)


def _care_social(code: str) -> Resource | None:
    return _concept(codes.CARE_SOCIAL, code)


_LEAST: dict[str, Resource] = {
    "ServiceRequest": {"intent": "proposal"},
    "Goal": {"description": _concept(codes.SNOMED_CT, GOAL_DESCRIPTION)},
    "CarePlan": {"intent": "order"},
    "Observation": {"code": _concept(codes.CARE_SOCIAL, codes.Evaluation.SUPPORT_NEED)},
    "Encounter": {"class": {"system": ACT_CODE, "code": "HH"}},
}


def _filled(resource: Resource) -> Resource:
    """The resource without empty parts, which FHIR forbids."""
    parts = {name: _filled_part(part) for name, part in resource.items()}
    return {name: part for name, part in parts.items() if part not in _EMPTY}


def _filled_part(value: Any) -> Any:
    if isinstance(value, dict):
        return _filled(value)
    if isinstance(value, list):
        return [part for part in (_filled_part(item) for item in value) if part not in _EMPTY]
    return value


_EMPTY: tuple[Any, ...] = (None, {}, [])
