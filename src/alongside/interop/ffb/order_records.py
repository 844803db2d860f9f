"""What only an order carries, beside the records it shares with delivery reports (`records`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .records import (
    Address,
    Citizen,
    Coding,
    CommissionedGoal,
    Contact,
    DeliveryReport,
    FollowUpEncounter,
    Gathering,
    Plan,
    Service,
    TargetGroup,
    Theme,
    When,
    Withdrawn,
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation in an order, with the people to contact there."""

    id: str
    name: str | None
    ean: str | None
    contacts: tuple[Contact, ...]
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A goal in words: the person's wishes, or the purpose of the support."""

    id: str
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A medical diagnosis as the authority wrote it, with any codes that came along."""

    id: str
    text: str | None
    codes: tuple[Coding, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """One text of the assessment. `code` says which (situation, support need, resources, perspective, or a theme)."""

    id: str
    code: str
    text: str | None
    level: str | None
    at: When


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part: an organisation or a relative, in a role, with a word on how."""

    roles: tuple[str, ...]
    organisation: Organisation | None
    relative: str | None
    description: str | None


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative, companion (*bisidder*) or guardian. `guardianship` is the paragraph: "5", "6" or "7"."""

    id: str
    relationships: tuple[Coding, ...]
    guardianship: str | None
    contact: Contact
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Consent:
    """The citizen's consent that relatives may know."""

    id: str
    status: str
    at: When | None
    text: str | None
    policy: str | None
    relatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """Where the bill goes."""

    id: str
    number: str | None
    owner: Organisation | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document the order refers to; the order itself carries no content."""

    id: str
    description: str | None
    title: str | None
    content_type: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class FollowUpTiming:
    """When to follow up: the first date, then `frequency` times per `period` of `unit` (FHIR: d, wk, mo, a)."""

    first: When | None
    last: When | None
    frequency: int | None
    period: int | None
    unit: str | None
    text: str | None
    organisation: Organisation | None


@dataclass(frozen=True, slots=True)
class RelatedPlan:
    """Support the person has already, which is not ordered here."""

    id: str
    status: str
    offer_types: tuple[str, ...]
    participants: tuple[Participant, ...]
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class OrderMessage:
    """An order from an authority to a provider (KL messaging)."""

    bundle_id: str | None
    timestamp: datetime
    message_id: str
    event: str
    sender: Organisation | None
    sender_endpoint: str
    receiver: Organisation
    receiver_endpoint: str
    citizen: Citizen
    plan: Plan
    category: str | None
    description: str | None
    created: When | None
    author: Organisation | None
    acting_municipality: str | None
    offer_types: tuple[str, ...]
    participants: tuple[Participant, ...]
    wishes: tuple[Statement, ...]
    purposes: tuple[Statement, ...]
    goals: tuple[CommissionedGoal, ...]
    themes: tuple[Theme, ...]
    target_groups: tuple[TargetGroup, ...]
    diagnoses: tuple[Diagnosis, ...]
    services: tuple[Service, ...]
    related_plans: tuple[RelatedPlan, ...]
    gatherings: tuple[Gathering, ...]
    assessments: tuple[Assessment, ...]
    follow_up: tuple[FollowUpTiming, ...]
    encounters: tuple[FollowUpEncounter, ...]
    relatives: tuple[Relative, ...]
    consents: tuple[Consent, ...]
    accounts: tuple[Account, ...]
    documents: tuple[Document, ...]
    withdrawn: tuple[Withdrawn, ...] = ()

    @property
    def primary_target_group(self) -> TargetGroup | None:
        """The target group with rank 1, when the order names one."""
        primary = {ranked.id for ranked in self.plan.target_groups if ranked.rank == 1}
        return next((group for group in self.target_groups if group.id in primary), None)


Delivery = OrderMessage | DeliveryReport
"""What a file may hold."""
