"""From what a delivery says to the parts of an order as `referrals` writes them. No database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from alongside.referrals import codes
from alongside.referrals.order_operations import Part
from alongside.referrals.orders import (
    CommissionedGoal,
    Order,
    OrderAssessment,
    OrderedService,
    OrderFollowUp,
    Received,
    TargetGroup,
    Theme,
)

from . import records
from .records import DeliveryReport, When

LABELS: dict[str, type[Received]] = {
    kind._meta.label_lower: kind
    for kind in (CommissionedGoal, Order, OrderAssessment, OrderedService, OrderFollowUp, TargetGroup, Theme)
}


def key(type_: str, id_: str) -> str:
    """How a part is spoken of: the FHIR type and id."""
    return f"{type_}/{id_}"


def day_of(when: When | None, zone: ZoneInfo) -> date | None:
    """The calendar day of a moment, where the work is done."""
    return when.astimezone(zone).date() if isinstance(when, datetime) else when


def moment_of(when: When | None, zone: ZoneInfo) -> datetime | None:
    """A moment; a mere day begins at midnight."""
    if when is None or isinstance(when, datetime):
        return when
    return datetime.combine(when, time(), tzinfo=zone)


class PartsOfReport:
    """The parts of a delivery report, or of an order seen as one.

    Args:
        zone: where the work is done, to tell days from moments.
        offer_types: type of offer by CareTeam id, from this and earlier deliveries.
        follow_ups: day of follow-up by Encounter id, from this and earlier deliveries.
    """

    def __init__(
        self,
        report: DeliveryReport,
        zone: ZoneInfo,
        offer_types: Mapping[str, str],
        follow_ups: Mapping[str, date],
    ) -> None:
        self._report = report
        self._zone = zone
        self._offer_types = offer_types
        self._follow_ups = follow_ups

    def parts(self) -> list[Part]:
        """Every part, in no particular order."""
        report = self._report
        return [
            *map(self._theme, report.themes),
            *map(self._target_group, report.target_groups),
            *map(self._goal, report.goals),
            *map(self._order, report.plans),
            *map(self._service, report.services),
            *map(self._support_need, report.support_needs),
            *(part for found in report.follow_ups for part in self._follow_up(found)),
        ]

    def _theme(self, theme: records.Theme) -> Part:
        fields = {
            "code": theme.code,
            "level": theme.level or "",
            "observed_at": moment_of(theme.asserted or theme.recorded, self._zone),
            "active": theme.clinical_status in {None, "active", "recurrence", "relapse"},
        }
        return Part(Theme, key("Condition", theme.id), fields)

    def _target_group(self, group: records.TargetGroup) -> Part:
        fields = {"code": group.code, "recorded_on": day_of(group.recorded, self._zone)}
        return Part(TargetGroup, key("Condition", group.id), fields)

    def _goal(self, goal: records.CommissionedGoal) -> Part:
        fields: dict[str, Any] = {
            "goal_type": goal.goal_type,
            "expected_level": goal.expected_level,
            "status": goal.status,
        }
        if goal.text:
            fields["text"] = goal.text
        return Part(CommissionedGoal, key("Goal", goal.id), fields, ranked=_ranked(goal.addresses))

    def _order(self, plan: records.Plan) -> Part:
        fields: dict[str, Any] = {
            "intent": plan.intent,
            "status": plan.status,
            "starts_on": day_of(plan.start, self._zone),
            "ends_on": day_of(plan.end, self._zone),
        }
        offer_type = next(
            (self._offer_types[id_] for id_ in plan.performers if id_ in self._offer_types), None
        )
        if offer_type:
            fields["offer_type"] = offer_type
        if plan.follow_up and plan.follow_up in self._follow_ups:
            fields["follow_up_on"] = self._follow_ups[plan.follow_up]
        return Part(Order, key("CarePlan", plan.id), fields, ranked=_ranked(plan.target_groups))

    def _service(self, service: records.Service) -> Part:
        fields = {
            "code": service.code or "",
            "text": service.text or "",
            "status": service.activity_status or service.status,
            "ordered_at": moment_of(service.created, self._zone),
            "starts_on": day_of(service.start, self._zone),
            "ends_on": day_of(service.end, self._zone),
        }
        return Part(OrderedService, key("CarePlan", service.id), fields, order=key("CarePlan", service.plan))

    def _support_need(self, need: records.SupportNeed) -> Part:
        fields = {
            "kind": codes.Evaluation.SUPPORT_NEED,
            "level": need.level,
            "assessed_at": moment_of(need.at, self._zone),
        }
        return Part(OrderAssessment, key("Observation", need.id), fields)

    def _follow_up(self, follow_up: records.FollowUp) -> Iterable[Part]:
        """One part for each plan that was followed up."""
        fields = {"result": follow_up.result, "followed_up_on": day_of(follow_up.at, self._zone)}
        for place, plan in enumerate(follow_up.plans):
            name = follow_up.id if place == 0 else f"{follow_up.id}#{place}"
            yield Part(OrderFollowUp, key("Observation", name), fields, order=key("CarePlan", plan))


def _ranked(addresses: Iterable[records.Ranked]) -> dict[str, int]:
    return {key("Condition", ranked.id): ranked.rank for ranked in addresses}
