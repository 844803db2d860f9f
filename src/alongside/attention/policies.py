"""Who keeps a filter: whoever works here, for themselves; and only its owner removes it."""

from __future__ import annotations

from typing import Any

from alongside.access.actor import Actor
from alongside.access.policy import Policy, policy


@policy("filter.keep", "filter.remove")
class OwnFilters(Policy):
    """A filter opens an ordinary address: it shows nobody what they may not see."""

    def allows(self, actor: Actor, record: Any) -> bool:
        return actor.worker_id is not None and (record is None or record.worker_id == actor.worker_id)
