"""What happens here when a course ends or goes on, and when someone stops working as a case manager."""

from __future__ import annotations

from django.db.models import Max, Q

from alongside.access.actor import Role
from alongside.caseload import rules
from alongside.caseload.assigning import assign
from alongside.caseload.models import Assignment, AssignmentKind, Cover, HandOver, HandOverStatus
from alongside.enrolments.events import CourseEnded, CourseReopened
from alongside.enrolments.models import Enrolment
from alongside.kernel.events import subscribe
from alongside.organisation.events import RoleEnds
from alongside.organisation.models import Worker


@subscribe(CourseEnded)
def end_assignments(ended: CourseEnded) -> None:
    """Nobody walks along in a course that has ended, also where passing the person on was planned for later."""
    still = Q(ends_on__isnull=True) | Q(ends_on__gt=ended.on)
    for assignment in Assignment.objects.filter(still, enrolment_id=ended.enrolment_id):
        assignment.ends_on = max(ended.on, assignment.starts_on)
        assignment.save()
    for asked in HandOver.objects.filter(enrolment_id=ended.enrolment_id, status=HandOverStatus.ASKED):
        asked.status, asked.answered_on = HandOverStatus.WITHDRAWN, ended.on
        asked.save()


@subscribe(CourseReopened)
def assign_again(reopened: CourseReopened) -> None:
    """The course goes on with the case manager who was named; without one, the lead names one later.

    Whoever is over the norm takes the person back for the reason the course is reopened. A course that goes on
    on the day it was closed still has that day with the one who walked along; the new assignment follows theirs.
    """
    if reopened.worker_id is None:
        return
    earlier = Assignment.objects.filter(enrolment_id=reopened.enrolment_id, kind=AssignmentKind.PRIMARY)
    until = earlier.aggregate(until=Max("ends_on"))["until"]
    assign(
        Enrolment.objects.get(pk=reopened.enrolment_id),
        Worker.objects.get(pk=reopened.worker_id),
        max(reopened.on, until) if until else reopened.on,
        reason=reopened.reason,
        over_norm_reason=reopened.reason,
    )


@subscribe(RoleEnds)
def leave_nobody_alone(ends: RoleEnds) -> None:
    """A case manager's role ends only when everyone has been passed on, and nothing is promised beyond it."""
    if ends.role != Role.CASE_MANAGER or ends.team_id is None:
        return
    still = Assignment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=ends.on),
        worker_id=ends.worker_id,
        enrolment__team_id=ends.team_id,
        kind=AssignmentKind.PRIMARY,
    )
    worker = Worker.objects.get(pk=ends.worker_id)
    rules.check_leaving(still.count(), worker=worker.name)
    rules.check_promises(
        HandOver.objects.filter(receiver=worker, team_id=ends.team_id, status=HandOverStatus.ASKED).count()
        + Cover.objects.filter(worker=worker, ends_on__gt=ends.on).count(),
        worker=worker.name,
    )
