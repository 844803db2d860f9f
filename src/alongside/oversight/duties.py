"""What the clock reminds this room of."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.timezone import localdate

from alongside.access.actor import system_actor
from alongside.kernel.clock import duty
from alongside.organisation.models import Agency
from alongside.oversight.models import RightsReview
from alongside.oversight.operations import begin_rights_review, close_rights_review
from alongside.oversight.queries import rights_due


@duty("rights.ask", every=timedelta(hours=12))
def ask_about_rights(now: datetime) -> None:
    """Every half-year everybody's roles are asked about; what nobody has answered in four weeks is suspended.

    In a try-out nobody is asked and nothing suspended by itself: those who try it would find its door shut.
    """
    if settings.DEMO_MODE:
        return
    today = localdate(now)
    for review in RightsReview.objects.filter(closed_on__isnull=True, due_on__lte=today):
        close_rights_review(by=system_actor(review.agency_id, now), review=review)
    for agency in Agency.objects.order_by("pk"):
        due = rights_due(agency.pk, today)
        if today >= due.due_on and (due.last is None or due.last.closed_on is not None):
            begin_rights_review(by=system_actor(agency.pk, now))
