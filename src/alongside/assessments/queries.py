"""Reading what life looks like, now and before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.assessments.models import Assessment, NeedRating, StartingProblem
from alongside.assessments.rules import Change, change_of_level
from alongside.enrolments.models import Enrolment


@dataclass(frozen=True)
class Seen:
    """What was said about one area of life on one day.

    Attributes:
        level_before: the functional level of the time before, where there was one.
        change: how the level moved since then.
        newly_urgent, no_longer_urgent: against the time before.
        first: nothing was said about this area before.
    """

    dimension: str
    assessed_on: date
    person_view: str
    worker_view: str
    id: UUID
    level: int | None
    strengths: str
    urgent: bool
    level_before: int | None
    change: Change | None
    newly_urgent: bool
    no_longer_urgent: bool
    first: bool


@dataclass(frozen=True)
class Look:
    """One assessment, with what changed since the one before."""

    id: UUID
    assessed_on: date
    worker_name: str
    note: str
    seen: tuple[Seen, ...]


@dataclass(frozen=True)
class Needs:
    """The latest that is known about each area of life.

    Attributes:
        areas: by dimension; an area that was never talked about is not there.
        assessed_on: the latest look, None when there was none.
    """

    areas: dict[str, Seen]
    assessed_on: date | None

    @property
    def urgent(self) -> list[Seen]:
        """What is urgent to the person."""
        return [seen for seen in self.areas.values() if seen.urgent]


def history(viewer: Actor, enrolment: Enrolment) -> list[Look]:
    """All assessments of a course, latest first, each with the change since the one before. Two queries."""
    assessments = list(
        Assessment.objects.visible_to(viewer)
        .filter(enrolment=enrolment)
        .select_related("worker")
        .order_by("assessed_on", "recorded_at", "pk")
    )
    ratings: dict[UUID, list[NeedRating]] = {assessment.pk: [] for assessment in assessments}
    if assessments:
        for rating in NeedRating.objects.visible_to(viewer).filter(assessment__in=ratings).order_by("pk"):
            ratings[rating.assessment_id].append(rating)
    last: dict[str, NeedRating] = {}
    looks = []
    for assessment in assessments:
        seen = tuple(
            _seen(rating, last.get(rating.dimension), assessment.assessed_on)
            for rating in ratings[assessment.pk]
        )
        last |= {rating.dimension: rating for rating in ratings[assessment.pk]}
        looks.append(
            Look(
                assessment.pk,
                assessment.assessed_on,
                assessment.worker.name if assessment.worker else "",
                assessment.note,
                seen,
            )
        )
    return looks[::-1]


def latest(viewer: Actor, enrolment: Enrolment) -> Needs:
    """The latest that was said about each area of life, and how it moved. Two queries."""
    return picture(history(viewer, enrolment))


def picture(looks: Iterable[Look]) -> Needs:
    """The latest of each area from a history, latest look first."""
    areas: dict[str, Seen] = {}
    days = []
    for look in looks:
        days.append(look.assessed_on)
        for seen in look.seen:
            areas.setdefault(seen.dimension, seen)
    return Needs(areas, days[0] if days else None)


def starting_problems(viewer: Actor, enrolment: Enrolment) -> dict[str, bool]:
    """Which of the nine domains were a problem at the start; a domain nobody answered is not there. One query."""
    rows = StartingProblem.objects.visible_to(viewer).filter(enrolment=enrolment)
    return {row.domain: row.present for row in rows}


def _seen(rating: NeedRating, before: NeedRating | None, assessed_on: date) -> Seen:
    return Seen(
        dimension=rating.dimension,
        assessed_on=assessed_on,
        person_view=rating.person_view,
        worker_view=rating.worker_view,
        id=rating.pk,
        level=rating.level,
        strengths=rating.strengths,
        urgent=rating.urgent,
        level_before=before.level if before else None,
        change=change_of_level(before.level if before else None, rating.level),
        newly_urgent=bool(before and rating.urgent and not before.urgent),
        no_longer_urgent=bool(before and before.urgent and not rating.urgent),
        first=before is None,
    )
