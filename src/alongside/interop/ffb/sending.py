"""The delivery report of one person: everything we were told and have not been told to forget, with our work on it."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import uuid5

from alongside.access.actor import Actor
from alongside.interop.models import Delivery, DeliveryKind, Direction
from alongside.organisation.models import Agency
from alongside.people.identifiers import CPR
from alongside.people.models import Person, PersonIdentifier
from alongside.referrals.models import CommissionedGoal, Order, Referral

from .our_work import lay_over, our_work
from .profiles import Extension, is_extension
from .reading import read_delivery
from .received import Ledger
from .records import CaseNumber, DeliveryReport, Ranked, Withdrawn
from .writing import case_number_extension, citizen_resource

T = TypeVar("T")


def report_about(person: Person, ledger: Ledger, *, by: Actor, since: datetime) -> DeliveryReport:
    """The report, ready to be written.

    Args:
        since: what was withdrawn from then on is told as withdrawn; what was withdrawn before is left out.

    Raises:
        FFBRefused: what we have would make no valid report: no CPR number, no reporting organisation, no case number.
    """
    report = _as_stored(person, ledger, by)
    report = _without_withdrawn(report, ledger, since)
    for referral in Referral.objects.filter(person=person).order_by("received_at"):
        report = lay_over(
            report,
            our_work(referral),
            plans=set(ledger.ids_of(Order, referral.pk)),
            goals=ledger.ids_of(CommissionedGoal, referral.pk),
        )
    return report


def _as_stored(person: Person, ledger: Ledger, by: Actor) -> DeliveryReport:
    """What earlier deliveries said, read as one report."""
    rows = [row for row in ledger.rows() if row.content]
    patient = next(
        (row.external_id for row in ledger.rows() if row.resource_type == "Patient"), str(person.pk)
    )
    number = PersonIdentifier.objects.filter(person=person, system=CPR).first()
    resources = [citizen_resource(patient, number.value if number else "", _organisation(person), by.now)]
    for row in rows:
        resource = copy.deepcopy(row.content)
        if row.referral is not None and row.label == Order._meta.label_lower:
            _add_case_number(resource, row.referral.case_number)
        resources.append(resource)
    bundle = {
        "resourceType": "Bundle",
        "id": str(uuid5(person.pk, by.now.isoformat())),
        "type": "collection",
        "timestamp": by.now.isoformat(),
        "entry": [{"resource": resource} for resource in resources],
    }
    report = read_delivery(json.dumps(bundle))
    assert isinstance(report, DeliveryReport)
    return report


def _organisation(person: Person) -> str:
    """Who reports: the agency's own id in the municipal register, or the one the last report came with."""
    agency = Agency.objects.get(pk=person.agency_id)
    if agency.sts_id is not None:
        return str(agency.sts_id)
    last = (
        Delivery.objects.filter(person=person, kind=DeliveryKind.REPORT, direction=Direction.RECEIVED)
        .order_by("-stamped_at")
        .first()
    )
    return last.sender if last is not None else ""


def _add_case_number(plan: dict[str, Any], number: str) -> None:
    """An order may come without the case number; intake writes it on the referral when it is known."""
    extensions = plan.setdefault("extension", [])
    if number and not any(is_extension(found.get("url", ""), Extension.CASE_NUMBER) for found in extensions):
        extensions.append(case_number_extension(CaseNumber(None, number)))
    if not extensions:
        del plan["extension"]


def _without_withdrawn(report: DeliveryReport, ledger: Ledger, since: datetime) -> DeliveryReport:
    at = {
        (row.resource_type, row.external_id): row.withdrawn_at
        for row in ledger.rows()
        if row.withdrawn_at is not None
    }
    gone: list[Withdrawn] = []

    def standing(type_: str, records: tuple[T, ...]) -> tuple[T, ...]:
        kept = []
        for record in records:
            withdrawn_at = at.get((type_, record.id))  # type: ignore[attr-defined]
            if withdrawn_at is None:
                kept.append(record)
            elif withdrawn_at >= since:
                gone.append(Withdrawn(type_, record.id, record))  # type: ignore[attr-defined, arg-type]
        return tuple(kept)

    def ids(type_: str, found: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(id_ for id_ in found if (type_, id_) not in at)

    def one(type_: str, id_: str | None) -> str | None:
        return None if id_ is None or (type_, id_) in at else id_

    def ranked(found: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
        return tuple(link for link in found if ("Condition", link.id) not in at)

    return replace(
        report,
        requests=standing("ServiceRequest", report.requests),
        themes=standing("Condition", report.themes),
        target_groups=standing("Condition", report.target_groups),
        support_needs=standing("Observation", report.support_needs),
        encounters=standing("Encounter", report.encounters),
        performers=standing("CareTeam", report.performers),
        gatherings=tuple(
            replace(
                found,
                findings=ids("Condition", found.findings),
                evaluations=ids("Observation", found.evaluations),
            )
            for found in standing("ClinicalImpression", report.gatherings)
        ),
        goals=tuple(
            replace(goal, addresses=ranked(goal.addresses), follow_up=one("Encounter", goal.follow_up))
            for goal in standing("Goal", report.goals)
        ),
        plans=tuple(
            replace(
                plan,
                target_groups=ranked(plan.target_groups),
                goals=ids("Goal", plan.goals),
                performers=ids("CareTeam", plan.performers),
                support_need=one("Observation", plan.support_need),
                follow_up=one("Encounter", plan.follow_up),
            )
            for plan in standing("CarePlan", report.plans)
        ),
        services=standing("CarePlan", report.services),
        follow_ups=tuple(
            replace(found, plans=ids("CarePlan", found.plans))
            for found in standing("Observation", report.follow_ups)
        ),
        withdrawn=tuple(gone),
    )
