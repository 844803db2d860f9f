"""Reading reviews: what is coming, what was judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from alongside.access.actor import Actor
from alongside.enrolments.models import Enrolment
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.plans.models import Goal, GoalKind, GoalStatus, SubGoal
from alongside.reviews.models import AfterReview, DomainRating, GoalJudgement, Review
from alongside.reviews.rules import Standing, standing


@dataclass(frozen=True)
class Coming:
    """The coming review of a course.

    Attributes:
        standing: "later", "coming" (announced), "today" or "overdue".
        days: until it is due; negative when it is overdue.
        begun: something has been written in it already.
    """

    review_id: UUID
    enrolment_id: UUID
    due_on: date
    period_from: date
    standing: Standing
    days: int
    begun: bool

    @property
    def announced(self) -> bool:
        """Whether it is time to show it."""
        return self.standing is not Standing.LATER


@dataclass(frozen=True)
class Judgement:
    """How one goal or sub-goal was judged by both; empty movements: not talked about."""

    person_movement: str = ""
    person_words: str = ""
    worker_movement: str = ""
    worker_words: str = ""
    after: str = AfterReview.GO_ON

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not (self.person_movement or self.person_words or self.worker_movement or self.worker_words)


@dataclass(frozen=True)
class JudgedSubGoal:
    """A sub-goal on the review's sheet."""

    id: UUID
    title: str
    indicator: str
    baseline: str
    target: str
    judgement: Judgement


