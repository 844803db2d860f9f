"""What is kept of how the method is held to."""

from __future__ import annotations

from alongside.fidelity.models import CourseSupervision, OwnWord, TeamSupervision
from alongside.kernel.data_classes import Purpose, classify

classify(OwnWord, open="principle", personal="level words said_on", kept_for=Purpose.LEARNING)
classify(CourseSupervision, personal="period_from period_until held_on", special="words agreed")
classify(
    TeamSupervision,
    personal="period_from period_until held_on words agreed",
    kept_for=Purpose.LEARNING,
)
