"""The names KL and FHIR give to things in a delivery: profiles, extensions, identifier systems, states.

KL has moved its addresses more than once (and its two guides disagree with each other), so a profile or an extension
is recognised by its last part under any of KL's addresses. What we write carries the addresses of the reporting guide
1.0.0.
"""

from __future__ import annotations

from enum import StrEnum

CPR = "urn:oid:1.2.208.176.1.2"
EAN = "urn:oid:1.3.88"
STS_ORGANISATION = "https://www.kombit.dk/organisation"
ORDER_EVENT = "ffb-order"
FOLLOW_UP_OBSERVATION = "712744002"  # SNOMED CT: result of follow-up
GOAL_DESCRIPTION = "410518001"  # SNOMED CT: the fixed description of a reported goal

REPORTING = "http://fhir.kl.dk/ffbreporting/StructureDefinition/"
CORE = "http://fhir.kl.dk/core/StructureDefinition/"
CLINICAL_STATUS = "http://terminology.hl7.org/CodeSystem/condition-clinical"
VERIFICATION_STATUS = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
ENTERED_IN_ERROR = "entered-in-error"


class Extension(StrEnum):
    """The last part of an extension's address, in lower case."""

    RANK = "conditionrank"
    BASED_ON_REQUEST = "basedonservicerequest"
    LAST_ASSERTED = "conditionlastasserteddate"
    CASE_NUMBER = "municipalitycasenumber"
    FOLLOW_UP_DATE = "follow-up-date-extension"
    FOLLOW_UP_ENCOUNTER = "followupencounter"
    ACTING_MUNICIPALITY = "actingmunicipality"
    GUARDIANSHIP = "guardianshipform"
    PARTICIPATION = "participationdescription"


class Kind(StrEnum):
    """What a record is, beyond its FHIR type."""

    CITIZEN = "citizen"
    REQUEST = "service request"
    GATHERING = "information gathering"
    THEME = "theme"
    TARGET_GROUP = "target group"
    DIAGNOSIS = "diagnosis"
    GOAL = "goal"
    PLAN = "plan"
    RELATED_PLAN = "related plan"
    SERVICE = "service"
    SUPPORT_NEED = "support need assessment"
    FOLLOW_UP = "follow-up result"
    ASSESSMENT = "assessment"
    PERFORMER = "service performer"
    ENCOUNTER = "follow-up encounter"
    HEADER = "message header"
    ORGANISATION = "organisation"
    RELATIVE = "relative"
    CONSENT = "consent"
    ACCOUNT = "account"
    DOCUMENT = "document"


# last part of the profile's address, without KL's prefix and in lower case -> FHIR type, kind
PROFILES: dict[str, tuple[str, Kind]] = {
    "citizen": ("Patient", Kind.CITIZEN),
    "servicerequest": ("ServiceRequest", Kind.REQUEST),
    "informationgathering": ("ClinicalImpression", Kind.GATHERING),
    "condition": ("Condition", Kind.THEME),
    "targetgroup": ("Condition", Kind.TARGET_GROUP),
    "disgnosis": ("Condition", Kind.DIAGNOSIS),  # KL's own spelling
    "diagnosis": ("Condition", Kind.DIAGNOSIS),
    "interventiongoal": ("Goal", Kind.GOAL),
    "interventionpurpose": ("Goal", Kind.GOAL),
    "citizenobjective": ("Goal", Kind.GOAL),
    "klcommoncaresocialpurpose": ("Goal", Kind.GOAL),
    "careplan": ("CarePlan", Kind.PLAN),
    "ordercareplan": ("CarePlan", Kind.PLAN),
    "relatedcareplan": ("CarePlan", Kind.RELATED_PLAN),
    "intervention": ("CarePlan", Kind.SERVICE),
    "careevaluation": ("Observation", Kind.SUPPORT_NEED),
    "careplanevaluation": ("Observation", Kind.SUPPORT_NEED),
    "evaluation": ("Observation", Kind.ASSESSMENT),
    "matterofinterest": ("Observation", Kind.ASSESSMENT),
    "serviceperformer": ("CareTeam", Kind.PERFORMER),
    "followupencounter": ("Encounter", Kind.ENCOUNTER),
    "ordermessageheader": ("MessageHeader", Kind.HEADER),
    "messagingorganization": ("Organization", Kind.ORGANISATION),
    "participatingorganization": ("Organization", Kind.ORGANISATION),
    "accountowner": ("Organization", Kind.ORGANISATION),
    "relatedperson": ("RelatedPerson", Kind.RELATIVE),
    "guardian": ("RelatedPerson", Kind.RELATIVE),
    "consent": ("Consent", Kind.CONSENT),
    "account": ("Account", Kind.ACCOUNT),
    "documentreference": ("DocumentReference", Kind.DOCUMENT),
}
TYPE_OF: dict[Kind, str] = {kind: type_ for type_, kind in PROFILES.values()} | {
    Kind.FOLLOW_UP: "Observation",
    Kind.ENCOUNTER: "Encounter",
}
# "followUp" is an Observation in the reporting guide and an Encounter in the messaging guide
FOLLOW_UP_PROFILE = {"Observation": Kind.FOLLOW_UP, "Encounter": Kind.ENCOUNTER}

