"""Reads about cover and hand-overs: who covers for whom until when, who is asked to take over, what still hangs on
somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from alongside.access.actor import Actor, Role
from alongside.caseload.models import (
    Assignment,
    AssignmentKind,
    Cover,
    HandOver,
    HandOverStatus,
    HandOverTick,
)
from alongside.enrolments.models import Enrolment
from alongside.organisation.models import Membership, Worker
from alongside.organisation.queries import open_on


@dataclass(frozen=True, slots=True)
class CoverLine:
    """Cover that runs or is to come. `people` is how many it is for."""

    id: UUID
    absent_id: UUID
    absent: str
    cover: str
    starts_on: date
    ends_on: date
    whole: bool
    people: int
    running: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A hand-over that waits for somebody's answer, or was answered."""

    id: UUID
    enrolment_id: UUID
    person: str
    giver: str
    receiver: str
    planned_on: date
    asked_on: date
    status: str
    answer: str


@dataclass(frozen=True, slots=True)
class CoveredBy:
    """Who covers for a person's case manager, from when to when; `note` is what they should know."""

    worker_id: UUID
    worker: str
    absent: str
    starts_on: date
    ends_on: date
    note: str


@dataclass(frozen=True, slots=True)
class Hanging:
    """What still hangs on a worker.

    Attributes:
        people: courses whose case manager they are, or are going to be.
        received, given: hand-overs that wait for their yes, or for somebody else's about their people.
        covers: cover they give, on or after the day; `covered` cover that others give for them.
    """

    worker: Worker
    people: tuple[Enrolment, ...]
    received: tuple[Waiting, ...]
    given: tuple[Waiting, ...]
    covers: tuple[CoverLine, ...]
    covered: tuple[CoverLine, ...]


def covers(viewer: Actor, *, about: Q) -> list[CoverLine]:
    """Cover of the agency that has not passed, soonest first: no person's name, only how many. One query."""
    found = (
        Cover.objects.filter(about, absent__agency_id=viewer.agency_id, ends_on__gt=viewer.today)
        .select_related("absent", "worker")
        .annotate(people=Count("assignments", filter=Q(assignments__ends_on__gt=viewer.today)))
        .order_by("starts_on", "ends_on", "pk")
    )
    return [
        CoverLine(
            id=cover.pk,
            absent_id=cover.absent_id,
            absent=cover.absent.name,
            cover=cover.worker.name,
            starts_on=cover.starts_on,
            ends_on=cover.ends_on,
            whole=cover.whole,
            people=cover.people,
            running=cover.starts_on <= viewer.today,
        )
        for cover in found
    ]


def covers_of_team(viewer: Actor, team_ids: Sequence[UUID]) -> list[CoverLine]:
    """Cover for the case managers of these teams. One query."""
    members = Membership.objects.filter(
        open_on(viewer.today), team_id__in=team_ids, role=Role.CASE_MANAGER
    ).values("worker_id")
    return covers(viewer, about=Q(absent_id__in=members))


def hand_overs(viewer: Actor, which: Q) -> list[Waiting]:
    """Hand-overs the viewer may see. One query."""
    return _waiting(HandOver.objects.visible_to(viewer).filter(which))


def going_on(viewer: Actor) -> Q:
    """Hand-overs between the viewer and others that are not finished, or were declined in the last four weeks."""
    mine = Q(giver_id=viewer.worker_id) | Q(receiver_id=viewer.worker_id) | Q(asked_by_id=viewer.worker_id)
    alive = Q(status=HandOverStatus.ASKED) | Q(status=HandOverStatus.ACCEPTED, finished_on__isnull=True)
    lately = Q(status=HandOverStatus.DECLINED, answered_on__gt=viewer.today - timedelta(weeks=4))
    return mine & (alive | lately)


def _waiting(found: QuerySet[HandOver]) -> list[Waiting]:
    rows = found.select_related("enrolment__person", "giver", "receiver").order_by("planned_on", "pk")
    return [
        Waiting(
            id=row.pk,
            enrolment_id=row.enrolment_id,
            person=row.enrolment.person.full_name,
            giver=row.giver.name if row.giver else "",
            receiver=row.receiver.name,
            planned_on=row.planned_on,
            asked_on=row.asked_on,
            status=row.status,
            answer=row.answer,
        )
        for row in rows
    ]


def covered_by(viewer: Actor, enrolment: Enrolment) -> list[CoveredBy]:
    """Who covers in this course, now or later, soonest first. One query."""
    rows = (
        Assignment.objects.visible_to(viewer)
        .filter(enrolment=enrolment, kind=AssignmentKind.COVER, ends_on__gt=viewer.today)
        .select_related("worker", "cover__absent")
        .order_by("starts_on", "ends_on", "pk")
    )
    return [
        CoveredBy(
            worker_id=row.worker_id,
            worker=row.worker.name,
            absent=row.cover.absent.name if row.cover else "",
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            note=row.note,
        )
        for row in rows
    ]


def hand_over_of(viewer: Actor, enrolment: Enrolment) -> HandOver | None:
    """The hand-over of this course that is not finished, with both names. One query."""
    found: HandOver | None = (
        HandOver.objects.visible_to(viewer)
        .filter(
            enrolment=enrolment,
            status__in=(HandOverStatus.ASKED, HandOverStatus.ACCEPTED),
            finished_on__isnull=True,
        )
        .select_related("giver", "receiver", "team")
        .order_by("-asked_on", "-pk")
        .first()
    )
    return found


def ticked(viewer: Actor, hand_over: HandOver) -> dict[str, HandOverTick]:
    """The lines of its checklist that are done, by key. One query."""
    rows = HandOverTick.objects.visible_to(viewer).filter(hand_over=hand_over, done_on__isnull=False)
    return {row.step: row for row in rows.select_related("worker")}


def people_of(viewer: Actor, worker: Worker) -> list[Enrolment]:
    """The open courses of those who walk with the worker, or are going to, by name. One query."""
    own = Assignment.objects.unscoped().filter(
        worker=worker, kind=AssignmentKind.PRIMARY, ends_on__isnull=True
    )
    found = (
        Enrolment.objects.visible_to(viewer)
        .filter(pk__in=own.values("enrolment_id"), ends_on__isnull=True)
        .select_related("person", "team")
        .order_by("person__given_name", "person__family_name", "pk")
    )
    return list(found)


def hanging_on(viewer: Actor, worker: Worker) -> Hanging:
    """What must find another place before the worker can leave, as far as the viewer may see. Five queries."""
    asked = Q(status=HandOverStatus.ASKED)
    return Hanging(
        worker=worker,
        people=tuple(people_of(viewer, worker)),
        received=tuple(hand_overs(viewer, asked & Q(receiver=worker))),
        given=tuple(hand_overs(viewer, asked & Q(giver=worker))),
        covers=tuple(covers(viewer, about=Q(worker=worker))),
        covered=tuple(covers(viewer, about=Q(absent=worker))),
    )


def how_many_hang_on(worker: Worker, day: date) -> dict[str, int]:
    """How many people, hand-overs and covers hang on a worker from `day` on: numbers, for whoever sees no names."""
    return {
        "people": Assignment.objects.unscoped()
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), worker=worker, kind=AssignmentKind.PRIMARY)
        .count(),
        "asked": HandOver.objects.unscoped().filter(receiver=worker, status=HandOverStatus.ASKED).count(),
        "covers": Cover.objects.filter(worker=worker, ends_on__gt=day).count(),
    }
