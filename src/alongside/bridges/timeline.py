"""What the timeline tells of the way to a service: each move, on its day.

A visit together is told as the contact it is.
"""

from __future__ import annotations

from alongside.bridges.models import BridgeMove
from alongside.people.telling import LAST_MINUTE, Kind, tells

tells(
    Kind(
        "bridge.moved",
        shows="plan",
        rows=lambda asked: (
            BridgeMove.objects.with_struck().under(asked.viewer, asked.person).filter(contact__isnull=True)
        ),
        day="moved_on",
        clock=LAST_MINUTE,
        key="state",
        text="note",
        words="words",
        # Where to, in place of who: that is the name its heading needs.
        worker="bridge__service__name",
        holder="bridge_id",
    )
)
