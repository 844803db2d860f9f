"""Reading demands, and the thread with the authority."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor, Role
from alongside.enrolments.models import Enrolment
from alongside.liaison import rules
from alongside.liaison.models import Demand, Entry, EntryKind, Touches
from alongside.people.models import Person
from alongside.plans.models import Goal, GoalStatus


@dataclass(frozen=True)
class Asks:
    """A demand with the goals of ours that work on it.

    Attributes:
        goals: their titles.
        alone: it is asked, no goal that is worked on touches it, and nobody helps otherwise.
        late: it is asked, and its day has gone by.
    """

    id: UUID
    text: str
    due_on: date | None
    support: str
    ended_on: date | None
    goals: tuple[str, ...]
    alone: bool
    late: bool


def demands_of(viewer: Actor, person: Person) -> dict[UUID, list[Asks]]:
    """What other plans demand of someone, by plan, what is due first on top. Two queries."""
    goals: defaultdict[UUID, list[str]] = defaultdict(list)
    worked_on: set[UUID] = set()
    touches = Touches.objects.under(viewer, person).filter(goal__in=Goal.objects.unscoped().standing())
    for demand_id, title, status in touches.order_by("goal__place", "goal_id").values_list(
        "demand_id", "goal__title", "goal__status"
    ):
        goals[demand_id].append(title)
        if status == GoalStatus.ACTIVE:
            worked_on.add(demand_id)
    rows: QuerySet[Demand] = Demand.objects.under(viewer, person)
    found: defaultdict[UUID, list[Asks]] = defaultdict(list)
    for one in sorted(
        rows.order_by("recorded_at", "pk"), key=lambda one: (one.ended_on is not None, one.due_on or date.max)
    ):
        found[one.plan_id].append(
            Asks(
                one.pk,
                one.text,
                one.due_on,
                one.support,
                one.ended_on,
                tuple(goals[one.pk]),
                rules.is_alone(ended_on=one.ended_on, support=one.support, worked_on=one.pk in worked_on),
                rules.is_late(ended_on=one.ended_on, due_on=one.due_on, today=viewer.today),
            )
        )
    return found


def of_the_authority(enrolment: Enrolment) -> str:
    """Who is at the other end of the thread of a course, by name; empty when no authority ordered it."""
    referral = enrolment.referral
    name: str = referral.authority_worker.name if referral.authority_worker else referral.authority_name
    return name


def is_their_caseworker(viewer: Actor, enrolment: Enrolment) -> bool:
    """Whether the viewer is the authority caseworker who ordered a course."""
    ordered_by = enrolment.referral.authority_worker_id
    return ordered_by is not None and Role.AUTHORITY in viewer.roles and viewer.worker_id == ordered_by


@dataclass(frozen=True)
class Written:
    """An entry of the thread.

    Attributes:
        by: whose words they are; `noted_by` who of us wrote them down for the authority, else empty.
        answers: the answers, oldest first, when it is a question.
    """

    id: UUID
    kind: str
    from_authority: bool
    text: str
    at: datetime
    by: str
    noted_by: str
    answers: tuple[Written, ...]

    @property
    def waits(self) -> bool:
        """Whether it is a question nobody has answered yet."""
        return self.kind == EntryKind.QUESTION and not self.answers


def thread(viewer: Actor, enrolment: Enrolment) -> list[Written]:
    """The thread of a course, the latest first; answers stand under their question. One query."""
    rows = list(Entry.objects.under(viewer, enrolment).select_related("worker").order_by("written_at", "pk"))
    answers: defaultdict[UUID, list[Entry]] = defaultdict(list)
    for row in rows:
        if row.answers_id is not None:
            answers[row.answers_id].append(row)
    asked = {row.pk for row in rows}
    # An answer whose question was entered in error stands by itself.
    first = [row for row in rows if row.answers_id is None or row.answers_id not in asked]
    return [_written(row, answers[row.pk]) for row in reversed(first)]


def _written(row: Entry, answers: Iterable[Entry]) -> Written:
    name = row.worker.name if row.worker else ""
    return Written(
        row.pk,
        row.kind,
        row.from_authority,
        row.text,
        row.written_at,
        row.said_by or name,
        name if row.said_by else "",
        tuple(_written(one, ()) for one in answers),
    )


def unanswered(viewer: Actor, *, from_authority: bool) -> QuerySet[Any]:
    """The questions of one side, about courses that run, that nobody has answered yet."""
    answered = Entry.objects.unscoped().standing().filter(answers=OuterRef("pk"))
    rows: QuerySet[Any] = Entry.objects.visible_to(viewer)
    return rows.filter(
        ~Q(Exists(answered)),
        kind=EntryKind.QUESTION,
        from_authority=from_authority,
        enrolment__ends_on__isnull=True,
    )


def told_by_authority(viewer: Actor) -> QuerySet[Any]:
    """What the authority wrote by itself, but for its questions."""
    rows: QuerySet[Any] = Entry.objects.visible_to(viewer)
    return rows.filter(from_authority=True, said_by="").exclude(kind=EntryKind.QUESTION)


def waiting_for_authority(viewer: Actor) -> dict[UUID, int]:
    """How many questions of ours wait for an answer of the authority, by course. One query."""
    rows = unanswered(viewer, from_authority=False).order_by().values("enrolment_id")
    return {row["enrolment_id"]: row["asked"] for row in rows.annotate(asked=Count("pk"))}
