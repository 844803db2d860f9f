"""Signs that somebody is writing: a draft was kept, or its form was sent.

Whoever counts time listens here, so that drafts need not know about it. A sign says who, in which form and when; it
says nothing of what is written or about whom.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Sign:
    """Somebody was writing at `at`.

    Attributes:
        since: the sign before it from the same opened page, or when that page was opened; None when neither is known.
        sent: the form was sent and became a record, for the first time.
    """

    user_id: UUID
    form: str
    since: datetime | None
    at: datetime
    sent: bool = False


Listener = Callable[[Sign], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> Listener:
    """Be told of every sign, after what it is about is safely kept."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(sign: Sign) -> None:
    """Tell whoever listens."""
    for listener in _listeners:
        listener(sign)
