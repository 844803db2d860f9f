"""Who reads who is around a person, and who writes it."""

from __future__ import annotations

from alongside.access.policy import COURSE_READERS, WALKS_WITH_OR_LEADS, RelationPolicy, policy, reads
from alongside.network.models import MapTie, NetworkMap, NetworkMember, OtherPlan
from alongside.restrictions.standing import carries

for model in (NetworkMember, NetworkMap, MapTie, OtherPlan):
    reads(model, COURSE_READERS)
carries(NetworkMember, "around", "kind")
carries(MapTie, "around", "member__kind")
carries(OtherPlan, "plan_kinds", "kind")


@policy("network.add", "network.change", "network.draw", "other_plan.add", "other_plan.change")
class KnowsWhoIsAround(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS
