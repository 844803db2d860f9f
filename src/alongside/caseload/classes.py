"""What is kept of who walks with whom."""

from __future__ import annotations

from alongside.caseload.models import Assignment, Cover, HandOver, HandOverTick
from alongside.kernel.data_classes import classify

classify(Cover, personal="starts_on ends_on whole")
classify(Assignment, personal="kind starts_on ends_on reason over_norm_reason end_reason", special="note")
classify(
    HandOver, personal="status asked_on planned_on reason answered_on finished_on", special="note answer"
)
classify(HandOverTick, personal="step done_on")
