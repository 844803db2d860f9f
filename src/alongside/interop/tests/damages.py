"""Ways to break a delivery, one for each rule: (rule, record, place in the record, what stands there instead[, where it
is noticed]). A place is written `addresses.0.reference`; `GONE` takes the element away. A problem must be noticed at
the place itself unless a case says where else."""

from __future__ import annotations

from typing import Any

from alongside.interop.tests.deliveries import HOUSING, REPORTING, Json, concept, find, ref, uid
from alongside.referrals import codes

GONE = object()
NOT_THERE = "00000000-0000-4000-8000-000000000000"

CITIZEN = ("Patient", "citizen")
REQUEST = ("ServiceRequest", "request")
GATHERING = ("ClinicalImpression", "gathering")
COOKING = ("Condition", "cooking")
HOME = ("Condition", "housing")
ISOLATION = ("Condition", "isolation")
GOAL = ("Goal", "goal")
PLAN = ("CarePlan", "plan")
SERVICE = ("CarePlan", "service")
NEED = ("Observation", "need")
RESULT = ("Observation", "result")
NEXT_TIME = ("Encounter", "next time")
TEAM = ("CareTeam", "team")

HEADER = ("MessageHeader", "header")
WISH = ("Goal", "wish")
PURPOSE = ("Goal", "purpose")
TALKING = ("Condition", "talking")
DIAGNOSIS = ("Condition", "diagnosis")
SITUATION = ("Observation", "situation")
GUARDIAN = ("RelatedPerson", "guardian")

_CODE = "code.coding.0.code"
_LEVEL = "severity.coding.0.code"
_VALUE = "valueCodeableConcept.coding.0.code"
_RANK = "addresses.0.extension.0.valuePositiveInt"
_NO_TEXT = concept("410518001", codes.SNOMED_CT)
_TAGGED = {"tag": [{"code": "x"}]}

Case = tuple[Any, ...]

