"""What we have done since, laid over what the authority told us: goals, follow-ups, the next date, the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from alongside.enrolments.models import Closure, Enrolment
from alongside.plans.models import Goal, GoalStatus
from alongside.referrals import codes
from alongside.referrals.models import Referral
from alongside.reviews.models import FollowUpResult, Review

from .elements import is_before
from .records import CommissionedGoal, DeliveryReport, FollowUp, FollowUpEncounter, Plan, Service

_RESULTS = {
    FollowUpResult.CONTINUE: codes.FollowUpResult.CONTINUE,
    FollowUpResult.END: codes.FollowUpResult.END,
    FollowUpResult.END_AND_REDIRECT: codes.FollowUpResult.END_AND_REFER_ON,
}
_LIFECYCLE = {
    GoalStatus.ACTIVE: "active",
    GoalStatus.REACHED: "completed",
    GoalStatus.RESTING: "on-hold",
    GoalStatus.DROPPED: "cancelled",
}


@dataclass(frozen=True)
class OurWork:
    """What happened in the course that came of a referral.

    Args:
        goals: status of each commissioned goal, by the id of our record.
        reviews: the finished reviews that came to a result: id, result, day.
        next_review: id and day of the coming one, while the course runs.
        closed_on: the day the course was closed.
    """

    goals: Mapping[UUID, str] = field(default_factory=dict)
    reviews: tuple[tuple[UUID, str, date], ...] = ()
    next_review: tuple[UUID, date] | None = None
    closed_on: date | None = None


def our_work(referral: Referral) -> OurWork:
    """Read what we did for a referral. Inside an operation; four queries."""
    course = Enrolment.objects.filter(referral=referral).order_by("-starts_on").first()
    if course is None:
        return OurWork()
    goals = Goal.objects.filter(plan__enrolment=course, commissioned__isnull=False)
    reviews = list(Review.objects.filter(enrolment=course).order_by("due_on"))
    coming = next((review for review in reviews if review.held_on is None), None)
    closure = Closure.objects.filter(enrolment=course, reopened_on__isnull=True).first()
    return OurWork(
        goals=dict(goals.values_list("commissioned_id", "status")),
        reviews=tuple(
            (review.pk, review.follow_up_result, review.held_on)
            for review in reviews
            if review.held_on is not None and review.follow_up_result
        ),
        next_review=(coming.pk, coming.due_on) if coming is not None and course.is_open else None,
        closed_on=closure.closed_on if closure is not None and not course.is_open else None,
    )


def lay_over(
    report: DeliveryReport, work: OurWork, *, plans: set[str], goals: Mapping[str, UUID]
) -> DeliveryReport:
    """The report with our work on it.

    Args:
        plans: ids of the plans of this referral.
        goals: our record of each of its commissioned goals, by KL's id.
    """
    stamp = report.timestamp
    running = {plan.id for plan in report.plans if plan.id in plans and plan.status == "active"}
    results = tuple(
        FollowUp(str(review), "final", _RESULTS[FollowUpResult(result)], on, tuple(sorted(running)), stamp)
        for review, result, on in work.reviews
        if running and str(review) not in {found.id for found in report.follow_ups}
    )
    report = replace(
        report,
        goals=tuple(
            _goal(goal, work.goals.get(goals.get(goal.id, UUID(int=0))), stamp) for goal in report.goals
        ),
        follow_ups=report.follow_ups + results,
    )
    if work.next_review is not None and running:
        report = _next_date(report, work.next_review, running)
    if work.closed_on is not None:
        report = _closed(report, work.closed_on, running)
    return report


def _goal(goal: CommissionedGoal, ours: str | None, stamp: datetime) -> CommissionedGoal:
    # That we work on a goal is no news, unless it rested; and what the authority has taken back stays taken back.
    if ours is None or (ours == GoalStatus.ACTIVE and goal.status != "on-hold"):
        return goal
    status = _LIFECYCLE[GoalStatus(ours)]
    return goal if status == goal.status else replace(goal, status=status, updated=stamp)


def _next_date(report: DeliveryReport, coming: tuple[UUID, date], running: set[str]) -> DeliveryReport:
    review, due_on = str(coming[0]), coming[1]
    encounter = FollowUpEncounter(review, "planned", due_on, updated=report.timestamp)
    known = next((found for found in report.encounters if found.id == review), None)
    others = tuple(found for found in report.encounters if found.id != review)
    return replace(
        report,
        encounters=(*others, known if known == encounter else encounter),
        plans=tuple(
            replace(plan, follow_up=review, updated=report.timestamp)
            if plan.id in running and plan.follow_up != review
            else plan
            for plan in report.plans
        ),
    )


def _closed(report: DeliveryReport, on: date, running: set[str]) -> DeliveryReport:
    return replace(
        report,
        plans=tuple(
            _ended_plan(plan, on, report.timestamp) if plan.id in running else plan for plan in report.plans
        ),
        services=tuple(
            _ended_service(service, on, report.timestamp) if service.plan in running else service
            for service in report.services
        ),
    )


def _ended_plan(plan: Plan, on: date, stamp: datetime) -> Plan:
    end = plan.end or (plan.start if is_before(on, plan.start) else on)
    return replace(plan, status="completed", end=end, updated=stamp)


def _ended_service(service: Service, on: date, stamp: datetime) -> Service:
    if service.end is not None:
        return service
    end = service.start if service.start is not None and is_before(on, service.start) else on
    return replace(service, activity_status="completed", end=end, updated=stamp)
