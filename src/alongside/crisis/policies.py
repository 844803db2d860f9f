"""Who reads what to do when it gets bad, and who writes it with the person."""

from __future__ import annotations

from alongside.access.actor import Role
from alongside.access.policy import (
    COURSE_READERS,
    WALKS_WITH_OR_LEADS,
    Relation,
    RelationPolicy,
    RolePolicy,
    policy,
    reads,
)
from alongside.crisis.models import CrisisPlan, CriticalEvent
from alongside.restrictions.standing import carries

READS_THE_CRISIS_PLAN = COURSE_READERS | {Relation.ON_CALL}
reads(CrisisPlan, READS_THE_CRISIS_PLAN)
reads(CriticalEvent, COURSE_READERS)
carries(CriticalEvent, "event_kinds", "kind")


@policy("crisis_plan.read")
class ReadsTheCrisisPlan(RelationPolicy):
    """Whoever reads the course, and whoever is on call: in the night it is the one page they need."""

    relations = READS_THE_CRISIS_PLAN


@policy("crisis_plan.write", "crisis_plan.rewrite", "crisis_plan.keep")
class WritesItWithThePerson(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS


@policy("critical_event.read")
class ReadsWhatHappened(RelationPolicy):
    relations = COURSE_READERS


@policy("critical_event.record")
class SawOrHeardIt(RelationPolicy):
    """Whoever was there or was called writes it down, on call too; what was written before stays closed to them."""

    relations = WALKS_WITH_OR_LEADS | {Relation.ON_CALL}


@policy("critical_event.follow_up", "critical_event.pass_on")
class FollowsItUp(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS


@policy("critical_event.list")
class LooksAtWhatHappened(RolePolicy):
    """Which events, the scope of the query says."""

    roles = (Role.TEAM_LEAD, Role.CASE_MANAGER)
