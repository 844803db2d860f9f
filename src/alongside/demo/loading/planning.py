"""The plan of one course and its reviews, through the operations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from alongside.access.actor import Actor
from alongside.demo import shapes
from alongside.demo.loading.crew import Crew, moment
from alongside.enrolments.models import Enrolment
from alongside.plans.models import Goal, GoalKind, Step, SubGoal
from alongside.plans.operations import (
    add_goal,
    add_step,
    add_sub_goal,
    agree_plan,
    change_goal,
    change_step,
    move_goal,
    write_plan,
)
from alongside.referrals.models import CommissionedGoal
from alongside.reviews.models import Review
from alongside.reviews.operations import Judged, finish_review, write_review

Happening = tuple[datetime, Callable[[], object]]


class PlanKeeper:
    """Writes the plan when it was made, the steps when they were done, and knows which goal is which.

    Args:
        ordered: the order's goals by the cohort's keys; they are in the plan since the course began.
    """

    def __init__(
        self, crew: Crew, enrolment: Enrolment, plan: shapes.Plan, ordered: Mapping[str, CommissionedGoal]
    ) -> None:
        self._crew, self._enrolment, self._plan = crew, enrolment, plan
        self._goals: dict[str, UUID] = {}
        self._sub_goals: dict[tuple[str, int], SubGoal] = {}
        self._steps: dict[tuple[str, int, int], Step] = {}
        if ordered:
            by_commission = dict(
                Goal.objects.unscoped()
                .filter(plan__enrolment=enrolment, kind=GoalKind.COMMISSIONED)
                .values_list("commissioned_id", "pk")
            )
            self._goals = {key: by_commission[goal.pk] for key, goal in ordered.items()}

    def goal_id(self, key: str) -> UUID:
        """The record behind a goal of the cohort."""
        return self._goals[key]

    def happenings(self, actor: Callable[[datetime], Actor]) -> Iterator[Happening]:
        """The plan being made, agreed to again, and its steps being done."""
        if not self._plan.versions:
            return
        first = self._plan.versions[0]
        yield first.agreed - timedelta(minutes=40), partial(self._write, first)
        for version in self._plan.versions:
            yield version.agreed, partial(self._agree, version)
        for goal in self._plan.goals:
            for number, sub in enumerate(goal.sub_goals):
                for place, step in enumerate(sub.steps):
                    if step.done is not None:
                        when = max(datetime.combine(step.done, time(16)), first.agreed)
                        yield when, partial(self._do, (goal.key, number, place), step.done, actor, when)

    def _write(self, first: shapes.PlanVersion) -> None:
        by = self._crew.actor(first.by, moment(first.agreed - timedelta(minutes=40)))
        write_plan(
            by=by, enrolment=self._enrolment, wishes="\n".join(self._plan.wishes), purpose=self._plan.purpose
        )
        for goal in self._plan.goals:
            if goal.key not in self._goals:
                self._add(by, goal)
            else:
                self._look_at(by, goal)
        # The person's own first goal comes first; the order's stay where they came.
        own = next((goal for goal in self._plan.goals if goal.origin == "own"), None)
        if own is not None and len(self._plan.goals) > 1:
            move_goal(by=by, goal=self._read(own.key), place=1)
        for goal in self._plan.goals:
            self._add_parts(by, goal)

    def _add(self, by: Actor, goal: shapes.Goal) -> None:
        made = add_goal(
            by=by,
            enrolment=self._enrolment,
            title=goal.title,
            dimension=goal.dimension,
            person_view=goal.person_view,
            worker_view=goal.worker_view,
        )
        self._goals[goal.key] = made.pk

    def _look_at(self, by: Actor, goal: shapes.Goal) -> None:
        change_goal(
            by=by,
            goal=self._read(goal.key),
            dimension=goal.dimension,
            person_view=goal.person_view,
            worker_view=goal.worker_view,
        )

    def _add_parts(self, by: Actor, goal: shapes.Goal) -> None:
        record = self._read(goal.key)
        for number, sub in enumerate(goal.sub_goals):
            made = add_sub_goal(
                by=by,
                goal=record,
                title=sub.title,
                indicator=sub.indicator,
                baseline=sub.baseline,
                target=sub.target,
                whose_wish=sub.whose,
                due_on=sub.due,
            )
            self._sub_goals[goal.key, number] = made
            for place, step in enumerate(sub.steps):
                self._steps[goal.key, number, place] = add_step(
                    by=by,
                    goal=record,
                    sub_goal=made,
                    title=step.title,
                    owner=step.owner,
                    owner_name=step.owner_name,
                    due_on=step.due,
                )

    def _read(self, key: str) -> Goal:
        """The goal as it is now, knowing its course."""
        goal: Goal = Goal.objects.unscoped().select_related("plan").get(pk=self._goals[key])
        goal.plan.enrolment = self._enrolment
        return goal

    def _do(
        self, which: tuple[str, int, int], done: date, actor: Callable[[datetime], Actor], when: datetime
    ) -> None:
        change_step(by=actor(when), step=self._steps[which], done_on=done)

    def _agree(self, version: shapes.PlanVersion) -> None:
        agree_plan(
            by=self._crew.actor(version.by, moment(version.agreed)),
            enrolment=self._enrolment,
            how=version.how,
            agreed_on=version.agreed.date(),
            person_words=version.note,
        )

    def review(self, held: shapes.Review, next_due: date | None) -> None:
        """Write and finish the coming review; goals become what was decided."""
        assert held.held
        by = self._crew.actor(held.by, moment(held.held))
        review = Review.objects.unscoped().get(enrolment=self._enrolment, held_on__isnull=True)
        review.enrolment = self._enrolment
        write_review(
            by=by,
            review=review,
            judgements={self._judged(one): _said(one) for one in held.judgements},
            ratings={rating.domain: (rating.person, rating.worker) for rating in held.ratings},
            present=", ".join(held.present),
            intensity=held.intensity,
            flexibility=held.flexibility,
            coordination=held.coordination,
            follow_up_result=held.follow_up,
        )
        finish_review(by=by, review=review, held_on=held.held.date(), next_due_on=next_due)

    def _judged(self, judgement: shapes.Judgement) -> UUID:
        if judgement.sub_goal is None:
            return self._goals[judgement.goal]
        return self._sub_goals[judgement.goal, judgement.sub_goal].pk


def _said(judgement: shapes.Judgement) -> Judged:
    return Judged(
        person_movement=judgement.person,
        person_words=judgement.person_words,
        worker_movement=judgement.worker,
        worker_words=judgement.worker_words,
        after=judgement.after,
    )
