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
from alongside.housing.models import HomeStep, HousingStay, LostHome, TenancyThreat
from alongside.restrictions.standing import carries

reads(HousingStay, COURSE_READERS | {Relation.TAKES_IN})
carries(HousingStay, "housing_kinds", "kind")
reads(HomeStep, COURSE_READERS)
reads(TenancyThreat, COURSE_READERS)
reads(LostHome, COURSE_READERS)
# Their own kinds are no kinds of housing: they are closed when everything about where somebody lives is.
carries(HomeStep, "housing_kinds", "kind")
carries(TenancyThreat, "housing_kinds", "kind")
carries(LostHome, "housing_kinds", "stay__kind")


@policy(
    "housing.record",
    "housing.change",
    "housing.walk_road",
    "housing.end_road",
    "housing.record_threat",
    "housing.change_threat",
    "housing.learn",
)
class KnowsWhereTheyLive(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS
