"""What a saved way of looking holds."""

from __future__ import annotations

from alongside.attention.models import SavedFilter
from alongside.kernel.data_classes import classify

classify(SavedFilter, open="place", personal="name asked")
