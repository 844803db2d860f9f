"""An order seen as the delivery report that would speak of it: the same records, without a word of its texts.

An order says less than a report must: a theme beside the primary one carries no level, a target group no date. What
is missing is filled with what is true: not assessed, and the day of the order.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from alongside.referrals import codes

from .order_records import OrderMessage
from .records import (
    CommissionedGoal,
    DeliveryReport,
    FollowUpEncounter,
    Performer,
    Plan,
    Service,
    SupportNeed,
    TargetGroup,
    Theme,
)


def as_reported(order: OrderMessage) -> DeliveryReport:
    """The part of an order that a delivery report can carry. Support the person has already is not ours to report."""
    needs = tuple(
        SupportNeed(found.id, "final", found.level, found.at) for found in order.assessments if found.level
    )
    encounters = _encounters(order)
    performers = tuple(
        Performer(team, offer_type)
        for team, offer_type in zip(order.plan.performers[:1], order.offer_types[:1], strict=False)
    )
    goals = tuple(_goal(goal) for goal in order.goals)
    plan = replace(
        order.plan,
        goals=tuple(goal.id for goal in goals),
        performers=tuple(performer.id for performer in performers),
        support_need=needs[0].id if needs else None,
        follow_up=encounters[0].id if encounters else None,
    )
    return DeliveryReport(
        order.bundle_id,
        order.timestamp,
        order.citizen,
        themes=tuple(_theme(theme) for theme in order.themes),
        target_groups=tuple(_target_group(order, group) for group in order.target_groups),
        goals=goals,
        plans=(plan,),
        services=tuple(_service(order, plan, service) for service in order.services if service.code),
        support_needs=needs,
        encounters=encounters,
        performers=performers,
        withdrawn=order.withdrawn,
    )


def _theme(theme: Theme) -> Theme:
    level = theme.level
    if level is None and codes.is_activity_and_participation(theme.code):
        level = codes.function_level_code(None)
    return replace(theme, level=level, follow_up=None)


def _target_group(order: OrderMessage, group: TargetGroup) -> TargetGroup:
    return replace(group, recorded=group.recorded or order.timestamp.date())


def _goal(goal: CommissionedGoal) -> CommissionedGoal:
    return replace(goal, text=None, follow_up=None)


def _service(order: OrderMessage, plan: Plan, service: Service) -> Service:
    return replace(
        service,
        text=None,
        created=service.created or order.created or order.timestamp,
        start=service.start or plan.start,
    )


def _encounters(order: OrderMessage) -> tuple[FollowUpEncounter, ...]:
    """The planned follow-up; one is made from the timing when the order names a date but no encounter."""
    if order.encounters:
        return tuple(replace(found, organisation=None) for found in order.encounters)
    first = next((timing.first for timing in order.follow_up if timing.first), None)
    if first is None:
        return ()
    return (FollowUpEncounter(str(uuid5(NAMESPACE_URL, f"follow-up of {order.plan.id}")), "planned", first),)
