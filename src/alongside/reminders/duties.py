"""What the clock does: find whom to remind, send, try again, and ask whether it arrived."""

from __future__ import annotations

from datetime import datetime, timedelta

from alongside.kernel.clock import duty
from alongside.organisation.models import Agency
from alongside.reminders.sending import ask_whether_they_arrived, send_what_waits, write_out_what_is_due


@duty("reminders.send", every=timedelta(minutes=2))
def send_reminders(now: datetime) -> None:
    """Write out and send what is due, for one agency after the other."""
    for agency_id in Agency.objects.order_by("pk").values_list("pk", flat=True):
        write_out_what_is_due(agency_id, now)
        send_what_waits(agency_id, now)
        ask_whether_they_arrived(agency_id, now)
