"""Who reads reviews (the authority their result), and who holds them with the person."""

from __future__ import annotations

from alongside.access.policy import (
    COURSE_READERS,
    WALKS_WITH_OR_LEADS,
    Relation,
    RelationPolicy,
    policy,
    reads,
)
from alongside.restrictions.standing import carries
from alongside.reviews.models import DomainRating, GoalJudgement, Review

reads(Review, COURSE_READERS | {Relation.AUTHORITY})
for model in (GoalJudgement, DomainRating):
    reads(model, COURSE_READERS)
carries(GoalJudgement, "life_dimensions", "goal__dimension")
carries(DomainRating, "domains", "domain")


@policy("review.write", "review.finish", "review.move")
class HoldsReviews(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS
