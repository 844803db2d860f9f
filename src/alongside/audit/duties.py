"""What the clock asks of the trail."""

from __future__ import annotations

from datetime import datetime, timedelta

from alongside.audit.anchoring import anchor_all
from alongside.kernel.clock import duty


@duty("trail.anchor", every=timedelta(days=1))
def anchor_the_trail(now: datetime) -> None:
    """Sign the day's root of every trail and write it outside."""
    anchor_all(now)
