"""Doing a review together, over one day or several, and finishing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from django.db.models import Model

from alongside.access.actor import Actor
from alongside.enrolments.errors import CourseClosed
from alongside.kernel import history
from alongside.kernel.models import Record
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.plans.models import Goal, GoalKind, GoalStatus, SubGoal
from alongside.plans.operations import change_goal, change_sub_goal
from alongside.reviews import rules
from alongside.reviews.errors import (
    AnswerMissing,
    MoveNeedsReason,
    NothingJudged,
    NotInThisReview,
    ReviewFinished,
    UnknownDomain,
)
from alongside.reviews.models import DomainRating, GoalJudgement, Review
from alongside.reviews.scheduling import schedule


class ReviewWords(TypedDict, total=False):
    """What is written about the three months as a whole; what is left out stays."""

    present: str
    summary: str
    person_words: str
    intensity: str
    flexibility: str
    coordination: str
    still_right_note: str
    follow_up_result: str
    next_due_on: date | None


class Judged(TypedDict, total=False):
    """How one goal or sub-goal went. Movements are keys of `Movement`, or empty: not talked about."""

    person_movement: str
    person_words: str
    worker_movement: str
    worker_words: str
    after: str


@operation("review.write", on="review")
def write_review(
    *,
    by: Actor,
    review: Review,
    version: int | None = None,
    judgements: Mapping[UUID, Judged] | None = None,
    ratings: Mapping[str, tuple[str, str]] | None = None,
    **words: Unpack[ReviewWords],
) -> Review:
    """Keep what has been judged and written so far. May be done again and again until the review is finished.

    Args:
        judgements: by the id of a goal or sub-goal of this course.
        ratings: for a domain of the profile, the person's and the worker's `DomainChange`; empty strings: not
            talked about.

    Raises:
        ReviewFinished, CourseClosed, StaleRecord.
        NotInThisReview: a goal of another course.
        UnknownDomain: a domain the profile does not have.
    """
    _require_open(review)
    review.require_version(version)
    for name, value in words.items():
        setattr(review, name, value.strip() if isinstance(value, str) else value)
    review.save()
    _judge(review, judgements or {})
    _rate(by, review, ratings or {})
    return review


@operation("review.finish", on="review")
def finish_review(
    *,
    by: Actor,
    review: Review,
    held_on: date,
    next_due_on: date | None = None,
    version: int | None = None,
    key: UUID | None = None,
) -> Review:
    """Finish a review: it stays as it is from now on, goals become what was decided, and the next one is made.

    Args:
        held_on: the day it was finished together.
        next_due_on: the day of the next review; left out, the profile's interval after `held_on`.

    Raises:
        ReviewFinished, CourseClosed, StaleRecord.
        HeldOutsidePeriod, NextOutsideBounds: a day that cannot be right.
        NothingJudged: nothing at all was judged or written.
        AnswerMissing: goals were ordered and the authority has no follow-up result.
    """
    _require_open(review)
    review.require_version(version)
    rules.require_held(held_on, period_from=review.period_from, today=by.today)
    months = profile_of(by.agency_id).review.interval_months
    chosen = next_due_on or review.next_due_on or rules.next_due(held_on, months=months)
    rules.require_next(chosen, held_on, months=months)
    judgements = list(GoalJudgement.objects.filter(review=review))
    _require_something_said(review, judgements)
    ordered = Goal.objects.filter(plan__enrolment=review.enrolment, kind=GoalKind.COMMISSIONED)
    if not review.follow_up_result and ordered.exists():
        raise AnswerMissing(field="follow_up_result")
    for judgement in judgements:
        _carry_out(by, judgement, held_on)
    review.held_on, review.next_due_on, review.worker_id = held_on, chosen, by.worker_id
    review.save()
    schedule(review.enrolment, since=held_on, due_on=chosen)
    return review


@operation("review.move", on="review")
def move_review(
    *, by: Actor, review: Review, due_on: date, reason: str, version: int | None = None
) -> Review:
    """Move a coming review to another day, and say why.

    Raises:
        ReviewFinished, CourseClosed, StaleRecord.
        MoveNeedsReason: `reason` is empty.
        MovedOutsideBounds: the day lies in the past, or more than one interval after the one it was due.
    """
    _require_open(review)
    review.require_version(version)
    if not reason.strip():
        raise MoveNeedsReason(field="reason")
    months = profile_of(by.agency_id).review.interval_months
    review.due_on = rules.require_move(due_on, review.due_on, today=by.today, months=months)
    review.move_reason = reason.strip()
    review.save()
    return review


def _require_open(review: Review) -> None:
    if review.held_on is not None:
        raise ReviewFinished
    if not review.enrolment.is_open:
        raise CourseClosed


def _judge(review: Review, given: Mapping[UUID, Judged]) -> None:
    goals = {goal.pk: goal for goal in Goal.objects.filter(plan__enrolment=review.enrolment, pk__in=given)}
    sub_goals = {
        sub.pk: sub
        for sub in SubGoal.objects.filter(
            goal__plan__enrolment=review.enrolment, pk__in=given
        ).select_related("goal")
    }
    there = {row.sub_goal_id or row.goal_id: row for row in GoalJudgement.objects.filter(review=review)}
    new: list[Model] = []
    for key, judged in given.items():
        sub_goal = sub_goals.get(key)
        goal = sub_goal.goal if sub_goal else goals.get(key)
        if goal is None:
            raise NotInThisReview
        row = there.get(key) or GoalJudgement(review=review, goal=goal, sub_goal=sub_goal)
        before = _said(row)
        for name, value in judged.items():
            setattr(row, name, value)
        row.title = (sub_goal or goal).title
        if _said(row) != before:
            row.review_version = review.version
            _keep(row, new)
    history.bulk_create(new)


def _said(row: GoalJudgement) -> tuple[str, ...]:
    return (row.person_movement, row.person_words, row.worker_movement, row.worker_words, row.after)


def _rate(by: Actor, review: Review, given: Mapping[str, tuple[str, str]]) -> None:
    domains = profile_of(by.agency_id).domains
    there = {row.domain: row for row in DomainRating.objects.filter(review=review)}
    new: list[Model] = []
    for domain, (person, worker) in given.items():
        row = there.get(domain)
        if row is None and domains.get(domain) is None:
            raise UnknownDomain(domain=domain)
        row = row or DomainRating(review=review, domain=domain)
        if (row.person_change, row.worker_change) != (person, worker):
            row.person_change, row.worker_change = person, worker
            row.review_version = review.version
            _keep(row, new)
    history.bulk_create(new)


def _keep(row: Record, new: list[Model]) -> None:
    """Save what changed; what is new waits to be written together with the others."""
    if row._state.adding:
        new.append(row)
    else:
        row.save()


def _require_something_said(review: Review, judgements: list[GoalJudgement]) -> None:
    words = [review.summary, review.person_words, review.still_right_note]
    judged = [text for row in judgements for text in _said(row)[:4]]
    rated = [
        change
        for row in DomainRating.objects.filter(review=review)
        for change in (row.person_change, row.worker_change)
    ]
    if not rules.something_was_said([*words, *judged, *rated]):
        raise NothingJudged


def _carry_out(by: Actor, judgement: GoalJudgement, held_on: date) -> None:
    """Give a goal or sub-goal the status both decided on; one that is no longer worked on keeps its own."""
    status = rules.status_after(judgement.after)
    if status is None:
        return
    # Read here and not before: giving one goal its status moves the others in the order.
    if judgement.sub_goal_id is not None:
        sub_goal = SubGoal.objects.select_related("goal__plan__enrolment").get(pk=judgement.sub_goal_id)
        if sub_goal.status == GoalStatus.ACTIVE:
            change_sub_goal(by=by, sub_goal=sub_goal, status=status, status_on=held_on)
    else:
        goal = Goal.objects.select_related("plan__enrolment").get(pk=judgement.goal_id)
        if goal.status == GoalStatus.ACTIVE:
            change_goal(by=by, goal=goal, status=status, status_on=held_on)
