"""What is kept of what to do when it gets bad."""

from __future__ import annotations

from alongside.crisis.models import CrisisPlan, CriticalEvent
from alongside.kernel.data_classes import classify

classify(
    CrisisPlan,
    personal="calls agreed_on looked_on review_on",
    special="early_signs helps harms admission medicine others_safety agreed_with",
    protected="calls_text",
)
classify(
    CriticalEvent,
    personal="happened_at follow_up_due_at followed_up_at",
    special="kind what done hurt told follow_up learning",
    protected="place",
)
