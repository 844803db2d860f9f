"""What the trail holds."""

from __future__ import annotations

from alongside.audit.models import Anchor, ChainHead, Entry
from alongside.kernel.data_classes import Purpose, classify

classify(ChainHead, open="hash length", kept_for=Purpose.SECURITY)
classify(Anchor, open="number made_at size root peaks proof previous signature", kept_for=Purpose.SECURITY)
classify(
    Entry,
    open="place at action operation label purpose previous_hash hash",
    personal="user_id record_id person_id detail",
    kept_for=Purpose.SECURITY,
)
