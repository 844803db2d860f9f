"""Which record of a report belongs to which case, when a report speaks of more than one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping

from .records import DeliveryReport, ReportRecord

Key = tuple[str, str]
"""FHIR type and id."""


def cases_of(report: DeliveryReport, known: Mapping[Key, str]) -> dict[Key, str]:
    """The case number of every record, found by following the references from requests and plans.

    A record that two cases lean on stays with the first; one that none leans on goes to the first as well.

    Args:
        known: case numbers of plans that came earlier; the report may lean on them without bringing them.
    """
    owners = {("ServiceRequest", request.id): request.case_number.value for request in report.requests}
    owners |= {("CarePlan", plan.id): plan.case_number.value for plan in report.plans if plan.case_number}
    neighbours = _neighbours(report)
    owners = {key: number for key, number in known.items() if number} | owners
    for number in dict.fromkeys([*report.case_numbers, *owners.values()]):
        waiting = deque(key for key, owner in owners.items() if owner == number)
        while waiting:
            for there in neighbours[waiting.popleft()]:
                if there not in owners:
                    owners[there] = number
                    waiting.append(there)
    owners |= {("CarePlan", found.id): owners.get(("CarePlan", found.plan), "") for found in report.services}
    first = next(iter(report.case_numbers), "")
    return {key: owners.get(key) or first for key in [*keys_of(report), *known]}


def keys_of(report: DeliveryReport) -> list[Key]:
    """Every record of the report but the citizen and what is withdrawn."""
    groups: list[tuple[str, Iterable[ReportRecord]]] = [
        ("ServiceRequest", report.requests),
        ("ClinicalImpression", report.gatherings),
        ("Condition", report.themes),
        ("Condition", report.target_groups),
        ("Goal", report.goals),
        ("CarePlan", report.plans),
        ("CarePlan", report.services),
        ("Observation", report.support_needs),
        ("Observation", report.follow_ups),
        ("Encounter", report.encounters),
        ("CareTeam", report.performers),
    ]
    return [(type_, found.id) for type_, records in groups for found in records]


def _neighbours(report: DeliveryReport) -> dict[Key, list[Key]]:
    found: dict[Key, list[Key]] = defaultdict(list)

    def lean(one: Key, type_: str, *ids: str | None) -> None:
        for id_ in ids:
            if id_ is not None:
                found[one].append((type_, id_))
                found[type_, id_].append(one)

    for gathering in report.gatherings:
        here = ("ClinicalImpression", gathering.id)
        lean(here, "ServiceRequest", gathering.request)
        lean(here, "Condition", *gathering.findings)
        lean(here, "Observation", *gathering.evaluations)
    for plan in report.plans:
        here = ("CarePlan", plan.id)
        lean(here, "Condition", *(ranked.id for ranked in plan.target_groups))
        lean(here, "Goal", *plan.goals)
        lean(here, "CareTeam", *plan.performers)
        lean(here, "Observation", plan.support_need)
        lean(here, "Encounter", plan.follow_up)
    for service in report.services:
        lean(("CarePlan", service.id), "CarePlan", service.plan)
    for follow_up in report.follow_ups:
        lean(("Observation", follow_up.id), "CarePlan", *follow_up.plans)
    for goal in report.goals:
        lean(("Goal", goal.id), "Condition", *(ranked.id for ranked in goal.addresses))
        lean(("Goal", goal.id), "Encounter", goal.follow_up)
    for theme in report.themes:
        lean(("Condition", theme.id), "Encounter", theme.follow_up)
    return found
