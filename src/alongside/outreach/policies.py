"""Who reads how somebody is looked for, and who acts."""

from __future__ import annotations

from alongside.access.policy import COURSE_READERS, WALKS_WITH_OR_LEADS, RelationPolicy, policy, reads
from alongside.outreach.models import FoundAt, Outreach

reads(Outreach, COURSE_READERS)
reads(FoundAt, COURSE_READERS)


@policy("outreach.read", "found_at.read")
class ReadsTheThread(RelationPolicy):
    relations = COURSE_READERS


@policy(
    "outreach.agree",
    "outreach.leave",
    "found_at.add",
    "found_at.change",
    "found_at.end",
)
class LooksForThem(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS
