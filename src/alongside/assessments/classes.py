"""What an assessment of needs holds."""

from __future__ import annotations

from alongside.assessments.models import Assessment, NeedRating, StartingProblem
from alongside.kernel.data_classes import classify

classify(Assessment, personal="assessed_on", special="note")
classify(NeedRating, open="dimension", special="person_view worker_view level strengths urgent")
classify(StartingProblem, open="domain", special="present")
