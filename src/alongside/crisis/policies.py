"""Who reads what to do when it gets bad, and who writes it with the person."""

from __future__ import annotations

from alongside.access.policy import (
    COURSE_READERS,
    WALKS_WITH_OR_LEADS,
    Relation,
    RelationPolicy,
    policy,
    reads,
)
from alongside.crisis.models import CrisisPlan

READS_THE_CRISIS_PLAN = COURSE_READERS | {Relation.ON_CALL}
reads(CrisisPlan, READS_THE_CRISIS_PLAN)


@policy("crisis_plan.read")
class ReadsTheCrisisPlan(RelationPolicy):
    """Whoever reads the course, and whoever is on call: in the night it is the one page they need."""

    relations = READS_THE_CRISIS_PLAN


@policy("crisis_plan.write", "crisis_plan.rewrite", "crisis_plan.keep")
class WritesItWithThePerson(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS
