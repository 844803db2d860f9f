"""Telling those who must know, by mail, without a name."""

from __future__ import annotations

from uuid import UUID

from alongside.access.actor import Role
from alongside.caseload.models import Assignment
from alongside.kernel.jobs import Work, job
from alongside.organisation.models import Membership, Worker
from alongside.organisation.queries import open_on
from alongside.oversight.mail import tell
from alongside.oversight.models import RightsReview, UrgentAccess


@job("urgent.tell")
def tell_of_urgent_access(work: Work, access_id: UUID) -> None:
    """Write to the case manager and the privacy officers that something waits on their page."""
    access = UrgentAccess.objects.unscoped().get(pk=access_id)
    day = access.opened_at.date()
    walks = Assignment.objects.unscoped().filter(
        enrolment__person_id=access.person_id, starts_on__lte=day, ends_on__isnull=True
    )
    officers = Membership.objects.filter(
        open_on(day), role=Role.PRIVACY_OFFICER, worker__agency_id=access.agency_id
    )
    told = Worker.objects.filter(pk__in=walks.values("worker_id")) | Worker.objects.filter(
        pk__in=officers.values("worker_id")
    )
    tell(told.exclude(pk=access.worker_id).exclude(email="").distinct())


@job("rights.tell")
def tell_of_rights_review(work: Work, review_id: UUID) -> None:
    """Write to those who answer for roles that they are asked."""
    review = RightsReview.objects.get(pk=review_id)
    answer = Membership.objects.filter(
        open_on(review.begun_on),
        role__in=(Role.TEAM_LEAD, Role.ADMINISTRATOR),
        worker__agency_id=review.agency_id,
    )
    tell(Worker.objects.filter(pk__in=answer.values("worker_id")).exclude(email=""))
