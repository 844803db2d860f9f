"""Write a delivery report (KL reporting 1.0.0): codes, dates and references only, never a word of free text.

The same report always gives the same file: records stand in KL's order of kinds and by id within a kind, keys in the
order below. What is written passes `reading.read_delivery`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from alongside.referrals import codes

from .notation import (
    Resource,
    care_social_concept,
    concept,
    ffb_concept,
    fhir_time,
    filled,
    meta,
    pointer,
    reference,
)
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
    Withdrawn,
)


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
    return filled(
        {
            "resourceType": "Bundle",
            "id": report.bundle_id,
            "meta": meta("deliveryReport", stamp),
            "type": "collection",
            "timestamp": fhir_time(stamp),
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
        self._subject = reference("Patient", citizen)
        self._stamp = stamp

    def write(self, record: Any) -> Resource:
        """The FHIR resource of a record."""
        type_, profile, body = _WRITERS[type(record)](record)
        head = {
            "resourceType": type_,
            "id": record.id,
            "meta": meta(profile, record.updated or self._stamp),
        }
        return filled({**head, **body, "subject": self._subject})

    def withdraw(self, withdrawn: Withdrawn) -> Resource:
        """A record as entered in error: what was reported last when we know it, else what FHIR demands at least."""
        if withdrawn.last is not None:
            resource = self.write(withdrawn.last)
        else:
            resource = filled(
                {
                    "resourceType": withdrawn.resource_type,
                    "id": withdrawn.id,
                    "meta": {"lastUpdated": fhir_time(self._stamp)},
                    "subject": self._subject,
                    **_LEAST.get(withdrawn.resource_type, {}),
                }
            )
        if withdrawn.resource_type == "Condition":
            resource.pop("clinicalStatus", None)  # FHIR con-5
            resource["verificationStatus"] = concept(VERIFICATION_STATUS, ENTERED_IN_ERROR)
        else:
            resource["lifecycleStatus" if withdrawn.resource_type == "Goal" else "status"] = ENTERED_IN_ERROR
        return resource


def _citizen(citizen: Citizen, stamp: datetime) -> Resource:
    if not citizen.organisation:
        raise ValueError("a delivery report needs the organisation that reports")
    return citizen_resource(citizen.id, citizen.cpr, citizen.organisation, citizen.updated or stamp)


def citizen_resource(id_: str, cpr: str, organisation: str, updated: datetime) -> Resource:
    """The citizen as a report speaks of them: the number and the reporting organisation, nothing else."""
    identifier = {"use": "official", "system": STS_ORGANISATION, "value": organisation or None}
    return filled(
        {
            "resourceType": "Patient",
            "id": id_,
            "meta": meta("citizen", updated),
            "identifier": [{"use": "official", "system": CPR, "value": cpr or None}],
            "managingOrganization": {"identifier": identifier},
        }
    )


Written = tuple[str, str, Resource]


def _request(record: ServiceRequest) -> Written:
    body = {
        "extension": [case_number_extension(record.case_number)],
        "status": record.status,
        "intent": "proposal",
    }
    return "ServiceRequest", "serviceRequest", body


def _gathering(record: Gathering) -> Written:
    investigation = {
        "code": care_social_concept(codes.Evaluation.SUPPORT_NEED),
        "item": [reference("Observation", id_) for id_ in record.evaluations],
    }
    body = {
        "extension": [pointer(f"{CORE}BasedOnServiceRequest", "ServiceRequest", record.request)],
        "status": record.status,
        "effectiveDateTime": fhir_time(record.at),
        "finding": [{"itemReference": reference("Condition", id_)} for id_ in record.findings],
        "investigation": [investigation] if record.evaluations else None,
    }
    return "ClinicalImpression", "informationGathering", body


def _theme(record: Theme) -> Written:
    asserted = {"url": f"{CORE}ConditionLastAssertedDate", "valueDateTime": fhir_time(record.asserted)}
    body = {
        "extension": [
            asserted if record.asserted else None,
            pointer(f"{CORE}FollowUpEncounter", "Encounter", record.follow_up),
        ],
        "clinicalStatus": concept(CLINICAL_STATUS, record.clinical_status),
        "verificationStatus": concept(VERIFICATION_STATUS, record.verification),
        "severity": ffb_concept(record.level),
        "code": ffb_concept(record.code),
        "recordedDate": fhir_time(record.recorded),
    }
    return "Condition", "condition", body


def _target_group(record: TargetGroup) -> Written:
    body = {
        "clinicalStatus": concept(CLINICAL_STATUS, record.clinical_status),
        "verificationStatus": concept(VERIFICATION_STATUS, record.verification),
        "code": ffb_concept(record.code),
        "recordedDate": fhir_time(record.recorded),
    }
    return "Condition", "targetGroup", body


def _goal(record: CommissionedGoal) -> Written:
    targets = (
        (codes.GoalFocus.FUNCTION_LEVEL, record.expected_level),
        (codes.GoalFocus.GOAL_TYPE, record.goal_type),
    )
    body = {
        "extension": [pointer(_FOLLOW_UP_DATE, "Encounter", record.follow_up)],
        "lifecycleStatus": record.status,
        "category": [care_social_concept(codes.GoalCategory.COMMISSIONED_GOAL)],
        "description": concept(codes.SNOMED_CT, GOAL_DESCRIPTION),
        "target": [
            {"measure": care_social_concept(focus), "detailCodeableConcept": ffb_concept(code)}
            for focus, code in targets
        ],
        "addresses": _ranked(record.addresses),
    }
    return "Goal", "interventionGoal", body


def _plan(record: Plan) -> Written:
    activity = {"outcomeReference": [reference("Observation", record.support_need)]}
    body = {
        "extension": [
            case_number_extension(record.case_number) if record.case_number else None,
            pointer(_FOLLOW_UP_DATE, "Encounter", record.follow_up),
        ],
        "status": record.status,
        "intent": record.intent,
        "period": {"start": fhir_time(record.start), "end": fhir_time(record.end)},
        "careTeam": [reference("CareTeam", id_) for id_ in record.performers],
        "addresses": _ranked(record.target_groups),
        "goal": [reference("Goal", id_) for id_ in record.goals],
        "activity": [activity] if record.support_need else None,
    }
    return "CarePlan", "carePlan", body


def _service(record: Service) -> Written:
    body = {
        "basedOn": [reference("CarePlan", record.plan)],
        "status": record.status,
        "intent": record.intent,
        "period": {"start": fhir_time(record.start), "end": fhir_time(record.end)},
        "created": fhir_time(record.created),
        "activity": [{"detail": {"code": ffb_concept(record.code), "status": record.activity_status}}],
    }
    return "CarePlan", "intervention", body


def _support_need(record: SupportNeed) -> Written:
    body = {
        "status": record.status,
        "code": care_social_concept(codes.Evaluation.SUPPORT_NEED),
        "effectiveDateTime": fhir_time(record.at),
        "valueCodeableConcept": ffb_concept(record.level),
    }
    return "Observation", "careEvaluation", body


def _follow_up(record: FollowUp) -> Written:
    body = {
        "status": record.status,
        "code": concept(codes.SNOMED_CT, FOLLOW_UP_OBSERVATION),
        "focus": [reference("CarePlan", id_) for id_ in record.plans],
        "effectiveDateTime": fhir_time(record.at),
        "valueCodeableConcept": ffb_concept(record.result),
    }
    return "Observation", "followUp", body


def _encounter(record: FollowUpEncounter) -> Written:
    body = {
        "status": record.status,
        "class": {"system": ACT_CODE, "code": "HH"},
        "type": [care_social_concept(codes.FOLLOW_UP_CONTACT)],
        "period": {"start": fhir_time(record.on)},
    }
    return "Encounter", "followUpEncounter", body


def _performer(record: Performer) -> Written:
    return "CareTeam", "servicePerformer", {"category": [ffb_concept(record.offer_type)]}


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


def case_number_extension(number: CaseNumber) -> Resource:
    """The extension that carries a case number."""
    identifier = {"use": "usual", "system": number.system, "value": number.value}
    if number.official:
        identifier["use"] = "official"
    name = "official" if number.official else "municipalitySpecific"
    part = {"url": name, "valueIdentifier": identifier}
    return filled({"url": f"{REPORTING}kl-reporting-ffb-municipalityCaseNumber", "extension": [part]})


def _ranked(addresses: Iterable[Ranked]) -> list[Resource]:
    return [
        {
            "extension": [{"url": f"{CORE}ConditionRank", "valuePositiveInt": ranked.rank}],
            "reference": f"Condition/{ranked.id}",
        }
        for ranked in addresses
    ]


_LEAST: dict[str, Resource] = {
    "ServiceRequest": {"intent": "proposal"},
    "Goal": {"description": concept(codes.SNOMED_CT, GOAL_DESCRIPTION)},
    "CarePlan": {"intent": "order"},
    "Observation": {"code": concept(codes.CARE_SOCIAL, codes.Evaluation.SUPPORT_NEED)},
    "Encounter": {"class": {"system": ACT_CODE, "code": "HH"}},
}
