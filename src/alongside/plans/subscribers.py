"""What the plan does when something happens to a course."""

from __future__ import annotations

from alongside.caseload.events import CourseBegan
from alongside.enrolments.models import Enrolment
from alongside.kernel.events import subscribe
from alongside.plans.beginning import begin_plan, take_up_order
from alongside.plans.models import Plan
from alongside.referrals.events import OrderReceived


@subscribe(CourseBegan)
def begin_with_the_order(event: CourseBegan) -> None:
    """A course begins with a plan that holds what the authority ordered, beside room for the person's own."""
    begin_plan(Enrolment.objects.select_related("referral").get(pk=event.enrolment_id))


@subscribe(OrderReceived)
def take_up_what_was_ordered_since(event: OrderReceived) -> None:
    """Goals that the authority orders while a course runs stand in its plan beside the others."""
    running = Plan.objects.filter(
        enrolment__referral_id=event.referral_id, enrolment__ends_on__isnull=True
    ).select_related("enrolment")
    for plan in running:
        take_up_order(plan)
