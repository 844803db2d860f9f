"""What a practice profile says about reminding people of appointments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class Reminders:
    hours_before: tuple[int, ...]
    """How long before an appointment people can be reminded, in hours; the first is offered first."""
    quiet_from: time
    quiet_until: time
    """Between these hours of the day nobody is written to."""
