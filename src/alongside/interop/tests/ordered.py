"""An order of our own with one of everything, under the names KL used when its messaging draft was written."""

from __future__ import annotations

from typing import Any

from alongside.interop.tests.deliveries import (
    COOKING,
    CPR,
    HOME_SUPPORT,
    HOMELESSNESS,
    ISOLATION,
    MESSAGING,
    MOBILE,
    Json,
    bundle,
    case_number,
    concept,
    goal,
    ranked,
    ref,
    resource,
    theme,
)
from alongside.referrals import codes

OLD_FFB = "http://kl.dk/fhir/common/caresocial/CodeSystem/FFB"
OLD_CARE_SOCIAL = "http://kl.dk/fhir/common/caresocial/CodeSystem/KLCommonCareSocialCodes"


def order() -> Json:
    """An order with one of everything, under KL's old names."""
    rank = "http://kl.dk/fhir/common/caresocial/StructureDefinition/ConditionRank"
    return bundle(
        "message",
        resource(
            "MessageHeader",
            "header",
            f"{MESSAGING}orderMessageHeader",
            eventCoding={
                "system": "http://ffb/messaging/kl.dk/1.0/CodeSystem/kl-messaging-ffb-messageEventSystem",
                "code": "ffb-order",
            },
            destination=[{"endpoint": "http://havn.example", "receiver": ref("Organization", "receiver")}],
            sender=ref("Organization", "sender"),
            source={"endpoint": "http://solby.example"},
            focus=[ref("CarePlan", "plan")],
        ),
        resource("Organization", "sender", f"{MESSAGING}messagingOrganization", name="Solby Kommune"),
        resource("Organization", "receiver", f"{MESSAGING}messagingOrganization", name="Team Havn"),
        resource(
            "CarePlan",
            "plan",
            f"{MESSAGING}orderCarePlan",
            extension=[
                {
                    "url": f"{MESSAGING}actingMunicipality",
                    "valueCoding": {
                        "system": "http://hl7.dk/fhir/core/CodeSystem/dk-core-municipality-codes",
                        "code": "0101",
                    },
                },
                case_number(),
            ],
            status="active",
            intent="order",
            category=[concept(codes.SOCIAL_SERVICE_PLAN, OLD_CARE_SOCIAL)],
            period={"start": "2026-12-01"},
            created="2026-11-20T12:00:00+01:00",
            author=ref("Organization", "authority"),
            careTeam=[ref("CareTeam", "team")],
            addresses=[ranked("homelessness", 1, rank), ranked("isolation", 2, rank)],
            goal=[ref("Goal", "wish"), ref("Goal", "purpose"), ref("Goal", "goal")],
            activity=[
                {
                    "detail": {
                        "status": "not-started",
                        "scheduledTiming": {
                            "repeat": {
                                "boundsPeriod": {"start": "2027-03-01"},
                                "frequency": 1,
                                "period": 3,
                                "periodUnit": "mo",
                            }
                        },
                        "performer": [ref("Organization", "authority")],
                        "description": "Hver tredje måned.",
                    }
                }
            ],
        ),
        _words("wish", codes.GoalCategory.WISH, "citizenObjective", "At have sin egen nøgle."),
        _words("purpose", codes.GoalCategory.PURPOSE, None, "At få og beholde en bolig."),
        {
            **goal(),
            "meta": {"profile": [f"{MESSAGING}interventionGoal"]},
            "description": {"text": "Jeg laver aftensmad to gange om ugen."},
            "addresses": [ranked("cooking", 1, rank), ranked("talking", 2, rank)],
        },
        _ordered_theme("cooking", COOKING, severity=concept(codes.FUNCTION_LEVELS[3], OLD_FFB)),
        _ordered_theme("talking", "986898d0-e2e5-4afa-9cb3-ee7aecaa0143"),
        resource("Condition", "homelessness", f"{MESSAGING}targetGroup", code=concept(HOMELESSNESS, OLD_FFB)),
        resource("Condition", "isolation", f"{MESSAGING}targetGroup", code=concept(ISOLATION, OLD_FFB)),
        resource("Condition", "diagnosis", f"{MESSAGING}disgnosis", code={"text": "Ingen kendte diagnoser."}),
        resource(
            "Observation",
            "situation",
            f"{MESSAGING}evaluation",
            status="final",
            code=concept(codes.Evaluation.SITUATION, OLD_CARE_SOCIAL),
            effectiveDateTime="2026-11-20T12:00:00+01:00",
            valueCodeableConcept={"text": "Har boet på gaden siden marts."},
        ),
        resource(
            "Observation",
            "need",
            f"{MESSAGING}evaluation",
            status="final",
            code=concept(codes.Evaluation.SUPPORT_NEED, OLD_CARE_SOCIAL),
            effectiveDateTime="2026-11-20T12:00:00+01:00",
            valueCodeableConcept={
                **concept(codes.SUPPORT_NEED_LEVELS[3], OLD_FFB),
                "text": "Stort behov nu.",
            },
        ),
        resource(
            "CarePlan",
            "service",
            f"{MESSAGING}intervention",
            basedOn=[ref("CarePlan", "plan")],
            status="active",
            intent="order",
            created="2026-11-20T12:00:00+01:00",
            activity=[{"detail": {"code": concept(HOME_SUPPORT, OLD_FFB), "status": "not-started"}}],
        ),
        resource(
            "CareTeam",
            "team",
            f"{MESSAGING}servicePerformer",
            category=[concept(MOBILE, OLD_FFB)],
            participant=[
                {
                    "role": [concept("koordinerende-myndighed", "http://roles.example")],
                    "member": ref("Organization", "authority"),
                },
                {"member": ref("RelatedPerson", "guardian")},
            ],
        ),
        resource(
            "Organization",
            "authority",
            f"{MESSAGING}participatingOrganization",
            name="Voksenrådgivningen",
            contact=[
                {
                    "name": {"family": "Holst", "given": ["Karin"], "prefix": ["Socialrådgiver"]},
                    "telecom": [
                        {"system": "phone", "value": "70100101"},
                        {"system": "email", "value": "karin@solby.example"},
                    ],
                }
            ],
        ),
        resource(
            "RelatedPerson",
            "guardian",
            f"{MESSAGING}guardian",
            extension=[{"url": f"{MESSAGING}guardianshipForm", "valueCoding": {"code": "5"}}],
            patient=ref("Patient", "citizen"),
            relationship=[concept("GUARD", "http://terminology.hl7.org/CodeSystem/v3-RoleCode")],
            name=[{"family": "Værge", "given": ["Vibeke"]}],
        ),
        resource(
            "Patient",
            "citizen",
            f"{MESSAGING}citizen",
            identifier=[{"use": "official", "system": "urn:oid:1.2.208.176.1.2", "value": CPR}],
            name=[{"use": "official", "family": "Prøve", "given": ["Peter"]}],
        ),
    )


def _ordered_theme(name: str, code: str, **fields: Any) -> Json:
    found = theme(name, code, **fields)
    found["meta"] = {"profile": [f"{MESSAGING}condition"]}
    found["code"] = concept(code, OLD_FFB)
    return found


def _words(name: str, category: str, profile: str | None, text: str) -> Json:
    return resource(
        "Goal",
        name,
        f"{MESSAGING}{profile}"
        if profile
        else "http://kl.dk/fhir/common/caresocial/StructureDefinition/KLCommonCareSocialPurpose",
        lifecycleStatus="accepted",
        category=[concept(category, OLD_CARE_SOCIAL)],
        description={"text": text},
    )
