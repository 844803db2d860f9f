"""Reading the plan of an order: period, target groups, who takes part, and when to follow up."""

from __future__ import annotations

from typing import Any

from alongside.referrals import codes

from .bundle import Bundle, Record
from .elements import Element
from .order_people import organisation_behind, read_organisation, read_participants
from .order_records import FollowUpTiming
from .profiles import STATES, Extension, Kind
from .record_reading import check_subject, read_addresses, read_case_number, read_intent, updated
from .records import Plan

PLANS = (Kind.PLAN, Kind.RELATED_PLAN)
EVALUATIONS = (Kind.ASSESSMENT, Kind.SUPPORT_NEED)


def teams_of(bundle: Bundle, plan: Record) -> list[Record]:
    """The care teams a plan names."""
    found = (bundle.at("CareTeam", id_) for id_ in bundle.follow_each(plan, "careTeam", Kind.PERFORMER))
    return [team for team in found if team is not None and team.sound]


def _ordered_teams(bundle: Bundle, plan: Record) -> list[Record]:
    """Every team that does not belong to support the person has already, so that nobody is left out."""
    elsewhere = {
        team.id for other in bundle.of(*PLANS) if other.id != plan.id for team in teams_of(bundle, other)
    } - {team.id for team in teams_of(bundle, plan)}
    teams = [team for team in bundle.of(Kind.PERFORMER) if team.id not in elsewhere]
    for team in teams:
        check_subject(bundle, team)
    return teams


def offer_types(team: Record) -> list[str]:
    """The types of offer a care team stands for."""
    found = (
        category.coded(system=codes.FFB, belongs=codes.is_offer_type, expected="FFB, Tilbud")
        for category in team.each("category")
    )
    return [code for code in found if code is not None]


def read_plan(bundle: Bundle, record: Record) -> Plan | None:
    """The ordered plan, as far as it is a plan like any other."""
    check_subject(bundle, record)
    status = record.status(STATES["CarePlan"])
    intent = read_intent(record, ("order",))
    start, end = record.period(start_required=True)
    target_groups = read_addresses(bundle, record, Kind.TARGET_GROUP, absent=None)
    if not record.each("addresses"):
        record.refuse("target-group-missing", "addresses")
    primary = sum(ranked.rank == 1 for ranked in target_groups)
    if primary > 1:
        record.refuse("target-group-one-primary", "addresses", count=primary)
    goals = bundle.follow_each(record, "goal", Kind.GOAL)
    performers = bundle.follow_each(record, "careTeam", Kind.PERFORMER)
    case_number = read_case_number(record, required=False)
    if status is None or intent is None or start is None:
        return None
    return Plan(
        record.id,
        status,
        intent,
        case_number,
        start,
        end,
        target_groups,
        goals,
        performers,
        None,
        None,
        updated(record),
    )


def read_plan_words(bundle: Bundle, record: Record) -> dict[str, Any]:
    """What the ordered plan says beside what every plan says."""
    categories = record.each("category")
    category = None
    if len(categories) > 1:
        record.refuse("one-only", "category", what="category", count=len(categories))
    elif categories:
        category = categories[0].coded(
            system=codes.CARE_SOCIAL,
            belongs=lambda code: codes.is_below(code, codes.Group.PLAN_CATEGORIES),
            expected="CareSocialCodes, Planlagt indsatsforløb",
        )
    municipality = record.extension(Extension.ACTING_MUNICIPALITY)
    coding = municipality.get("valueCoding") if municipality else None
    if municipality is not None and (coding is None or coding.lacks("code")):
        municipality.refuse("code-missing", "valueCoding.code", expected="dk-core-municipality-codes")
    teams = _ordered_teams(bundle, record)
    return {
        "category": category,
        "description": record.text("description"),
        "created": record.when("created"),
        "author": organisation_behind(bundle, record, "author"),
        "acting_municipality": coding.text("code", longest=10) if coding else None,
        "offer_types": tuple(code for team in teams for code in offer_types(team)),
        "participants": tuple(found for team in teams for found in read_participants(bundle, team)),
        "follow_up": tuple(_read_activities(bundle, record)),
    }


def _read_activities(bundle: Bundle, plan: Record) -> list[FollowUpTiming]:
    """The follow-ups the order asks for. Evaluations listed as activities are read as assessments."""
    timings = []
    for activity in plan.each("activity"):
        bundle.follow_each(activity, "outcomeReference", *EVALUATIONS)
        detail = activity.get("detail")
        if detail is None:
            if not activity.has("outcomeReference"):
                activity.refuse("plan-activity", "detail")
            continue
        ours = [coding.code or "" for coding in detail.codings("code")]
        if any(
            code == codes.Group.EVALUATIONS or codes.is_below(code, codes.Group.EVALUATIONS) for code in ours
        ):
            continue
        if ours and codes.FOLLOW_UP_CONTACT not in ours:
            detail.refuse("plan-activity", "code")
            continue
        detail.status(STATES["activity"])
        timings.append(_read_timing(bundle, detail))
    return timings


def _read_timing(bundle: Bundle, detail: Element) -> FollowUpTiming:
    timing = detail.get("scheduledTiming")
    repeat = timing.get("repeat") if timing else None
    bounds = repeat.get("boundsPeriod") if repeat else detail.get("scheduledPeriod")
    words = [
        found
        for found in (detail.text("description", longest=200), detail.text("scheduledString", longest=99))
        if found
    ]
    if bounds is None and not words:
        detail.refuse("order-timing", "scheduledTiming")
    frequency = repeat.whole_number("frequency") if repeat else None
    period = repeat.value.get("period") if repeat else None
    if period is not None and (not isinstance(period, int) or isinstance(period, bool) or period < 1):
        detail.refuse("order-timing", "scheduledTiming.repeat.period")
        period = None
    unit = repeat.text("periodUnit") if repeat else None
    if repeat is not None and (
        (period is None) != (unit is None) or unit not in {None, "d", "wk", "mo", "a"}
    ):
        detail.refuse("order-timing", "scheduledTiming.repeat.periodUnit")
    performers = detail.each("performer")
    first = bundle.follow(performers[0], Kind.ORGANISATION) if performers else None
    organisation = bundle.at("Organization", first)
    return FollowUpTiming(
        bounds.when("start") if bounds else None,
        bounds.when("end") if bounds else None,
        frequency if frequency is not None else (1 if period else None),
        period,
        unit,
        "\n".join(words) or None,
        read_organisation(organisation) if organisation else None,
    )
