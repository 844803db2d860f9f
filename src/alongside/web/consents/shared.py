"""What a partner is shown of a person, category by category."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import get_language, gettext

from alongside.access.actor import Actor
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.consents.queries import Shared
from alongside.organisation.profile import Profile
from alongside.people.models import Person
from alongside.plans.models import Goal, GoalStatus, Plan, Step
from alongside.web import dates
from alongside.web.consents.words import categories_in_words
from alongside.web.paper.telling import ORDER, PLAN, category_of

IDENTITY = "identity"


@dataclass(frozen=True)
class SharedRow:
    """A person in the partner's list."""

    person_id: UUID
    name: str
    purpose: str
    what: str
    until: str


def shared_row(one: Shared, profile: Profile, today: date) -> SharedRow:
    """What is shared, for what, and until when."""
    until = gettext("until %(day)s") % {"day": dates.short_day(one.until, today)} if one.until else ""
    return SharedRow(
        one.person.pk,
        one.name,
        profile.telling_purposes.label(one.purpose, get_language() or "en"),
        categories_in_words(one.categories, profile),
        until,
    )


@dataclass(frozen=True)
class SharedGoal:
    """A goal with the steps that are still to do."""

    title: str
    area: str
    steps: list[tuple[str, str]]


@dataclass(frozen=True)
class Parts:
    """The parts that are shared; what is not stays empty and is not named."""

    facts: list[tuple[str, str]] = field(default_factory=list)
    wishes: str = ""
    purpose: str = ""
    goals: list[SharedGoal] = field(default_factory=list)


def shared_parts(viewer: Actor, person: Person, told: frozenset[str], profile: Profile) -> Parts:
    """The parts of these categories. Every read goes through what the partner may see. Four queries.

    A goal is told where both the plan and the area of life it lies in are.
    """
    facts: list[tuple[str, str]] = []
    if IDENTITY in told:
        facts.append((gettext("Name"), person.full_name))
        if person.birth_date:
            facts.append((gettext("Date of birth"), dates.short_day(person.birth_date, date.min)))
        if person.phone:
            facts.append((gettext("Telephone"), person.phone))
    if PLAN not in told:
        return Parts(facts=facts)
    worker = (
        Assignment.objects.visible_to(viewer)
        .filter(enrolment__person=person, kind=AssignmentKind.PRIMARY, ends_on__isnull=True)
        .select_related("worker")
        .first()
    )
    if worker is not None:
        reached = ", ".join(part for part in (worker.worker.name, worker.worker.phone) if part)
        facts.append((gettext("Case manager"), reached))
    plan = (
        Plan.objects.visible_to(viewer)
        .filter(enrolment__person=person)
        .order_by("-enrolment__starts_on")
        .first()
    )
    if plan is None:
        return Parts(facts=facts)
    return Parts(
        facts=facts,
        wishes=plan.wishes,
        purpose=plan.purpose if ORDER in told else "",
        goals=_goals(viewer, plan, told, profile),
    )


def _goals(viewer: Actor, plan: Plan, told: frozenset[str], profile: Profile) -> list[SharedGoal]:
    goals = [
        goal
        for goal in Goal.objects.visible_to(viewer)
        .filter(plan=plan, status=GoalStatus.ACTIVE)
        .order_by("place", "pk")
        if category_of(goal.dimension, profile) in told
    ]
    steps: dict[UUID, list[tuple[str, str]]] = {}
    rows = Step.objects.visible_to(viewer).filter(
        goal__in=[goal.pk for goal in goals], done_on__isnull=True, dropped_on__isnull=True
    )
    for step in rows.order_by("due_on", "place", "pk"):
        day = dates.short_day(step.due_on, viewer.today) if step.due_on else ""
        steps.setdefault(step.goal_id, []).append((step.title, day))
    language = get_language() or "en"
    return [
        SharedGoal(
            goal.title,
            profile.life_dimensions.label(goal.dimension, language) if goal.dimension else "",
            steps.get(goal.pk, []),
        )
        for goal in goals
    ]
