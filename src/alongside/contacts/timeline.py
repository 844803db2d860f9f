"""What the timeline tells of contacts, and of what was added to their notes later."""

from __future__ import annotations

from django.db.models import Q
from django.db.models.functions import TruncDate

from alongside.contacts.models import Amendment
from alongside.contacts.story import Contacts
from alongside.people.telling import LAST_MINUTE, Kind, tells, tells_much

tells_much(Contacts())
tells(
    Kind(
        "note.added_to",
        shows="added",
        rows=lambda asked: Amendment.objects.with_struck().under(asked.viewer, *asked.courses),
        day=TruncDate("amended_at"),
        clock=LAST_MINUTE,
        key="reason",
        text="text",
        sealed=Amendment._meta.get_field("text"),
        sought=True,
        worker="worker__name",
        holder="contact_id",
        of_goal=lambda goal: Q(contact__touches__goal_id=goal),
    )
)