@dataclass(frozen=True)
class JudgedGoal:
    """A goal on the review's sheet, with its sub-goals."""

    id: UUID
    title: str
    commissioned: bool
    judgement: Judgement
    sub_goals: tuple[JudgedSubGoal, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything a review is about.

    Attributes:
        goals: in the person's order. Of a finished review only what was judged, worded as it was then.
        ratings: by domain, the person's and the worker's change.
    """

    goals: tuple[JudgedGoal, ...]
    ratings: dict[str, tuple[str, str]]

    @property
    def everything(self) -> list[JudgedGoal | JudgedSubGoal]:
        """Goals and sub-goals in one list, each goal before what lies under it."""
        found: list[JudgedGoal | JudgedSubGoal] = []
        for goal in self.goals:
            found += [goal, *goal.sub_goals]
        return found


def coming(
    viewer: Actor,
    enrolment_ids: Iterable[UUID] | None = None,
    *,
    profile: Profile | None = None,
    of: Enrolment | None = None,
) -> dict[UUID, Coming]:
    """The coming review of each open course, by enrolment. One query, one more for the profile.

    Args:
        enrolment_ids: of these courses only; left out, of all the viewer sees.
        of: the only course asked about, when it came through the gate of its page: the query is a short one then.

    The review of a closed course rests and is not here.
    """
    theirs = Review.objects.visible_to(viewer) if of is None else Review.objects.under(viewer, of)
    rows = theirs.filter(held_on__isnull=True, enrolment__ends_on__isnull=True)
    if enrolment_ids is not None and of is None:
        rows = rows.filter(enrolment_id__in=list(enrolment_ids))
    announce_days = (profile or profile_of(viewer.agency_id)).review.announce_days
    today = viewer.today
    return {
        row.enrolment_id: Coming(
            review_id=row.pk,
            enrolment_id=row.enrolment_id,
            due_on=row.due_on,
            period_from=row.period_from,
            standing=standing(row.due_on, today=today, announce_days=announce_days),
            days=(row.due_on - today).days,
            begun=bool(row.judged or row.rated or row.summary or row.person_words or row.intensity),
        )
        for row in rows.annotate(
            judged=Exists(GoalJudgement.objects.filter(review=OuterRef("pk"))),
            rated=Exists(DomainRating.objects.filter(review=OuterRef("pk"))),
        ).order_by("due_on", "pk")
    }


def current(viewer: Actor, enrolment: Enrolment) -> Review | None:
    """The review of this course that is coming or under way. One query."""
    found: Review | None = (
        Review.objects.visible_to(viewer)
        .filter(enrolment=enrolment, held_on__isnull=True, enrolment__ends_on__isnull=True)
        .first()
    )
    return found


def finished(viewer: Actor, enrolment: Enrolment) -> list[Review]:
    """The finished reviews of this course with who held them, latest first. One query."""
    return list(
        Review.objects.visible_to(viewer)
        .filter(enrolment=enrolment, held_on__isnull=False)
        .select_related("worker")
        .order_by("-held_on", "-pk")
    )


def to_change(viewer: Actor, enrolment: Enrolment, *, agreed_at: datetime | None) -> set[UUID]:
    """The goals and sub-goals that the last review wanted to change. Three queries at most.

    Args:
        agreed_at: when the plan was last agreed to; an agreement after the review has answered the wish.
    """
    last = (
        Review.objects.visible_to(viewer)
        .filter(enrolment=enrolment, held_on__isnull=False)
        .order_by("-held_on", "-pk")
        .first()
    )
    if last is None:
        return set()
    # The day it was held is what people say; the moment it was finished is in its history.
    finished_at = Review.history.filter(id=last.pk).order_by("-history_date", "-history_id")[0].history_date
    if agreed_at is not None and agreed_at > finished_at:
        return set()
    rows = GoalJudgement.objects.visible_to(viewer).filter(review=last, after=AfterReview.CHANGE)
    return {row.sub_goal_id or row.goal_id for row in rows}


def sheet(viewer: Actor, review: Review) -> Sheet:
    """What a review is about and how it was judged so far. Four queries at most."""
    judged = list(
        GoalJudgement.objects.visible_to(viewer).filter(review=review).select_related("goal", "sub_goal")
    )
    by_key = {row.sub_goal_id or row.goal_id: row for row in judged}
    ratings = {
        row.domain: (row.person_change, row.worker_change)
        for row in DomainRating.objects.visible_to(viewer).filter(review=review)
    }
    goals = (
        _goals_as_judged(judged, by_key)
        if review.held_on is not None
        else _goals_to_judge(viewer, review, by_key)
    )
    return Sheet(tuple(goals), ratings)


def _goals_to_judge(viewer: Actor, review: Review, by_key: dict[UUID, GoalJudgement]) -> list[JudgedGoal]:
    """What is worked on, and what was already judged in this review."""
    enrolment_id = review.enrolment_id
    shown: dict[UUID, list[JudgedSubGoal]] = {}
    subs = SubGoal.objects.visible_to(viewer).filter(goal__plan__enrolment_id=enrolment_id)
    for sub in subs.order_by("place", "pk"):
        if sub.status == GoalStatus.ACTIVE or sub.pk in by_key:
            shown.setdefault(sub.goal_id, []).append(_sub_goal(sub, by_key.get(sub.pk), sub.title))
    goals = Goal.objects.visible_to(viewer).filter(plan__enrolment_id=enrolment_id).order_by("place", "pk")
    return [
        _goal(goal, by_key.get(goal.pk), goal.title, shown.get(goal.pk, []))
        for goal in goals
        if goal.status == GoalStatus.ACTIVE or goal.pk in by_key
    ]


def _goals_as_judged(judged: list[GoalJudgement], by_key: dict[UUID, GoalJudgement]) -> list[JudgedGoal]:
    """What was judged, worded as it was then."""
    goals = {row.goal_id: row.goal for row in judged}
    subs: dict[UUID, list[JudgedSubGoal]] = {}
    for row in sorted(judged, key=lambda row: row.sub_goal.place if row.sub_goal else 0):
        if row.sub_goal is not None:
            subs.setdefault(row.goal_id, []).append(_sub_goal(row.sub_goal, row, row.title))
    in_order = sorted(goals.values(), key=lambda goal: (goal.place, goal.pk))
    rows = [(goal, by_key.get(goal.pk)) for goal in in_order]
    return [_goal(goal, row, row.title if row else goal.title, subs.get(goal.pk, [])) for goal, row in rows]


def _goal(goal: Goal, row: GoalJudgement | None, title: str, subs: list[JudgedSubGoal]) -> JudgedGoal:
    return JudgedGoal(goal.pk, title, goal.kind == GoalKind.COMMISSIONED, _judgement(row), tuple(subs))


def _sub_goal(sub: SubGoal, row: GoalJudgement | None, title: str) -> JudgedSubGoal:
    return JudgedSubGoal(sub.pk, title, sub.indicator, sub.baseline, sub.target, _judgement(row))


def _judgement(row: GoalJudgement | None) -> Judgement:
    if row is None:
        return Judgement()
    return Judgement(row.person_movement, row.person_words, row.worker_movement, row.worker_words, row.after)
