"""Who reads assessments, and who makes them with the person."""

from __future__ import annotations

from alongside.access.policy import COURSE_READERS, WALKS_WITH_OR_LEADS, RelationPolicy, policy, reads
from alongside.assessments.models import Assessment, NeedRating, StartingProblem
from alongside.restrictions.standing import carries

for model in (Assessment, NeedRating, StartingProblem):
    reads(model, COURSE_READERS)
carries(NeedRating, "life_dimensions", "dimension")
carries(StartingProblem, "domains", "domain")


@policy("needs.assess", "starting_problems.record")
class LooksAtNeeds(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS
