"""What is kept of a checklist."""

from __future__ import annotations

from alongside.checklists.models import Tick
from alongside.kernel.data_classes import classify

classify(
    Tick,
    personal="checklist occasion_id item done_on said_on",
    special="left_out_because",
)
