"""What is kept of what happened."""

from __future__ import annotations

from alongside.contacts.models import (
    Amendment,
    Contact,
    GoalTouch,
    GoesAlong,
    PlanChange,
    SeriesVisit,
    VisitSeries,
)
from alongside.kernel.data_classes import classify

classify(
    Contact,
    personal="kind status tried_how place occurred_at minutes person_present others_present signed_at",
    special="text",
    protected="place_text",
)
classify(GoalTouch, personal="movement")
classify(Amendment, personal="amended_at", special="text reason")
classify(GoesAlong)
classify(PlanChange, personal="was_at now_at changed_at", special="reason")
classify(
    VisitSeries,
    personal="kind rhythm starts_on at until times skips_holidays place minutes along made_until",
    special="text",
    protected="place_text",
)
classify(SeriesVisit, personal="on")
