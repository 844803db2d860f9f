"""The clock: what is to be done now and then, whoever is at work.

A room declares a duty in its `duties.py`:

    @duty("visits.extend", every=timedelta(hours=6))
    def extend_repeated_visits(now: datetime) -> None: ...

`alongside work` looks at the clock twice a minute; `alongside tick` does so once, for a timer of the system. Each
duty has its turn under a lease in the database, so two clocks never carry it out at the same time, and one that
was killed is taken over. A duty may be cut short and must stand being carried out again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from alongside.kernel import jobs
from alongside.kernel.errors import DomainError
from alongside.kernel.ids import new_id
from alongside.kernel.models import Turn

HELD = timedelta(minutes=30)
"""How long a turn may take before another clock takes it over."""
JOBS_KEPT = timedelta(days=30)
log = logging.getLogger("alongside.clock")


@dataclass(frozen=True)
class Duty:
    """Something to be done about every so often."""

    name: str
    every: timedelta
    carry_out: Callable[[datetime], None]


DUTIES: dict[str, Duty] = {}


@dataclass(frozen=True)
class Had:
    """A turn that a duty had; `error` is the code of what went wrong."""

    duty: str
    error: str


def duty(
    name: str, *, every: timedelta
) -> Callable[[Callable[[datetime], None]], Callable[[datetime], None]]:
    """Declare a duty.

    Args:
        name: stable, as `noun.verb`.
        every: from the beginning of one turn to the next.

    Raises:
        ValueError: two duties have one name.
    """

    def declare(function: Callable[[datetime], None]) -> Callable[[datetime], None]:
        if name in DUTIES:
            raise ValueError(f"two duties are named {name}")
        DUTIES[name] = Duty(name, every, function)
        return function

    return declare


def tick(now: datetime) -> list[Had]:
    """Give every duty that is due its turn, one after the other; one that fails does not hold up the others."""
    return [
        Had(one.name, _turn(one, now))
        for one in DUTIES.values()
        if not jobs.stopping.is_set() and _due(one, now)
    ]


def _due(one: Duty, now: datetime) -> bool:
    """Take the turn of a duty when it is due and nobody has it."""
    row = Turn.objects.filter(duty=one.name)
    free = Q(held_until__isnull=True) | Q(held_until__lt=now)
    due = Q(began_at__isnull=True) | Q(began_at__lte=now - one.every) | Q(held_until__lt=now)
    if not row.filter(free & due).exists():
        if row.exists():
            return False
        try:
            with transaction.atomic():
                Turn.objects.create(duty=one.name)
        except IntegrityError:
            # Another clock has met this duty for the first time just now.
            return False
    return bool(row.filter(free & due).update(began_at=now, held_by=new_id(), held_until=now + HELD))


def _turn(one: Duty, now: datetime) -> str:
    code = _carry_out(one, now)
    Turn.objects.filter(duty=one.name).update(ended_at=now, error=code, held_by=None, held_until=None)
    if code:
        log.error("duty %s failed: %s", one.name, code)
    return code


def _carry_out(one: Duty, now: datetime) -> str:
    """Run a duty. The code of what went wrong, never its words: they may name somebody."""
    try:
        one.carry_out(now)
    except DomainError as refused:
        return refused.code
    except Exception as error:  # noqa: BLE001 - whatever it is, only its kind may be kept
        return f"fault.{type(error).__name__}"
    return ""


@duty("jobs.rescue", every=timedelta(minutes=1))
def rescue_jobs(now: datetime) -> None:
    """Put back into the queue what a killed worker left behind."""
    jobs.rescue(now)


@duty("jobs.forget", every=timedelta(days=1))
def forget_jobs(now: datetime) -> None:
    """Throw away what has long been done."""
    jobs.forget(now - JOBS_KEPT)
