"""What is kept of scales and ratings: nothing about anybody we walk with."""

from __future__ import annotations

from alongside.kernel.data_classes import Purpose, classify
from alongside.scales.models import ItemRating, Scale, ScaleAnchor, ScaleEdition, ScaleItem, TeamRating

classify(Scale, open="steps retired_on", kept_for=Purpose.LEARNING)
classify(ScaleEdition, open="number name purpose total in_use_since", kept_for=Purpose.LEARNING)
classify(ScaleItem, open="origin place title asks measure", kept_for=Purpose.LEARNING)
classify(ScaleAnchor, open="value words at_least", kept_for=Purpose.LEARNING)
classify(
    TeamRating,
    open="period_from period_until",
    personal="signed_on words",
    kept_for=Purpose.LEARNING,
)
classify(ItemRating, open="value counted out_of suggested", personal="words", kept_for=Purpose.LEARNING)
