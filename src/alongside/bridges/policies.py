"""Who reads the way to a service, and who moves it along."""

from __future__ import annotations

from alongside.access.policy import COURSE_READERS, WALKS_WITH_OR_LEADS, RelationPolicy, policy, reads
from alongside.bridges.models import Bridge, BridgeMove
from alongside.restrictions.standing import carries

reads(Bridge, COURSE_READERS)
reads(BridgeMove, COURSE_READERS)
# Who goes to treatment says what a closed part of the record says.
carries(Bridge, "service_kinds", "service__kind")
carries(BridgeMove, "service_kinds", "bridge__service__kind")


@policy("bridge.read")
class ReadsTheWay(RelationPolicy):
    relations = COURSE_READERS


@policy("bridge.begin", "bridge.move", "bridge.visit", "bridge.aim")
class MovesItAlong(RelationPolicy):
    """Whoever walks with the person walks with them to a service, too."""

    relations = WALKS_WITH_OR_LEADS
