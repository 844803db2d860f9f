"""What is kept of who is on call."""

from __future__ import annotations

from alongside.kernel.data_classes import classify
from alongside.oncall.models import FollowUp, LineAboutPerson, LineForTeam, Shift, UnknownCall

classify(Shift, personal="starts_at ends_at taken_off_at")
for line in (LineAboutPerson, LineForTeam):
    classify(line, personal="said_at holds_until ended_at", special="text")
classify(FollowUp, personal="due_on settled_at")
classify(UnknownCall, personal="rang_at due_on settled_at", special="text")
