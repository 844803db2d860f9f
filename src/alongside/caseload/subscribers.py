"""What happens here when a course ends or goes on."""

from __future__ import annotations

from alongside.caseload.assigning import assign
from alongside.caseload.models import Assignment
from alongside.enrolments.events import CourseEnded, CourseReopened
from alongside.enrolments.models import Enrolment
from alongside.kernel.events import subscribe
from alongside.organisation.models import Worker


@subscribe(CourseEnded)
def end_assignments(ended: CourseEnded) -> None:
    """Nobody walks along in a course that has ended; start and end are kept."""
    for assignment in Assignment.objects.filter(enrolment_id=ended.enrolment_id, ends_on__isnull=True):
        assignment.ends_on = max(ended.on, assignment.starts_on)
        assignment.save()


@subscribe(CourseReopened)
def assign_again(reopened: CourseReopened) -> None:
    """The course goes on with the case manager who was named; without one, the lead names one later.

    Whoever is over the norm takes the person back for the reason the course is reopened.
    """
    if reopened.worker_id is None:
        return
    assign(
        Enrolment.objects.get(pk=reopened.enrolment_id),
        Worker.objects.get(pk=reopened.worker_id),
        reopened.on,
        reason=reopened.reason,
        over_norm_reason=reopened.reason,
    )