IN_REPORTS: list[Case] = [
    ("citizen-cpr", CITIZEN, "identifier", GONE),
    ("citizen-cpr", CITIZEN, "identifier.0.system", "urn:x", "identifier"),
    ("citizen-cpr-form", CITIZEN, "identifier.0.value", "3002609995"),
    ("citizen-cpr-form", CITIZEN, "identifier.0.value", "0213609995"),
    ("citizen-cpr-form", CITIZEN, "identifier.0.value", "020160999"),
    ("citizen-cpr-form", CITIZEN, "identifier.0.value", "02016099955"),
    ("citizen-cpr-form", CITIZEN, "identifier.0.value", "020160999x"),
    ("citizen-cpr-form", CITIZEN, "identifier.0.value", "٠٢٠١٦٠٩٩٩٥"),
    ("citizen-organisation", CITIZEN, "managingOrganization", GONE),
    (
        "citizen-organisation",
        CITIZEN,
        "managingOrganization.identifier.value",
        "Solby",
        "managingOrganization",
    ),
    ("subject", COOKING, "subject", ref("Patient", "somebody")),
    ("subject", PLAN, "subject", ref("Condition", "cooking")),
    ("case-number", REQUEST, "extension", GONE),
    ("case-number", REQUEST, "extension.0.extension.0.url", "x", "extension"),
    ("case-number", PLAN, "extension.0", GONE, "extension"),
    ("text-too-long", REQUEST, "extension.0.extension.0.valueIdentifier.value", "9" * 101),
    ("intent", REQUEST, "intent", "order"),
    ("time-missing", GATHERING, "effectiveDateTime", GONE),
    ("gathering-request", GATHERING, "extension", GONE),
    ("reference-type", GATHERING, "finding.0.itemReference.reference", f"Condition/{uid('isolation')}"),
    ("reference-type", GATHERING, "extension.0.valueReference.reference", f"CarePlan/{uid('plan')}"),
    ("reference-unresolved", GATHERING, "finding.0.itemReference.reference", f"Condition/{NOT_THERE}"),
    ("reference-form", GATHERING, "finding.0.itemReference.reference", "the one above"),
    ("reference-missing", GATHERING, "finding.0.itemReference.reference", GONE),
    ("theme-level-missing", COOKING, "severity", GONE),
    ("theme-level-not-allowed", HOME, "severity", concept(codes.FUNCTION_LEVELS[1])),
    ("theme-level-not-allowed", ISOLATION, "severity", concept(codes.FUNCTION_LEVELS[1])),
    ("theme-status", COOKING, "clinicalStatus", GONE),
    ("fhir-status", COOKING, "clinicalStatus.coding.0.code", "activ", "clinicalStatus"),
    ("time-missing", COOKING, "recordedDate", GONE),
    ("time-missing", ISOLATION, "recordedDate", GONE),
    ("time-whole", COOKING, "recordedDate", "2026-11"),
    ("code-unknown", COOKING, _CODE, NOT_THERE),
    ("code-unknown", COOKING, _LEVEL, NOT_THERE),
    ("code-value-set", COOKING, _CODE, codes.Group.ACTIVITY_AND_PARTICIPATION),
    ("code-value-set", COOKING, _LEVEL, codes.SUPPORT_NEED_LEVELS[0]),
    ("code-value-set", ISOLATION, _CODE, codes.Group.TARGET_GROUPS),
    ("code-system", COOKING, "code.coding.0.system", "urn:oid:1.2.3"),
    ("code-missing", COOKING, "code", {"text": "Lave mad"}, "code.coding"),
    ("code-one", COOKING, "code.coding", concept(HOUSING)["coding"] * 2),
    ("goal-category", GOAL, "category", GONE),
    ("code-value-set", GOAL, "category.0.coding.0.code", codes.GoalCategory.SUB_GOAL),
    ("goal-target", GOAL, "target.1", GONE, "target"),
    ("goal-target-measure", GOAL, "target.0.measure", GONE),
    ("code-value-set", GOAL, "target.0.detailCodeableConcept.coding.0.code", codes.FUNCTION_LEVELS[0]),
    ("goal-one-primary", GOAL, "addresses", GONE),
    ("goal-one-primary", GOAL, _RANK, 2, "addresses"),
    ("rank", GOAL, _RANK, 3),
    ("file-shape", GOAL, _RANK, "1"),
    ("goal-theme-area", GOAL, "addresses.0.reference", f"Condition/{uid('housing')}", "addresses.0"),
    ("reference-type", GOAL, "addresses.0.reference", f"Condition/{uid('isolation')}"),
    ("fhir-status", GOAL, "lifecycleStatus", "running"),
    ("fhir-missing", GOAL, "lifecycleStatus", GONE),
    ("time-missing", PLAN, "period", GONE, "period.start"),
    ("time-missing", PLAN, "period.start", GONE),
    ("period-order", PLAN, "period.end", "2026-11-19", "period"),
    ("plan-follow-up", PLAN, "extension.1", GONE, "extension"),
    ("plan-support-need", PLAN, "activity", GONE),
    ("plan-target-group", PLAN, "addresses", GONE),
    ("target-group-one-primary", PLAN, "addresses.1.extension.0.valuePositiveInt", 1, "addresses"),
    ("rank", PLAN, "addresses.0.extension", GONE),
    (
        "rank",
        PLAN,
        "addresses.0.extension.0.url",
        "http://other.example/ConditionRank",
        "addresses.0.extension",
    ),
    ("reference-type", PLAN, "careTeam.0.reference", f"Encounter/{uid('next time')}"),
    ("reference-type", PLAN, "goal.0.reference", f"CarePlan/{uid('service')}"),
    ("intent", PLAN, "intent", "wish"),
    ("fhir-status", PLAN, "status", "planned"),
    ("service-plan", SERVICE, "basedOn", GONE),
    ("reference-type", SERVICE, "basedOn.0.reference", f"CarePlan/{uid('service')}"),
    ("service-one", SERVICE, "activity", GONE),
    ("code-value-set", SERVICE, f"activity.0.detail.{_CODE}", codes.Group.SERVICES),
    ("code-missing", SERVICE, "activity.0.detail.code", {"text": "Kørsel"}, "activity.0.detail.code.coding"),
    ("time-missing", SERVICE, "created", GONE),
    ("time-missing", SERVICE, "period", GONE, "period.start"),
    ("service-end", SERVICE, "status", "completed", "period.end"),
    ("service-end", SERVICE, "activity.0.detail.status", "completed", "period.end"),
    ("time-missing", RESULT, "effectiveDateTime", GONE),
    ("reference-missing", RESULT, "focus", GONE),
    ("follow-up-status", RESULT, "status", "preliminary"),
    ("code-value-set", RESULT, _VALUE, codes.GoalType.DEVELOP),
    ("code-missing", RESULT, "valueCodeableConcept", GONE),
    ("code-value-set", NEED, _CODE, codes.Evaluation.RESOURCES),
    ("code-unknown", NEED, _VALUE, "dd628e73"),
    ("time-missing", NEXT_TIME, "period", GONE, "period.start"),
    ("code-value-set", NEXT_TIME, "type.0.coding.0.code", codes.Group.CONTACT_ACTIVITIES),
    ("code-one", NEXT_TIME, "type", GONE),
    ("code-one", TEAM, "category", GONE),
    ("code-value-set", TEAM, "category.0.coding.0.code", codes.Group.OFFER_TYPES),
    ("id-missing", HOME, "id", GONE, None),
    ("id-form", HOME, "id", "theme-1", None),
    ("profile", GOAL, "meta.profile.0", f"{REPORTING}condition", "meta.profile"),
    ("fhir-unknown", HOME, "mood", "good"),
    ("fhir-missing", HOME, "subject", GONE),
    ("fhir-value", HOME, "recordedDate", "2026-02-30"),
    ("fhir-value", HOME, "recordedDate", "2026-11-18T10:00:00"),
    ("fhir-value", HOME, _CODE, 7),
    ("fhir-value", PLAN, "addresses", {"reference": "Condition/1"}),
    ("file-empty-element", PLAN, "goal", []),
    ("file-empty-element", PLAN, "title", None),
    ("file-empty-element", COOKING, _CODE, ""),
    ("file-characters", PLAN, "title", "null\x00"),
    ("fhir-contained", PLAN, "contained", [{"resourceType": "Goal"}]),
    ("fhir-contained", PLAN, "goal.0.reference", "#goal"),
    ("fhir-modifier", COOKING, "modifierExtension", [{"url": "http://x.example", "valueBoolean": True}]),
    ("fhir-modifier", COOKING, "implicitRules", "http://x.example/rules"),
]

