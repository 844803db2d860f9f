"""What is kept of the time that writing takes."""

from __future__ import annotations

from alongside.kernel.data_classes import Purpose, classify
from alongside.numbers.models import CountedUntil, OwnLine, WritingDay

classify(WritingDay, open="form", personal="day milliseconds sent", kept_for=Purpose.LEARNING)
classify(CountedUntil, personal="until", kept_for=Purpose.LEARNING)
classify(OwnLine, personal="shown", kept_for=Purpose.LEARNING)
