"""What is kept of daily life: health, medicine, debts."""

from __future__ import annotations

from alongside.daily.models import Matter
from alongside.kernel.data_classes import classify

classify(Matter, personal="told_by said_on ended_on", special="kind text")
