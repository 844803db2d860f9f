"""Who reads what is so in daily life, and who writes it."""

from __future__ import annotations

from alongside.access.policy import COURSE_READERS, WALKS_WITH_OR_LEADS, RelationPolicy, policy, reads
from alongside.daily.models import Matter
from alongside.restrictions.standing import carries

reads(Matter, COURSE_READERS)
carries(Matter, "daily_kinds", "kind")


@policy("matter.read")
class ReadsDailyLife(RelationPolicy):
    relations = COURSE_READERS


@policy("matter.write", "matter.change", "matter.end", "matter.make_step")
class WritesDailyLife(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS
