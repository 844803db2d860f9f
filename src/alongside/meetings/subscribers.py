"""What a meeting that took place says to the plan of somebody else it was about."""

from __future__ import annotations

from alongside.contacts.events import MeetingHeld
from alongside.kernel.events import subscribe
from alongside.meetings.models import Meeting
from alongside.network.models import OtherPlan


@subscribe(MeetingHeld)
def what_was_next_has_been(held: MeetingHeld) -> None:
    """The day on which something was to come in that plan is over; what comes next has to be written anew."""
    meeting = Meeting.objects.filter(contact_id=held.contact_id, about__isnull=False).first()
    if meeting is None:
        return
    plan = OtherPlan.objects.get(pk=meeting.about_id)
    if plan.next_on is not None and plan.next_on <= held.on:
        plan.next_on, plan.next_text = None, ""
        plan.save()