REPORT_TYPES = frozenset(
    {
        "Patient",
        "ServiceRequest",
        "ClinicalImpression",
        "Condition",
        "Goal",
        "CarePlan",
        "Observation",
        "CareTeam",
        "Encounter",
    }
)
ORDER_TYPES = (REPORT_TYPES - {"ServiceRequest"}) | {
    "MessageHeader",
    "Organization",
    "RelatedPerson",
    "Consent",
    "Account",
    "DocumentReference",
}

_REQUEST = ("draft", "active", "on-hold", "revoked", "completed", ENTERED_IN_ERROR, "unknown")
STATES: dict[str, tuple[str, ...]] = {
    "ServiceRequest": _REQUEST,
    "CarePlan": _REQUEST,
    "ClinicalImpression": ("in-progress", "completed", ENTERED_IN_ERROR),
    "Goal": (
        "proposed",
        "planned",
        "accepted",
        "active",
        "on-hold",
        "completed",
        "cancelled",
        ENTERED_IN_ERROR,
        "rejected",
    ),
    "Observation": (
        "registered",
        "preliminary",
        "final",
        "amended",
        "corrected",
        "cancelled",
        ENTERED_IN_ERROR,
        "unknown",
    ),
    "Encounter": (
        "planned",
        "arrived",
        "triaged",
        "in-progress",
        "onleave",
        "finished",
        "cancelled",
        ENTERED_IN_ERROR,
        "unknown",
    ),
    "CareTeam": ("proposed", "active", "suspended", "inactive", ENTERED_IN_ERROR),
    "Consent": ("draft", "proposed", "active", "rejected", "inactive", ENTERED_IN_ERROR),
    "Account": ("active", "inactive", ENTERED_IN_ERROR, "on-hold", "unknown"),
    "DocumentReference": ("current", "superseded", ENTERED_IN_ERROR),
    "activity": (
        "not-started",
        "scheduled",
        "in-progress",
        "on-hold",
        "completed",
        "cancelled",
        "stopped",
        "unknown",
        ENTERED_IN_ERROR,
    ),
    "clinical": ("active", "recurrence", "relapse", "inactive", "remission", "resolved"),
    "verification": (
        "unconfirmed",
        "provisional",
        "differential",
        "confirmed",
        "refuted",
        ENTERED_IN_ERROR,
    ),
}
PLAN_INTENTS = ("proposal", "plan", "order", "option")

PARTICIPANT_ROLES = {
    "koordinerende-myndighed": "Ansvarlig for koordinering af myndighedssamarbejde",
    "samarbejdende-myndighed": "Samarbejdende myndighed",
    "koordinerende-udfører": "Ansvarlig for koordinering af udførersamarbejde",
}
GUARDIANSHIP_FORMS = ("5", "6", "7")
GUARDIAN = "GUARD"


def last_part(address: str) -> str:
    """The last part of a KL address in lower case, without the prefix of KL's guide."""
    name = address.split("|", 1)[0].rstrip("/").rsplit("/", 1)[-1].lower()
    for prefix in ("kl-reporting-ffb-", "kl-messaging-ffb-"):
        name = name.removeprefix(prefix)
    return name


def is_kl(address: str) -> bool:
    """Is this an address under KL's or the guides' own names?"""
    return "kl.dk/" in address


def is_extension(address: str, extension: Extension) -> bool:
    """Is this the address of the extension, under any of KL's addresses?"""
    return is_kl(address) and last_part(address) == extension


def kind_of_profile(address: str) -> tuple[str, Kind] | None:
    """FHIR type and kind behind the address of a KL profile; None for a profile we do not know."""
    return PROFILES.get(last_part(address)) if is_kl(address) else None
