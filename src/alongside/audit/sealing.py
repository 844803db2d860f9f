"""Words of searches stand encrypted in the trail, whose lines nobody rewrites: a change of keys passes them over."""

from __future__ import annotations

from alongside.audit.models import Entry
from alongside.kernel.keyring import ring
from alongside.kernel.resealing import Resealed, Tell, holds


class Searches:
    """The words of searches in the trail: counted for a change of keys, never sealed anew."""

    label = "audit.Entry.detail (searches)"

    def by_key(self) -> dict[str, int]:
        rows = Entry.objects.filter(action="search", detail__has_key="criterion")
        counts = {
            f"{key_id} (in the trail)": rows.filter(detail__criterion__startswith=f"{key_id}:").count()
            for key_id in ring().ciphers
        }
        return {name: count for name, count in counts.items() if count}

    def reseal(self, result: Resealed, tell: Tell) -> None:
        """Nothing: a line of the trail is never changed. Who drops its key closes these words for good."""


holds(Searches())
