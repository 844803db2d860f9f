"""Opening an assignment: a part of beginning, changing and reopening; only inside an operation."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from alongside.access.actor import Role
from alongside.caseload import errors, rules
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.enrolments.models import Enrolment
from alongside.organisation.models import Worker
from alongside.organisation.queries import profile_of, workers_in


def assign(
    enrolment: Enrolment, worker: Worker, starts_on: date, *, reason: str, over_norm_reason: str
) -> Assignment:
    """The worker walks with the person from `starts_on` as their one case manager.

    Raises:
        WorkerNotInTeam: the worker is no case manager in the course's team on that day.
        OverTheNorm: the worker would walk with more people than the norm, and no reason is given.
        IntegrityError: the course has an open primary assignment (the database holds this, not the code).
    """
    team = enrolment.team
    if not workers_in({team.pk}, role=Role.CASE_MANAGER, day=starts_on).filter(pk=worker.pk).exists():
        raise errors.WorkerNotInTeam(field="worker", worker=worker.name, team=team.name)
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
    return assignment
