"""What a delivery holds, as plain frozen dataclasses. Codes stay codes (`codes.display` names them); ids are KL's.

`When` keeps the precision the sender gave: a day is a `date`, a moment is an aware `datetime`. `updated` is the
sender's `meta.lastUpdated` and no part of what a record says: two records that differ in it alone are equal.
Records point to each other by id, within the delivery or to an earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

When = date | datetime


@dataclass(frozen=True, slots=True)
class Coding:
    """A code outside FFB, kept as it came."""

    system: str | None
    code: str | None
    display: str | None


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """The municipal case number (*sagsnummer*). `official` tells KL's official number from the municipality's own."""

    system: str | None
    value: str
    official: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """A pointer to a theme or target group with its rank: 1 primary, 2 secondary."""

    id: str
    rank: int


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address."""

    lines: tuple[str, ...]
    postal_code: str | None
    city: str | None


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody's name and how to reach them. `title` is the job title an order writes before the name."""

    given: str | None
    family: str | None
    title: str | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextOfKin:
    """A contact person on the citizen's own card, with the relationship as text or codes."""

    relationship: str | None
    relationship_codes: tuple[Coding, ...]
    contact: Contact


@dataclass(frozen=True, slots=True)
class Citizen:
    """The person the delivery is about. Reports carry the CPR number and the reporting organisation only."""

    id: str
    cpr: str
    organisation: str | None
    updated: datetime | None = field(default=None, compare=False)
    contact: Contact | None = None
    addresses: tuple[Address, ...] = ()
    next_of_kin: tuple[NextOfKin, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceRequest:
    """The request that opened the case."""

    id: str
    status: str
    case_number: CaseNumber
    updated: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Gathering:
    """An information gathering (*udredning*): when, for which request, and what was found."""

    id: str
    status: str
    at: When | None
    request: str | None
    findings: tuple[str, ...]
    evaluations: tuple[str, ...]
    updated: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Theme:
    """An assessed theme; `level` is the code of the function level, only under *Aktivitet og deltagelse*."""

    id: str
    code: str
    level: str | None
    recorded: When
    clinical_status: str | None
    verification: str | None
    asserted: When | None = None
    follow_up: str | None = None
    updated: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """A target group (*målgruppe*). Its rank stands on the plan that addresses it."""

    id: str
    code: str
    recorded: When | None
    clinical_status: str | None
    verification: str | None
    updated: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class CommissionedGoal:
    """An *indsatsmål*: what kind of change, to which function level, on which themes; text in orders only."""

    id: str
    status: str
    goal_type: str
    expected_level: str
    addresses: tuple[Ranked, ...]
    text: str | None = None
    follow_up: str | None = None
    updated: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan (*indsats*) that binds services, goals, target groups and follow-up together under a case number."""

    id: str
    status: str
    intent: str
    case_number: CaseNumber | None
    start: When
    end: When | None
    target_groups: tuple[Ranked, ...]
    goals: tuple[str, ...]
    performers: tuple[str, ...]
    support_need: str | None
    follow_up: str | None
    updated: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Service:
    """A granted or ordered service (*ydelse*). `code` is FFB; `text` names a service FFB has no code for."""

    id: str
    plan: str
    status: str
    intent: str
    activity_status: str | None
    code: str | None
    text: str | None
    created: When | None
    start: When | None
    end: When | None
    updated: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class SupportNeed:
    """An assessment of the support need; `level` is its code."""

    id: str
    status: str
    level: str
    at: When
    updated: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a follow-up decided about one or more plans; `result` is its code."""

    id: str
    status: str
    result: str
    at: When
    plans: tuple[str, ...]
    updated: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class FollowUpEncounter:
    """A date to follow up on; in orders also who does it."""

    id: str
    status: str
    on: When
    organisation: str | None = None
    updated: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Performer:
    """The type of offer (*tilbudstype*) that carries a plan."""

    id: str
    offer_type: str
    updated: datetime | None = field(default=None, compare=False)


ReportRecord = (
    ServiceRequest
    | Gathering
    | Theme
    | TargetGroup
    | CommissionedGoal
    | Plan
    | Service
    | SupportNeed
    | FollowUp
    | FollowUpEncounter
    | Performer
)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A record the sender entered in error: it counts as never reported, whatever else it says.

    `last` is for writing: what we had reported, so that the withdrawal still satisfies KL's profile.
    """

    resource_type: str
    id: str
    last: ReportRecord | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """A snapshot about one citizen (KL reporting), without free text."""

    bundle_id: str | None
    timestamp: datetime
    citizen: Citizen
    requests: tuple[ServiceRequest, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    themes: tuple[Theme, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    goals: tuple[CommissionedGoal, ...] = ()
    plans: tuple[Plan, ...] = ()
    services: tuple[Service, ...] = ()
    support_needs: tuple[SupportNeed, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    encounters: tuple[FollowUpEncounter, ...] = ()
    performers: tuple[Performer, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()

    @property
    def case_numbers(self) -> tuple[str, ...]:
        """The case numbers the report speaks of, each once, in order of appearance."""
        numbers = [request.case_number.value for request in self.requests]
        numbers += [plan.case_number.value for plan in self.plans if plan.case_number]
        return tuple(dict.fromkeys(numbers))
