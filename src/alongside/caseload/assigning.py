"""Opening and changing an assignment: a part of beginning, passing on and reopening; only inside an operation."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from alongside.access.actor import Role
from alongside.caseload import errors, rules
from alongside.caseload.events import CaseManagerChanged
from alongside.caseload.keeping_out import require_let_in
from alongside.caseload.models import Assignment, AssignmentKind, Cover
from alongside.enrolments.models import Enrolment
from alongside.kernel.events import publish
from alongside.organisation.models import Worker
from alongside.organisation.queries import profile_of, workers_in
from alongside.restrictions.queries import kept_out


def assign(
    enrolment: Enrolment, worker: Worker, starts_on: date, *, reason: str, over_norm_reason: str
) -> Assignment:
    """The worker walks with the person from `starts_on` as their one case manager.

    Whoever covers for the whole of the worker's caseload covers for this person too.

    Raises:
        WorkerNotInTeam: the worker is no case manager in the course's team on that day.
        KeptOut: the person refuses the worker, or the worker is too close to them.
        OverTheNorm: the worker would walk with more people than the norm, and no reason is given.
        IntegrityError: the course has an open primary assignment (the database holds this, not the code).
    """
    team = enrolment.team
    if not workers_in({team.pk}, role=Role.CASE_MANAGER, day=starts_on).filter(pk=worker.pk).exists():
        raise errors.WorkerNotInTeam(field="worker", worker=worker.name, team=team.name)
    require_let_in(enrolment, worker, starts_on)
    people = Assignment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on), worker=worker, kind=AssignmentKind.PRIMARY
    )
    over = rules.check_norm(
        norm=profile_of(team.agency_id).caseload.norm,
        fte=worker.fte,
        people=people.count(),
        over_norm_reason=over_norm_reason,
        worker=worker.name,
    )
    assignment = Assignment(
        enrolment=enrolment,
        worker=worker,
        starts_on=starts_on,
        reason=reason.strip(),
        over_norm_reason=over_norm_reason.strip() if over else "",
    )
    assignment.save()
    for cover in Cover.objects.filter(absent=worker, whole=True, ends_on__gt=starts_on):
        cover_one(cover, enrolment, max(starts_on, cover.starts_on), cover.ends_on)
    return assignment


def pass_on(
    enrolment: Enrolment, worker: Worker, starts_on: date, *, reason: str, over_norm_reason: str, today: date
) -> Assignment:
    """The present assignment ends on the day the new one begins, and with it whoever covers for it. Both are kept.

    Raises:
        CourseNotOpen, ChangeReasonMissing, SameCaseManager, ChangeBeforeStart, StartsTooFarAhead,
        WorkerNotInTeam, OverTheNorm
    """
    present = open_primary(enrolment)
    rules.check_change(
        reason=reason,
        same_worker=present is not None and present.worker_id == worker.pk,
        worker=worker.name,
        starts_on=starts_on,
        present_since=present.starts_on if present else None,
        today=today,
        course_open=enrolment.is_open,
    )
    if present is not None:
        present.ends_on = starts_on
        present.end_reason = reason.strip()
        present.save()
        covers = Assignment.objects.filter(
            enrolment=enrolment,
            kind=AssignmentKind.COVER,
            cover__absent_id=present.worker_id,
            ends_on__gt=starts_on,
        )
        for cover in covers:
            cover.ends_on = max(starts_on, cover.starts_on)
            cover.save()
    made = assign(enrolment, worker, starts_on, reason=reason, over_norm_reason=over_norm_reason)
    publish(
        CaseManagerChanged(
            enrolment_id=enrolment.pk,
            from_id=present.worker_id if present else None,
            to_id=worker.pk,
            on=starts_on,
        )
    )
    return made


def open_primary(enrolment: Enrolment) -> Assignment | None:
    """The assignment of the case manager the course has now, or is going to have."""
    found: Assignment | None = (
        Assignment.objects.filter(enrolment=enrolment, kind=AssignmentKind.PRIMARY, ends_on__isnull=True)
        .select_related("worker")
        .first()
    )
    return found


def cover_one(
    cover: Cover, enrolment: Enrolment, starts_on: date, ends_on: date, *, note: str = ""
) -> Assignment | None:
    """The colleague covers for one person; None when there is no day left, or they must not see the person."""
    if ends_on <= starts_on or cover.worker_id in kept_out(enrolment.person_id, starts_on):
        return None
    assignment = Assignment(
        enrolment=enrolment,
        worker_id=cover.worker_id,
        kind=AssignmentKind.COVER,
        cover=cover,
        starts_on=starts_on,
        ends_on=ends_on,
        note=note.strip(),
    )
    assignment.save()
    return assignment
