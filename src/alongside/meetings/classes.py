"""What is kept of meetings."""

from __future__ import annotations

from alongside.kernel.data_classes import classify
from alongside.meetings.models import Attendee, Line, Meeting, Paper

classify(Meeting, personal="speaks", special="wish says meant", protected="way")
classify(Paper, personal="place packed", special="text")
classify(Attendee, personal="name")
classify(Line, personal="kind who due_on", special="text")
