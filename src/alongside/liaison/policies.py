"""Who reads and writes demands, and who is at the two ends of a thread."""

from __future__ import annotations

from alongside.access.policy import (
    COURSE_READERS,
    WALKS_WITH_OR_LEADS,
    Relation,
    RelationPolicy,
    policy,
    reads,
)
from alongside.liaison.models import Demand, Entry, Touches
from alongside.restrictions.standing import carries

READS_THE_THREAD = COURSE_READERS | {Relation.AUTHORITY}

reads(Demand, COURSE_READERS)
reads(Touches, COURSE_READERS)
reads(Entry, READS_THE_THREAD)
carries(Demand, "plan_kinds", "plan__kind")
carries(Touches, "plan_kinds", "demand__plan__kind")
carries(Touches, "life_dimensions", "goal__dimension")


@policy("demand.add", "demand.change")
class KnowsWhatIsAsked(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS


@policy("thread.read")
class ReadsTheThread(RelationPolicy):
    relations = READS_THE_THREAD


@policy("thread.write")
class WritesToTheOtherSide(RelationPolicy):
    """Who walks with the person or leads, and the authority caseworker who ordered the course."""

    relations = WALKS_WITH_OR_LEADS | {Relation.AUTHORITY}
