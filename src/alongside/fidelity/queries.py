"""Reading the principles of a course, of a worker's people, of a team, and of all as sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor, Role
from alongside.access.policy import require
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.caseload.queries import Load, capacity
from alongside.enrolments.models import Enrolment
from alongside.evaluation.rules import SMALLEST
from alongside.fidelity import rules
from alongside.fidelity.gathering import facts_of
from alongside.fidelity.measures import BY_KEY, counts_of, sums_of
from alongside.fidelity.models import CourseSupervision, OwnWord, TeamSupervision
from alongside.fidelity.reading import Looked
from alongside.fidelity.rules import Counted, Principle, Sum, Window
from alongside.numbers.rules import Span
from alongside.organisation.models import Team, Worker
from alongside.organisation.queries import profile_of, workers_in

SUPERVISIONS = 12
"""So many of the latest supervisions stand on a page."""


@dataclass(frozen=True)
class Line:
    """A course with its measures, by their key."""

    course: Enrolment
    days: Span
    counts: Mapping[str, Counted]


@dataclass(frozen=True)
class Held:
    """How the principles are held to: the courses by name, and their measures together."""

    lines: tuple[Line, ...]
    sums: Mapping[str, Sum]


def of_course(viewer: Actor, enrolment: Enrolment, window: Window | Span) -> Line | None:
    """One course; None when none of its days lies in the window. Twenty-two queries at most."""
    days = rules.overlap(rules.period(window, viewer.today), Span(enrolment.starts_on, enrolment.ends_on))
    if days is None:
        return None
    facts = facts_of(viewer, [Looked(enrolment, days)], profile_of(viewer.agency_id))
    return Line(enrolment, days, counts_of(facts[enrolment.pk]))


def of_worker(viewer: Actor, worker: Worker, window: Window) -> Held:
    """The people a worker walked with, on the days on which they did. Twenty-two queries at most."""
    asked = rules.period(window, viewer.today)
    rows = Assignment.objects.visible_to(viewer).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=asked.starts_on),
        worker=worker,
        kind=AssignmentKind.PRIMARY,
        starts_on__lt=asked.ends_on,
    )
    spans: dict[UUID, Span] = {}
    for course, starts_on, ends_on in rows.order_by("starts_on").values_list(
        "enrolment_id", "starts_on", "ends_on"
    ):
        # Whoever came back after a while is looked at from the first day to the last.
        first = spans.get(course)
        spans[course] = Span(first.starts_on if first else starts_on, ends_on)
    courses = Enrolment.objects.visible_to(viewer).filter(pk__in=spans)
    return _held(viewer, viewer, courses, asked, spans)


def of_team(viewer: Actor, team: Team, window: Window | Span) -> Held:
    """The courses of a team. Twenty-two queries at most."""
    asked = rules.period(window, viewer.today)
    return _held(viewer, viewer, Enrolment.objects.visible_to(viewer).filter(team=team), asked, {})


def of_agency(viewer: Actor, window: Window) -> tuple[int, dict[str, Sum]]:
    """How many courses there are in the agency, and the measures that at least five of them have.

    Nothing leaves that could point at somebody: no course, no name, and no sum of fewer than five courses. Where the
    measure is a yes or a no, the few on either side are left out too.

    Raises:
        NotAllowed: the viewer is no evaluator.
    """
    require(viewer, "fidelity.sums")
    courses = Enrolment.objects.unscoped().filter(team__agency_id=viewer.agency_id)
    held = _held(viewer, None, courses, rules.period(window, viewer.today), {})
    return len(held.lines), {
        key: found for key, found in held.sums.items() if _may_be_read(BY_KEY[key].unit, found)
    }


def _may_be_read(unit: rules.Unit, found: Sum) -> bool:
    if found.courses < SMALLEST:
        return False
    sides = (found.n, found.of - found.n) if unit is rules.Unit.COURSE else ()
    return not any(0 < side < SMALLEST for side in sides)


def _held(
    viewer: Actor,
    reader: Actor | None,
    courses: QuerySet[Any],
    asked: Span,
    spans: Mapping[UUID, Span],
) -> Held:
    rows = (
        courses.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=asked.starts_on), starts_on__lt=asked.ends_on)
        .select_related("person", "referral__authority_worker")
        .order_by("person__given_name", "person__family_name", "pk")
    )
    looked = []
    for course in rows:
        days = rules.overlap(asked, Span(course.starts_on, course.ends_on))
        if days is not None and course.pk in spans:
            days = rules.overlap(days, spans[course.pk])
        if days is not None:
            looked.append(Looked(course, days))
    facts = facts_of(reader, looked, profile_of(viewer.agency_id))
    lines = tuple(Line(one.course, one.days, counts_of(facts[one.course.pk])) for one in looked)
    return Held(lines, sums_of(line.counts for line in lines))


@dataclass(frozen=True)
class Chosen:
    """What a viewer may look at: themself, teams they lead with their case managers, or the sums of all."""

    own: Worker | None
    teams: tuple[tuple[Team, tuple[Worker, ...]], ...]
    sums: bool


def choices(viewer: Actor) -> Chosen:
    """What the viewer may look at. Two queries and one for each team they lead."""
    own = None
    if Role.CASE_MANAGER in viewer.roles and viewer.worker_id is not None:
        own = Worker.objects.get(pk=viewer.worker_id)
    teams = Team.objects.filter(pk__in=viewer.lead_team_ids).order_by("name")
    return Chosen(
        own,
        tuple(
            (team, tuple(workers_in({team.pk}, role=Role.CASE_MANAGER, day=viewer.today))) for team in teams
        ),
        Role.EVALUATOR in viewer.roles,
    )


def loads_of(viewer: Actor, *, worker: Worker | None = None, team: Team | None = None) -> list[Load]:
    """How many people a worker, or each case manager of a team, walks with today, against the norm."""
    if team is not None:
        return capacity(viewer.agency_id, viewer.today, team_ids=[team.pk])
    found = capacity(viewer.agency_id, viewer.today)
    return [load for load in found if worker is not None and load.worker_id == worker.pk][:1]


def own_words(worker_ids: Sequence[UUID], *, by: date | None = None) -> dict[tuple[UUID, str], OwnWord]:
    """The latest word of each of these workers, by worker and principle. One query.

    Args:
        by: what was said later is left out.
    """
    rows = OwnWord.objects.filter(worker_id__in=worker_ids, principle__in=rules.OWN_WORD)
    if by is not None:
        rows = rows.filter(said_on__lte=by)
    rows = rows.select_related("worker").order_by("said_on", "recorded_at")
    return {(one.worker_id, Principle(one.principle)): one for one in rows}


def supervisions_of_course(viewer: Actor, enrolment: Enrolment) -> list[CourseSupervision]:
    """The supervisor's words about a course, the latest first. One query."""
    rows = CourseSupervision.objects.under(viewer, enrolment).select_related("supervisor")
    return list(rows.order_by("-held_on", "-recorded_at", "-pk")[:SUPERVISIONS])


def supervisions_of(*, worker: Worker | None = None, team: Team | None = None) -> list[TeamSupervision]:
    """The supervisor's words about a worker's people together, or a team's, the latest first. One query."""
    about = Q(worker=worker) if worker is not None else Q(team=team, team__isnull=False)
    rows = TeamSupervision.objects.filter(about).select_related("supervisor")
    return list(rows.order_by("-held_on", "-recorded_at", "-pk")[:SUPERVISIONS])


def last_day(days: Span) -> date:
    """The last day of a span that has an end."""
    assert days.ends_on is not None
    return days.ends_on - timedelta(days=1)
