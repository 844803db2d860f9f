"""What somebody is working for and what is to be done next, in words for their page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext

from alongside.attention.queries import GoalAtAGlance, Judged, Walk
from alongside.contacts.models import TouchMovement
from alongside.enrolments.models import Enrolment
from alongside.plans.models import StepOwner
from alongside.plans.queries import NextStep
from alongside.reviews.models import Movement
from alongside.web import dates

MOST_STEPS = 5
_TAGS = {"back": "due", "further": "due", "forward": "good", "closer": "good", "there": "good"}


@dataclass(frozen=True)
class GoalLine:
    """A goal the person works for, with how it moved last and what is next."""

    url: str
    title: str
    kind: str
    moved: str
    moved_tag: str
    detail: str
    done: int
    of: int


@dataclass(frozen=True)
class StepLine:
    """Something to do next. `state` is late, soon or empty."""

    id: UUID
    url: str
    title: str
    who: str
    when: str
    state: str


def steps_ahead(
    steps: Sequence[NextStep], course: Enrolment, walk: Walk | None, today: date
) -> list[StepLine]:
    """What is to be done next, what is due first on top."""
    in_order = sorted(steps, key=lambda step: (step.due_on is None, step.due_on or today))
    return [
        StepLine(
            id=step.id,
            url=reverse("plan", args=[course.pk]) + f"#step-{step.id}",
            title=step.title,
            who=_whose(step, course, walk),
            when=dates.due(step.due_on, today) if step.due_on else "",
            state="" if step.due_on is None else "late" if step.due_on < today else "soon",
        )
        for step in in_order[:MOST_STEPS]
    ]


def _whose(step: NextStep, course: Enrolment, walk: Walk | None) -> str:
    if step.owner == StepOwner.PERSON:
        return str(course.person.first_name)
    if step.owner == StepOwner.WORKER and walk is not None and walk.who.worker_name:
        return walk.who.worker_name
    return step.owner_name or str(StepOwner(step.owner).label)


def goal_line(
    goal: GoalAtAGlance, course: Enrolment, touched: tuple[str, datetime] | None, today: date
) -> GoalLine:
    moved, tag = _moved(goal.judged, touched, today)
    step = goal.open_steps[0] if goal.open_steps else None
    return GoalLine(
        url=reverse("plan", args=[course.pk]) + f"#goal-{goal.id}",
        title=goal.title,
        kind="order" if goal.commissioned else "wish",
        moved=moved,
        moved_tag=tag,
        detail=gettext("Next: %(step)s") % {"step": step.title} if step else "",
        done=goal.steps_done,
        of=goal.steps,
    )


def _moved(judged: Judged | None, touched: tuple[str, datetime] | None, today: date) -> tuple[str, str]:
    """How a goal moved last and the colour of it: a review says it as the person did, a contact by one tap."""
    said = ""
    key = ""
    if touched is not None and (judged is None or localtime(touched[1]).date() > judged.on):
        key, day = touched[0], localtime(touched[1]).date()
        said = str(TouchMovement(key).label)
    elif judged is not None:
        key, day = judged.person_movement or judged.worker_movement, judged.on
        said = str(Movement(key).label)
    else:
        return "", ""
    return gettext("%(movement)s %(when)s") % {
        "movement": said,
        "when": dates.spoken_day(day, today),
    }, _TAGS.get(key, "")
