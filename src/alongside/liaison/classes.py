"""What is kept of the work with those who lead other plans."""

from __future__ import annotations

from alongside.kernel.data_classes import classify
from alongside.liaison.models import Demand, Entry, Touches

classify(Demand, personal="due_on ended_on", special="text support")
classify(Touches)
classify(Entry, open="from_authority", personal="kind said_by written_at", special="text")
