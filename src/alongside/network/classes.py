"""What is kept of those around a person, who are somebody too."""

from __future__ import annotations

from alongside.kernel.data_classes import classify
from alongside.network.models import MapTie, NetworkMap, NetworkMember, OtherPlan

classify(
    NetworkMember,
    personal="kind name relation may_speak closeness ended_on",
    special="organisation note",
    protected="phone",
)
classify(NetworkMap, personal="drawn_on", special="words")
classify(MapTie, personal="closeness")
classify(
    OtherPlan,
    personal="kind worker_name phone starts_on ends_on next_on",
    special="organisation next_text note",
)
