"""Reads about courses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from alongside.access.actor import Actor
from alongside.access.policy import tied
from alongside.enrolments.models import ClosureProposal, Enrolment, Pause
from alongside.people.models import Person


def courses_of(viewer: Actor, person: Person) -> list[Enrolment]:
    """The courses of a person that the viewer sees, the open one first, then the latest. One query.

    Each carries its team, its referral with the authority's caseworker, and `waiting_proposal_id`: the proposal to
    close it that waits for an answer.
    """
    waiting = ClosureProposal.objects.unscoped().filter(enrolment=OuterRef("pk"), answered_on__isnull=True)
    courses: QuerySet[Enrolment] = (
        Enrolment.objects.filter(person=person)
        .select_related("team", "referral__authority_worker")
        .annotate(waiting_proposal_id=Subquery(waiting.values("pk")[:1]))
        .order_by("-starts_on", "-pk")
    )
    return sorted(tied(courses, viewer), key=lambda course: not course.is_open)


def open_pause(viewer: Actor, enrolment: Enrolment) -> Pause | None:
    """The pause a course rests in, None when it does not. One query."""
    found: Pause | None = Pause.objects.under(viewer, enrolment).filter(ends_on__isnull=True).first()
    return found


def rests_of(viewer: Actor, enrolment: Enrolment) -> list[Pause]:
    """The times a course rested or rests, the latest first. One query."""
    return list(Pause.objects.under(viewer, enrolment).order_by("-starts_on", "-pk"))


@dataclass(frozen=True)
class CourseOutline:
    """When and in which team a course runs or ran."""

    starts_on: date
    ends_on: date | None
    team: str


def outline_of(person: Person) -> list[CourseOutline]:
    """The courses of somebody by their days and teams, the latest first. One query.

    For whoever has passed a gate and must judge whether two records are one person's: no content, so no viewer.
    """
    courses = Enrolment.objects.unscoped().filter(person=person).order_by("-starts_on", "-pk")
    return [CourseOutline(*row) for row in courses.values_list("starts_on", "ends_on", "team__name")]
