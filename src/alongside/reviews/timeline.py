"""What the timeline tells of reviews that were held."""

from __future__ import annotations

from datetime import time

from django.db.models import Exists, OuterRef, Q

from alongside.people.telling import Kind, tells
from alongside.reviews.models import GoalJudgement, Review

tells(
    Kind(
        "review.held",
        shows="reviews",
        rows=lambda asked: (
            Review.objects.with_struck().under(asked.viewer, *asked.courses).filter(held_on__isnull=False)
        ),
        day="held_on",
        clock=time(0, 0, 9),
        key="follow_up_result",
        text="summary",
        words="person_words",
        worker="worker__name",
        holder="enrolment_id",
        of_goal=lambda goal: Q(
            Exists(GoalJudgement.objects.unscoped().filter(review=OuterRef("pk"), goal_id=goal))
        ),
    )
)
