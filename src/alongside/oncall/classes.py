"""What is kept of who is on call."""

from __future__ import annotations

from alongside.kernel.data_classes import classify
from alongside.oncall.models import Shift

classify(Shift, personal="starts_at ends_at taken_off_at")
