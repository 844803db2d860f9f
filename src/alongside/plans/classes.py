"""What a plan holds: what somebody wants of life, and what stands in the way."""

from __future__ import annotations

from alongside.kernel.data_classes import classify
from alongside.plans.models import Goal, Plan, PlanVersion, Step, SubGoal

classify(Plan, special="wishes purpose")
classify(
    Goal, open="place", personal="kind dimension status status_on", special="title person_view worker_view"
)
classify(
    SubGoal,
    open="place",
    personal="whose_wish due_on status status_on",
    special="title indicator baseline target",
)
classify(Step, open="place", personal="owner owner_name due_on done_on dropped_on", special="title")
classify(
    PlanVersion, open="number", personal="agreed_on how place_text", special="person_words summary content"
)
