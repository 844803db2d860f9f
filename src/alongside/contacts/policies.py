"""Who reads the story, and who writes it."""

from __future__ import annotations

from alongside.access.policy import COURSE_READERS, WALKS_WITH_OR_LEADS, RelationPolicy, policy, reads
from alongside.contacts.models import Amendment, Contact, GoalTouch

for model in (Contact, GoalTouch, Amendment):
    reads(model, COURSE_READERS)


@policy("contact.plan", "contact.move", "contact.call_off", "contact.held", "contact.tried", "contact.amend")
class WritesContacts(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS
