"""What is kept of where somebody has lived."""

from __future__ import annotations

from alongside.housing.models import HomeStep, HousingStay, LostHome, TenancyThreat
from alongside.kernel.data_classes import classify

classify(HousingStay, personal="kind starts_on ends_on lost", special="end_reason", protected="place")
classify(HomeStep, personal="kind done_on over_on", special="note")
classify(
    TenancyThreat,
    personal="kind noticed_on amount next_on resolved_on outcome",
    special="said next_what resolution",
)
classify(LostHome, personal="written_on", special="happened seen_before next_time")
