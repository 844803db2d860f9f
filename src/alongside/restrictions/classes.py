"""What is kept of who must not see a person: why somebody refuses a colleague says much about both."""

from __future__ import annotations

from alongside.kernel.data_classes import classify
from alongside.restrictions.models import ClosedValue, Mark, Release, Restriction

classify(
    Restriction,
    personal="asked_by evidence said_on until lifted_on",
    special="category witness reason lift_reason",
)
classify(ClosedValue, special="list value")
classify(Mark, personal="kind said_on ended_on", special="note end_reason")
classify(Release, personal="until released_on", special="purpose")
