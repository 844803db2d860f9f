"""Who reads the checklists of a course, and who ticks."""

from __future__ import annotations

from alongside.access.policy import COURSE_READERS, WALKS_WITH_OR_LEADS, RelationPolicy, policy, reads
from alongside.checklists.models import Tick

reads(Tick, COURSE_READERS)


@policy("checklist.read")
class ReadsTheLists(RelationPolicy):
    relations = COURSE_READERS


@policy("checklist.tick", "checklist.leave_out")
class Ticks(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS
