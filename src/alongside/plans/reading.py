"""The whole plan, as its page and its printed sheet show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.enrolments.models import Enrolment
from alongside.plans import rules
from alongside.plans.beginning import is_asked_for
from alongside.plans.freezing import digest, frozen
from alongside.plans.models import Goal, GoalKind, GoalStatus, Plan, PlanVersion, Step, SubGoal
from alongside.plans.versions import Difference, differences
from alongside.referrals.models import CommissionedGoal, CommissionedGoalTheme


@dataclass(frozen=True)
class StepLine:
    """One step."""

    id: UUID
    title: str
    owner: str
    owner_name: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True)
class SubGoalCard:
    """One sub-goal with its steps. `missing`: what it still lacks to be SMART."""

    id: UUID
    title: str
    indicator: str
    baseline: str
    target: str
    whose_wish: str
    due_on: date | None
    status: str
    status_on: date | None
    missing: tuple[rules.SmartPart, ...]
    steps: tuple[StepLine, ...]

    @property
    def active(self) -> bool:
        """Whether it is worked on."""
        return self.status == GoalStatus.ACTIVE


@dataclass(frozen=True)
class Ordered:
    """What the authority said about a commissioned goal. All codes are FFB codes.

    Attributes:
        level_now: the functional level of its first theme; empty when it was not assessed.
        themes: codes, the first one first.
        asked_for: False when the authority has taken the goal back.
    """

    text: str
    goal_type: str
    level_now: str
    expected_level: str
    themes: tuple[str, ...]
    asked_for: bool


@dataclass(frozen=True)
class GoalCard:
    """One goal with everything under it. `steps` are those that lie under no sub-goal."""

    id: UUID
    title: str
    commissioned: bool
    ordered: Ordered | None
    person_view: str
    worker_view: str
    dimension: str
    place: int
    status: str
    status_on: date | None
    sub_goals: tuple[SubGoalCard, ...]
    steps: tuple[StepLine, ...]

    @property
    def active(self) -> bool:
        """Whether it is worked on."""
        return self.status == GoalStatus.ACTIVE

    @property
    def has_steps(self) -> bool:
        """Whether there is anything to tick."""
        return bool(self.steps) or any(sub.steps for sub in self.sub_goals)


@dataclass(frozen=True)
class VersionLine:
    """An agreed, or refused, version and what changed since the one before.

    `agreed_on` is the day it happened, `recorded_at` when it was written down.
    """

    id: UUID
    number: int
    agreed_on: date
    recorded_at: datetime
    how: str
    place_text: str
    person_words: str
    summary: str
    worker_name: str
    changes: tuple[Difference, ...]


@dataclass(frozen=True)
class WholePlan:
    """A plan with all its goals, in the person's order; those no longer worked on come last.

    Attributes:
        version: the record's version, for the form that edits wishes and purpose.
    """

    version: int
    wishes: str
    purpose: str
    goals: tuple[GoalCard, ...]

    @property
    def active(self) -> list[GoalCard]:
        """The goals that are worked on."""
        return [goal for goal in self.goals if goal.active]

    @property
    def others(self) -> list[GoalCard]:
        """The goals that rest, are reached or were let go."""
        return [goal for goal in self.goals if not goal.active]


def whole(viewer: Actor, enrolment: Enrolment) -> WholePlan | None:
    """The plan of a course; None when it has none, or the viewer may not see it. Six queries at most."""
    plan = Plan.objects.visible_to(viewer).filter(enrolment=enrolment).first()
    if plan is None:
        return None
    steps: dict[tuple[UUID, UUID | None], list[StepLine]] = defaultdict(list)
    for step in Step.objects.visible_to(viewer).filter(goal__plan=plan, dropped_on__isnull=True):
        steps[step.goal_id, step.sub_goal_id].append(_step(step))
    sub_goals = defaultdict(list)
    for sub in SubGoal.objects.visible_to(viewer).filter(goal__plan=plan).order_by("place", "pk"):
        sub_goals[sub.goal_id].append(_sub_goal(sub, _in_time(steps[sub.goal_id, sub.pk])))
    goals = list(Goal.objects.visible_to(viewer).filter(plan=plan).order_by("place", "pk"))
    ordered = _ordered(viewer, [goal.commissioned_id for goal in goals if goal.commissioned_id])
    return WholePlan(
        version=plan.version,
        wishes=plan.wishes,
        purpose=plan.purpose,
        goals=tuple(
            GoalCard(
                id=goal.pk,
                title=goal.title,
                commissioned=goal.kind == GoalKind.COMMISSIONED,
                ordered=ordered.get(goal.commissioned_id),
                person_view=goal.person_view,
                worker_view=goal.worker_view,
                dimension=goal.dimension,
                place=goal.place,
                status=goal.status,
                status_on=goal.status_on,
                sub_goals=tuple(sub_goals[goal.pk]),
                steps=_in_time(steps[goal.pk, None]),
            )
            for goal in goals
        ),
    )


def versions(viewer: Actor, enrolment: Enrolment) -> list[VersionLine]:
    """The versions of a plan, latest first, each with what changed since the one before. One query."""
    rows = list(
        PlanVersion.objects.visible_to(viewer)
        .filter(plan__enrolment=enrolment)
        .select_related("worker")
        .order_by("number")
    )
    before: dict[str, Any] | None = None
    lines = []
    for row in rows:
        lines.append(
            VersionLine(
                id=row.pk,
                number=row.number,
                agreed_on=row.agreed_on,
                recorded_at=row.recorded_at,
                how=row.how,
                place_text=row.place_text,
                person_words=row.person_words,
                summary=row.summary,
                worker_name=row.worker.name if row.worker else "",
                changes=tuple(differences(before, row.content)),
            )
        )
        before = row.content
    return lines[::-1]


@dataclass(frozen=True)
class ToAgree:
    """The plan as it would be agreed to now. `seen` is its fingerprint; `changes` since the last version."""

    seen: str
    changes: tuple[Difference, ...]
    is_empty: bool


def to_agree(viewer: Actor, enrolment: Enrolment) -> ToAgree | None:
    """What there is to agree to; None when there is no plan. Five queries."""
    plan = Plan.objects.visible_to(viewer).filter(enrolment=enrolment).first()
    if plan is None:
        return None
    content = frozen(plan, viewer=viewer)
    last = PlanVersion.objects.visible_to(viewer).filter(plan=plan).order_by("-number").first()
    return ToAgree(
        seen=digest(content),
        changes=tuple(differences(last.content if last else None, content)),
        is_empty=not (content["wishes"] or content["purpose"] or content["goals"]),
    )


def _ordered(viewer: Actor, ids: list[UUID]) -> dict[UUID | None, Ordered]:
    if not ids:
        return {}
    links = defaultdict(list)
    for link in (
        CommissionedGoalTheme.objects.visible_to(viewer)
        .filter(goal_id__in=ids)
        .select_related("theme")
        .order_by("rank", "pk")
    ):
        links[link.goal_id].append(link)
    return {
        goal.pk: Ordered(
            text=goal.text,
            goal_type=goal.goal_type,
            level_now=next((link.theme.level for link in links[goal.pk] if link.rank == 1), ""),
            expected_level=goal.expected_level,
            themes=tuple(link.theme.code for link in links[goal.pk]),
            asked_for=is_asked_for(goal),
        )
        for goal in CommissionedGoal.with_withdrawn.visible_to(viewer).filter(pk__in=ids)
    }


def _in_time(steps: list[StepLine]) -> tuple[StepLine, ...]:
    """Done ones first in the order they were done, then what is due, undated last."""
    return tuple(
        sorted(
            steps,
            key=lambda step: (step.done_on is None, step.done_on or step.due_on or date.max, step.id),
        )
    )


def _step(step: Step) -> StepLine:
    return StepLine(step.pk, step.title, step.owner, step.owner_name, step.due_on, step.done_on)


def _sub_goal(sub: SubGoal, steps: tuple[StepLine, ...]) -> SubGoalCard:
    return SubGoalCard(
        id=sub.pk,
        title=sub.title,
        indicator=sub.indicator,
        baseline=sub.baseline,
        target=sub.target,
        whose_wish=sub.whose_wish,
        due_on=sub.due_on,
        status=sub.status,
        status_on=sub.status_on,
        missing=rules.missing_parts(
            indicator=sub.indicator, baseline=sub.baseline, target=sub.target, due_on=sub.due_on
        ),
        steps=steps,
    )


def thawed(content: Mapping[str, Any]) -> WholePlan:
    """A frozen plan as the page shows it; what the authority's order said besides is not part of a version."""
    return WholePlan(
        version=0,
        wishes=content["wishes"],
        purpose=content["purpose"],
        goals=tuple(_thawed_goal(goal, place) for place, goal in enumerate(content["goals"], start=1)),
    )


def _thawed_goal(goal: Mapping[str, Any], place: int) -> GoalCard:
    steps: dict[str | None, list[StepLine]] = defaultdict(list)
    for step in goal["steps"]:
        steps[step["sub_goal"]].append(
            StepLine(
                UUID(step["id"]),
                step["title"],
                step["owner"],
                step["owner_name"],
                _day(step["due_on"]),
                _day(step["done_on"]),
            )
        )
    return GoalCard(
        id=UUID(goal["id"]),
        title=goal["title"],
        commissioned=goal["kind"] == GoalKind.COMMISSIONED,
        ordered=None,
        person_view=goal["person_view"],
        worker_view=goal["worker_view"],
        dimension=goal["dimension"],
        place=place,
        status=goal["status"],
        status_on=None,
        sub_goals=tuple(
            SubGoalCard(
                id=UUID(sub["id"]),
                title=sub["title"],
                indicator=sub["indicator"],
                baseline=sub["baseline"],
                target=sub["target"],
                whose_wish=sub["whose_wish"],
                due_on=_day(sub["due_on"]),
                status=sub["status"],
                status_on=None,
                missing=(),
                steps=_in_time(steps[sub["id"]]),
            )
            for sub in goal["sub_goals"]
        ),
        steps=_in_time(steps[None]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