IN_ORDERS: list[Case] = [
    ("bundle-event", HEADER, "eventCoding.code", "ffb-status"),
    ("order-endpoint", HEADER, "destination", GONE),
    ("reference-missing", HEADER, "destination.0.receiver", GONE),
    ("order-plan", HEADER, "focus", GONE),
    ("citizen-cpr-form", CITIZEN, "identifier.0.value", "9999999999"),
    ("intent", PLAN, "intent", "plan"),
    ("time-missing", PLAN, "period", GONE, "period.start"),
    ("target-group-missing", PLAN, "addresses", GONE),
    ("target-group-one-primary", PLAN, "addresses.1.extension.0.valuePositiveInt", 1, "addresses"),
    ("code-value-set", PLAN, "category.0.coding.0.code", codes.Evaluation.SITUATION),
    (
        "order-timing",
        PLAN,
        "activity.0.detail",
        {"status": "not-started"},
        "activity.0.detail.scheduledTiming",
    ),
    ("order-timing", PLAN, "activity.0.detail.scheduledTiming.repeat.periodUnit", "fortnight"),
    ("plan-activity", PLAN, "activity.0.detail.code", concept(codes.Group.SERVICES)),
    ("text-missing", WISH, "description", _NO_TEXT, "description.text"),
    ("text-missing", GOAL, "description", _NO_TEXT, "description.text"),
    ("goal-category", PURPOSE, "category", GONE),
    ("code-value-set", PURPOSE, "category.0.coding.0.code", codes.GoalCategory.SUB_GOAL),
    ("goal-one-primary", GOAL, _RANK, 2, "addresses"),
    ("goal-theme-level", COOKING, "severity", GONE),
    ("theme-level-not-allowed", COOKING, _CODE, HOUSING, "severity"),
    ("time-missing", TALKING, "recordedDate", GONE),
    ("text-missing", DIAGNOSIS, "code", GONE, "code.text"),
    ("order-assessment", SITUATION, "valueCodeableConcept", GONE),
    ("code-missing", NEED, "valueCodeableConcept", {"text": "Stort."}, "valueCodeableConcept.coding"),
    ("code-value-set", NEED, _VALUE, codes.FUNCTION_LEVELS[2]),
    ("time-missing", SITUATION, "effectiveDateTime", GONE),
    ("code-missing", SERVICE, "activity.0.detail.code", GONE),
    ("service-plan", SERVICE, "basedOn", GONE),
    ("order-role", TEAM, "participant.0.role.0.coding.0.code", "nabo"),
    ("reference-missing", TEAM, "participant.0.member", GONE),
    ("reference-type", TEAM, "participant.0.member.reference", f"Goal/{uid('wish')}"),
    ("text-too-long", GUARDIAN, "name.0.family", "x" * 101),
    ("text-too-long", CITIZEN, "name.0.given", ["x" * 101], "name.0"),
    ("text-too-long", ("Organization", "sender"), "name", "x" * 201),
    ("order-guardian", GUARDIAN, "extension", GONE),
    ("order-guardian", GUARDIAN, "extension.0.valueCoding.code", "8", "extension"),
    ("subject", GUARDIAN, "patient", ref("Patient", "somebody")),
]


def damage(tree: Json, record: tuple[str, str], place: str, value: Any) -> None:
    """Put `value` at `place` of the record, or take away what stands there."""
    *path, last = place.split(".")
    here: Any = find(tree, *record)
    for step in path:
        here = here[int(step)] if isinstance(here, list) else here[step]
    key: Any = int(last) if isinstance(here, list) else last
    if value is GONE:
        del here[key]
    else:
        here[key] = value


def noticed_at(case: Case) -> str:
    """The end of the element's path that a refusal must name."""
    record, place = case[1], case[4] if len(case) > 4 else case[2]
    if place is None:
        return f".{case[2]}"
    steps = "".join(f"[{step}]" if step.isdigit() else f".{step}" for step in place.split("."))
    return f"resource({record[0]}/{uid(record[1])}){steps}"
