"""What is kept of the way to a service: where somebody goes says what they need."""

from __future__ import annotations

from alongside.bridges.models import Bridge, BridgeMove
from alongside.kernel.data_classes import classify

classify(Bridge)
classify(BridgeMove, personal="moved_on", special="state why words note")
