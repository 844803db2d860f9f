"""What the plan does when something happens to a course."""

from __future__ import annotations

from alongside.caseload.events import CourseBegan
from alongside.enrolments.models import Enrolment
from alongside.kernel.events import subscribe
from alongside.plans.beginning import begin_plan


@subscribe(CourseBegan)
def begin_with_the_order(event: CourseBegan) -> None:
    """A course begins with a plan that holds what the authority ordered, beside room for the person's own."""
    begin_plan(Enrolment.objects.select_related("referral").get(pk=event.enrolment_id))
