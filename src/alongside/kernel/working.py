"""A worker: carries out background jobs and looks at the clock, until it is asked to end."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable
from types import FrameType

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from alongside.kernel import clock, jobs

LOOK = 1.0
"""Seconds between two looks into an empty queue."""
TICK = 30.0
"""Seconds between two looks at the clock."""
log = logging.getLogger("alongside.worker")


def work_until_asked_to_end(*, goes_on: Callable[[], bool] = lambda: True) -> None:
    """Work off jobs and duties until SIGTERM, SIGINT, or `goes_on` says no.

    A job under way is asked to rest at its next step and goes on in the next worker.
    """
    before = {number: signal.signal(number, _asked_to_end) for number in (signal.SIGTERM, signal.SIGINT)}
    ticked = -TICK
    try:
        while not jobs.stopping.is_set() and goes_on():
            close_old_connections()
            try:
                if time.monotonic() - ticked >= TICK:
                    ticked = time.monotonic()
                    clock.tick(timezone.now())
                jobs.drain()
            except DatabaseError as error:
                # Busy, or away for a moment: look again. Nothing is lost, the queue is in the database.
                log.warning("the database does not answer: %s", type(error).__name__)
            jobs.stopping.wait(LOOK)
    finally:
        jobs.stopping.clear()
        for number, handler in before.items():
            signal.signal(number, handler)


def work_off() -> None:
    """Carry out what is due and ready, then return."""
    clock.tick(timezone.now())
    jobs.drain()


def child_of(parent: int) -> Callable[[], bool]:
    """Whether the process that started this one is still there: a worker does not outlive its server."""
    return lambda: os.getppid() == parent


def _asked_to_end(number: int, frame: FrameType | None) -> None:
    jobs.stopping.set()
