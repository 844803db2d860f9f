"""What is kept of where somebody has lived."""

from __future__ import annotations

from alongside.housing.models import HousingStay
from alongside.kernel.data_classes import classify

classify(HousingStay, personal="kind starts_on ends_on lost", special="end_reason", protected="place")
