"""Small deliveries of our own, built in code, so that every rule is tested without anybody's files.

`report()` gives a fresh tree of JSON to damage at will; `ordered.order()` does the same for orders. Ids are made from
names: `uid("cooking")`. The CPR number is from the official test range.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from alongside.referrals import codes

Json = dict[str, Any]

CPR = "0201609995"
COOKING = "b947f321-7cdb-4b33-9653-f3ff800572b0"  # Lave mad, under Aktivitet og deltagelse
HOUSING = "35c56275-0093-4901-9fd8-d06fdb5cb8f3"  # Boligsituation, under Funktioner og forhold
HOMELESSNESS = "293bf940-c075-4e3d-b5ef-6e331202e556"
ISOLATION = "16075f99-3694-4878-a48d-b2f4b515cb76"
HOME_SUPPORT = "638f44df-6bf2-47f8-9935-b8fdc83e5bf5"  # Støtte til daglige opgaver i hjemmet
MOBILE = "d90f4da6-f87a-43b5-833f-646b4baf16d6"  # Mobilt tilbud
REPORTING = "http://fhir.kl.dk/ffbreporting/StructureDefinition/kl-reporting-ffb-"
MESSAGING = "http://ffb/messaging/kl.dk/1.0/StructureDefinition/kl-messaging-ffb-"
CORE = "http://fhir.kl.dk/core/StructureDefinition/"


def uid(name: str) -> str:
    """A stable UUID for a name."""
    return str(uuid5(NAMESPACE_URL, name))


def concept(code: str, system: str = codes.FFB) -> Json:
    return {"coding": [{"system": system, "code": code}]}


def care_social(code: str) -> Json:
    return concept(code, codes.CARE_SOCIAL)


def ref(type_: str, name: str) -> Json:
    return {"reference": f"{type_}/{uid(name)}"}


def ranked(name: str, rank: int, url: str = f"{CORE}ConditionRank") -> Json:
    return {**ref("Condition", name), "extension": [{"url": url, "valuePositiveInt": rank}]}


def case_number(value: str = "27.33.00-G01-1-26") -> Json:
    part = {
        "url": "municipalitySpecific",
        "valueIdentifier": {"system": "http://solby.example/sag", "value": value},
    }
    return {"url": f"{REPORTING}municipalityCaseNumber", "extension": [part]}


def resource(type_: str, name: str, profile: str | None, /, **fields: Any) -> Json:
    """A resource about the citizen; `profile` is the last word of KL's profile, with its guide's prefix."""
    found: Json = {"resourceType": type_, "id": uid(name)}
    if profile:
        found["meta"] = {"profile": [profile]}
    if type_ not in {"Patient", "RelatedPerson", "Consent", "Organization", "MessageHeader", "Account"}:
        found["subject"] = ref("Patient", "citizen")
    return {**found, **{key.rstrip("_"): value for key, value in fields.items()}}


def bundle(
    type_: str, *resources: Json, timestamp: str = "2026-11-20T12:00:00+01:00", name: str = "bundle"
) -> Json:
    return {
        "resourceType": "Bundle",
        "id": uid(f"{name} {timestamp}"),
        "type": type_,
        "timestamp": timestamp,
        "entry": [
            {"fullUrl": f"{found['resourceType']}/{found['id']}", "resource": found} for found in resources
        ],
    }


def report(timestamp: str = "2026-11-20T12:00:00+01:00") -> Json:
    """A delivery report with one of everything."""
    return bundle(
        "collection",
        resource(
            "Patient",
            "citizen",
            f"{REPORTING}citizen",
            identifier=[{"use": "official", "system": "urn:oid:1.2.208.176.1.2", "value": CPR}],
            managingOrganization={
                "identifier": {
                    "use": "official",
                    "system": "https://www.kombit.dk/organisation",
                    "value": uid("Solby"),
                }
            },
        ),
        resource(
            "ServiceRequest",
            "request",
            f"{REPORTING}serviceRequest",
            extension=[case_number()],
            status="active",
            intent="proposal",
        ),
        theme("cooking", COOKING, severity=concept(codes.FUNCTION_LEVELS[2])),
        theme("housing", HOUSING),
        goal(),
        resource(
            "ClinicalImpression",
            "gathering",
            f"{REPORTING}informationGathering",
            extension=[
                {"url": f"{CORE}BasedOnServiceRequest", "valueReference": ref("ServiceRequest", "request")}
            ],
            status="completed",
            effectiveDateTime="2026-11-18T10:00:00+01:00",
            finding=[
                {"itemReference": ref("Condition", "cooking")},
                {"itemReference": ref("Condition", "housing")},
            ],
            investigation=[
                {"code": care_social(codes.Evaluation.SUPPORT_NEED), "item": [ref("Observation", "need")]}
            ],
        ),
        resource(
            "Observation",
            "need",
            f"{REPORTING}careEvaluation",
            status="final",
            code=care_social(codes.Evaluation.SUPPORT_NEED),
            effectiveDateTime="2026-11-18T10:00:00+01:00",
            valueCodeableConcept=concept(codes.SUPPORT_NEED_LEVELS[3]),
        ),
        _target_group("homelessness", HOMELESSNESS),
        _target_group("isolation", ISOLATION),
        resource("CareTeam", "team", f"{REPORTING}servicePerformer", category=[concept(MOBILE)]),
        resource(
            "Encounter",
            "next time",
            f"{REPORTING}followUpEncounter",
            status="planned",
            class_={"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "HH"},
            type=[care_social(codes.FOLLOW_UP_CONTACT)],
            period={"start": "2027-02-20"},
        ),
        resource(
            "CarePlan",
            "plan",
            f"{REPORTING}carePlan",
            extension=[
                case_number(),
                {
                    "url": f"{REPORTING}follow-up-date-extension",
                    "valueReference": ref("Encounter", "next time"),
                },
            ],
            status="active",
            intent="order",
            period={"start": "2026-11-20"},
            careTeam=[ref("CareTeam", "team")],
            addresses=[ranked("homelessness", 1), ranked("isolation", 2)],
            goal=[ref("Goal", "goal")],
            activity=[{"outcomeReference": [ref("Observation", "need")]}],
        ),
        resource(
            "CarePlan",
            "service",
            f"{REPORTING}intervention",
            basedOn=[ref("CarePlan", "plan")],
            status="active",
            intent="order",
            created="2026-11-20T11:00:00+01:00",
            period={"start": "2026-11-20"},
            activity=[{"detail": {"code": concept(HOME_SUPPORT), "status": "in-progress"}}],
        ),
        resource(
            "Observation",
            "result",
            f"{REPORTING}followUp",
            status="final",
            code=concept("712744002", codes.SNOMED_CT),
            focus=[ref("CarePlan", "plan")],
            effectiveDateTime="2026-11-20",
            valueCodeableConcept=concept(codes.FollowUpResult.CONTINUE),
        ),
        timestamp=timestamp,
    )


def theme(name: str, code: str, **fields: Any) -> Json:
    return resource(
        "Condition",
        name,
        f"{REPORTING}condition",
        clinicalStatus=concept("active", "http://terminology.hl7.org/CodeSystem/condition-clinical"),
        verificationStatus=concept("confirmed", "http://terminology.hl7.org/CodeSystem/condition-ver-status"),
        code=concept(code),
        recordedDate="2026-11-18T10:00:00+01:00",
        **fields,
    )


def _target_group(name: str, code: str) -> Json:
    return resource(
        "Condition", name, f"{REPORTING}targetGroup", code=concept(code), recordedDate="2026-11-18"
    )


def goal() -> Json:
    return resource(
        "Goal",
        "goal",
        f"{REPORTING}interventionGoal",
        lifecycleStatus="active",
        description=concept("410518001", codes.SNOMED_CT),
        category=[care_social(codes.GoalCategory.COMMISSIONED_GOAL)],
        target=[
            {
                "measure": care_social(codes.GoalFocus.GOAL_TYPE),
                "detailCodeableConcept": concept(codes.GoalType.DEVELOP),
            },
            {
                "measure": care_social(codes.GoalFocus.FUNCTION_LEVEL),
                "detailCodeableConcept": concept(codes.FUNCTION_LEVELS[1]),
            },
        ],
        addresses=[ranked("cooking", 1)],
    )


def find(tree: Json, type_: str, name: str) -> Json:
    """The resource in a delivery, to damage it."""
    for entry in tree["entry"]:
        found: Json = entry["resource"]
        if (found["resourceType"], found["id"]) == (type_, uid(name)):
            return found
    raise LookupError(f"{type_} {name}")


def drop(tree: Json, type_: str, name: str) -> None:
    """Take a resource out of a delivery."""
    found = find(tree, type_, name)
    tree["entry"] = [entry for entry in tree["entry"] if entry["resource"] is not found]


def as_bytes(tree: Any) -> bytes:
    """As a file."""
    return json.dumps(tree, ensure_ascii=False).encode()


Damage = Callable[[Json], object]
