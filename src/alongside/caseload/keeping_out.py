"""What it means for who walks with whom that somebody must not see a person (`restrictions`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from alongside.access.actor import Actor, Role
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.enrolments.models import Enrolment
from alongside.organisation.models import Membership, Worker
from alongside.organisation.queries import open_on
from alongside.restrictions.errors import KeptOut
from alongside.restrictions.queries import keeps_out, kept_out
from alongside.restrictions.rules import Consequence, consequence


def _held(day: date) -> tuple[Q, Q]:
    return Q(ends_on__isnull=True) | Q(ends_on__gt=day), Q(starts_on__lte=day)


@dataclass(frozen=True, slots=True)
class NeedsAnother:
    """A person whose case manager must not see them any more: the lead chooses somebody else."""

    enrolment_id: UUID
    person_id: UUID
    person: str
    worker: str


def needs_another(viewer: Actor) -> list[NeedsAnother]:
    """Those of the viewer's teams whose case manager is kept out, by name: a task for the lead. One query.

    None of them when the viewer leads no team, or is the one who is kept out.
    """
    if not viewer.lead_team_ids:
        return []
    held = (
        Assignment.objects.visible_to(viewer)
        .filter(
            *_held(viewer.today),
            keeps_out(viewer.today, person="enrolment__person_id", worker="worker_id"),
            kind=AssignmentKind.PRIMARY,
            enrolment__team_id__in=viewer.lead_team_ids,
            enrolment__ends_on__isnull=True,
        )
        .select_related("enrolment__person", "worker")
    )
    found = [
        NeedsAnother(
            one.enrolment_id, one.enrolment.person_id, one.enrolment.person.full_name, one.worker.name
        )
        for one in held
    ]
    return sorted(found, key=lambda one: one.person)


def left_with_nobody(course: Enrolment, day: date) -> bool:
    """Whether somebody walks with the person of a running course, but nobody who may see them. Two queries."""
    if not course.is_open:
        return False
    walking = _walking(course, day)
    return bool(walking) and walking <= kept_out(course.person_id, day)


def what_follows(person_id: UUID, worker_id: UUID, day: date) -> Consequence:
    """What has to happen when a worker is kept out from now on. Four queries; asked before it is written."""
    course: Enrolment | None = (
        Enrolment.objects.unscoped().filter(person_id=person_id, ends_on__isnull=True).first()
    )
    if course is None:
        return Consequence.NONE
    out = kept_out(person_id, day) | {worker_id}
    walking = _walking(course, day)
    leads = Membership.objects.filter(open_on(day), team_id=course.team_id, role=Role.TEAM_LEAD)
    return consequence(
        walks=worker_id in walking,
        others_walk=bool(walking - out),
        others_lead=leads.exclude(worker_id__in=out).exists(),
    )


def require_let_in(enrolment: Enrolment, worker: Worker, day: date) -> None:
    """Nobody is asked to walk with someone they must not see.

    Raises:
        KeptOut: the person refuses the worker, or the worker is too close to them.
    """
    if worker.pk in kept_out(enrolment.person_id, day):
        raise KeptOut(field="worker", name=worker.name)


def _walking(course: Enrolment, day: date) -> set[UUID]:
    held = Assignment.objects.unscoped().filter(*_held(day), enrolment=course)
    return set(held.values_list("worker_id", flat=True))
