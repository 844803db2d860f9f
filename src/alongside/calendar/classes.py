"""What is kept of a worker's time."""

from __future__ import annotations

from alongside.calendar.models import Appointment, AppointmentChange, Feed, TakesPart
from alongside.kernel.data_classes import classify

classify(
    Appointment,
    open="uid occurrence sequence",
    personal="kind title place_text note starts_at ends_at all_day private cancelled_at",
)
classify(TakesPart)
classify(AppointmentChange, personal="was_at now_at reason changed_at")
classify(Feed, personal="shows made_at ended_at fetched_at", protected="fingerprint")
