"""What a review holds."""

from __future__ import annotations

from alongside.kernel.data_classes import classify
from alongside.reviews.models import DomainRating, GoalJudgement, Review

classify(
    Review,
    personal="due_on period_from held_on present intensity flexibility coordination next_due_on",
    special="summary person_words still_right_note follow_up_result move_reason",
)
classify(
    GoalJudgement,
    open="review_version",
    personal="person_movement worker_movement after",
    special="title person_words worker_words",
)
classify(DomainRating, open="domain review_version", special="person_change worker_change")
