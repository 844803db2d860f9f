"""Events let a low room tell a high one without importing it.

An event is a frozen dataclass, published inside an operation. A subscriber runs in the same transaction, at
once; what it raises undoes the whole operation. With `after_commit=True` it runs once the transaction holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.db import transaction

E = TypeVar("E")
_subscribers: dict[type, list[tuple[Callable[[Any], None], bool]]] = defaultdict(list)


def subscribe(
    event_type: type[E], *, after_commit: bool = False
) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Register the decorated function for events of exactly `event_type`."""

    def register(handler: Callable[[E], None]) -> Callable[[E], None]:
        _subscribers[event_type].append((handler, after_commit))
        return handler

    return register


def publish(event: object) -> None:
    """Tell everyone who subscribed to the type of `event`."""
    for handler, after_commit in _subscribers[type(event)]:
        if after_commit:
            transaction.on_commit(partial(handler, event))
        else:
            handler(event)
