"""The coming review of a course. A building block; it runs inside an operation."""

from __future__ import annotations

from datetime import date

from alongside.enrolments.models import Enrolment
from alongside.organisation.queries import profile_of
from alongside.reviews import rules
from alongside.reviews.models import Review


def schedule(enrolment: Enrolment, *, since: date, due_on: date | None = None) -> Review:
    """Make sure that an open course has its one coming review.

    Args:
        since: the day the course began or was reopened, or the last review was held.
        due_on: the day agreed upon; left out, the profile's interval after `since`.
    """
    coming = Review.objects.filter(enrolment=enrolment, held_on__isnull=True).first()
    review = coming or Review(enrolment=enrolment, period_from=since)
    months = profile_of(enrolment.team.agency_id).review.interval_months
    review.due_on = due_on or rules.next_due(since, months=months)
    review.save()
    return review
