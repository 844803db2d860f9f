"""Who reads where someone has lived, and who writes it."""

from __future__ import annotations

from alongside.access.policy import (
    COURSE_READERS,
    WALKS_WITH_OR_LEADS,
    Relation,
    RelationPolicy,
    policy,
    reads,
)
from alongside.housing.models import HousingStay
from alongside.restrictions.standing import carries

reads(HousingStay, COURSE_READERS | {Relation.TAKES_IN})
carries(HousingStay, "housing_kinds", "kind")


@policy("housing.record", "housing.change")
class KnowsWhereTheyLive(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS
