"""What reviews do when something happens to a course.

Nothing at its closure: the coming review of a closed course rests, and `queries` leave it out of what is due.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from alongside.caseload.events import CourseBegan
from alongside.enrolments.events import CourseReopened
from alongside.enrolments.models import Enrolment
from alongside.kernel.events import subscribe
from alongside.reviews.scheduling import schedule


@subscribe(CourseBegan)
def schedule_first_review(event: CourseBegan) -> None:
    """The first review is due one interval after the course began (S2: every third month)."""
    _schedule(event.enrolment_id, event.on)


@subscribe(CourseReopened)
def schedule_after_reopening(event: CourseReopened) -> None:
    """A reopened course gets its coming review back, one interval after the reopening."""
    _schedule(event.enrolment_id, event.on)


def _schedule(enrolment_id: UUID, since: date) -> None:
    schedule(Enrolment.objects.select_related("team").get(pk=enrolment_id), since=since)
