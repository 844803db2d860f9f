"""Background jobs: what takes longer than a page may, done after it, by `alongside work`.

A room declares a job in its `jobs.py`:

    @job("sheet.import")
    def take_in(work: Work, sheet_id: UUID) -> None: ...

and asks for it with `enqueue("sheet.import", agency_id=…, user_id=…, sheet_id=…)` inside the transaction that made
what it works on: the job is seen once that holds, and is not lost when the program dies right after.

A job may be begun more than once: its worker may be killed half-way. So it is written to be carried out again:
every step an operation with a key of its own, or one that finds its work already done.

* Arguments are ids. Nothing personal is kept about a job: of an error, only its code.
* One worker at a time: a job is held under a lease, which a worker renews while it is alive.
* What fails by chance is tried again, each time later; what a rule refuses is not.

The queue itself is django-tasks with its database backend; this is the only module that knows it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from alongside.kernel.errors import DomainError
from alongside.kernel.ids import new_id
from alongside.kernel.models import Job, JobState

LEASE = timedelta(seconds=60)
"""How long a job stays with a worker that gives no sign of life."""
SIGN_OF_LIFE = 15.0
"""Seconds between two signs of life."""
FIRST_PAUSE = timedelta(seconds=20)
"""Before the second try; four times as long before each further one, at most `LONGEST_PAUSE`."""
LONGEST_PAUSE = timedelta(hours=1)

Carry = Callable[..., None]
log = logging.getLogger("alongside.jobs")
stopping = threading.Event()
"""Set when this process is asked to end: a job under way rests where it is and goes on in the next worker."""


class Stopped(Exception):
    """Somebody asked for this job to be stopped."""


class Resting(Exception):
    """The worker is asked to end; the job goes on later."""


@dataclass(frozen=True)
class Declared:
    """A kind of job: how it is carried out and how often it is tried."""

    name: str
    carry_out: Carry
    tries: int


JOBS: dict[str, Declared] = {}


def job(name: str, *, tries: int = 5) -> Callable[[Carry], Carry]:
    """Declare a kind of job.

    Args:
        name: stable, as `noun.verb`.
        tries: how often it is begun when it fails by chance, before it counts as failed.

    Raises:
        ValueError: two jobs have one name.
    """

    def declare(function: Carry) -> Carry:
        if name in JOBS:
            raise ValueError(f"two jobs are named {name}")
        JOBS[name] = Declared(name, function, tries)
        return function

    return declare


class Work:
    """What a job under way knows of itself, and where it says how far it is."""

    def __init__(self, row: Job) -> None:
        self.job_id: UUID = row.pk
        self.agency_id: UUID | None = row.agency_id
        self.user_id: UUID | None = row.user_id
        self.held_by: UUID | None = row.held_by

    def progress(self, done: int, total: int) -> None:
        """Say how far the job is. Call it between two steps: here it stops when it should.

        Raises:
            Stopped: somebody asked for it.
            Resting: the worker is about to end, or another one has taken over.
        """
        now = timezone.now()
        mine = Job.objects.filter(pk=self.job_id, held_by=self.held_by)
        if not mine.update(done=done, total=total, held_until=now + LEASE) or stopping.is_set():
            raise Resting
        if mine.filter(stop_asked=True).exists():
            raise Stopped


def enqueue(name: str, *, agency_id: UUID | None = None, user_id: UUID | None = None, **ids: UUID) -> Job:
    """Ask for a job, to be begun once the present transaction holds.

    Raises:
        LookupError: no job of that name is declared.
        TypeError: an argument is not an id.
    """
    if name not in JOBS:
        raise LookupError(f"no job is named {name}")
    given: dict[str, object] = dict(ids)
    if strays := [key for key, value in given.items() if not isinstance(value, UUID)]:
        raise TypeError(f"a job takes ids only, and these are none: {', '.join(strays)}")
    now = timezone.now()
    with transaction.atomic():
        row = Job.objects.create(
            id=new_id(),
            name=name,
            agency_id=agency_id,
            user_id=user_id,
            ids={key: str(value) for key, value in ids.items()},
            asked_at=now,
            not_before=now,
        )
        _hand_over(row)
    return row


def _hand_over(row: Job) -> None:
    """Put a waiting job into the queue; in tests, carry it out as soon as the transaction holds."""
    if settings.JOBS_AT_ONCE:
        transaction.on_commit(partial(carry_out, row.pk))
        return
    place = _in_the_queue.using(run_after=row.not_before).enqueue(job_id=str(row.pk))
    Job.objects.filter(pk=row.pk).update(queued_as=UUID(str(place.id)))


@task()
def _in_the_queue(*, job_id: str, **_later: object) -> None:
    """What stands in the queue. `_later` lets an old worker take what a newer version has put in."""
    carry_out(UUID(job_id))


def carry_out(job_id: UUID) -> None:
    """Carry a job out now, in this process, unless it is done or another worker holds it. Never raises what it does."""
    row = _claim(job_id)
    if row is None:
        return
    declared = JOBS.get(row.name)
    with _signs_of_life(row):
        code, again = _try(declared, row) if declared else ("unknown_job", False)
    # Outside of any `except`: what a traceback holds must not follow the code into the tables.
    _settle(row, code, again and row.attempts < (declared.tries if declared else 0))


def _claim(job_id: UUID) -> Job | None:
    """Take hold of a job that waits, or whose worker has not been heard of."""
    now, holder = timezone.now(), new_id()
    free = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, held_until__lt=now)
    taken = Job.objects.filter(free, pk=job_id).update(
        state=JobState.RUNNING,
        held_by=holder,
        held_until=now + LEASE,
        started_at=now,
        attempts=F("attempts") + 1,
    )
    return Job.objects.get(pk=job_id) if taken else None


def _try(declared: Declared, row: Job) -> tuple[str, bool]:
    """Run the job once. The code of what went wrong ("" for nothing), and whether another try may help."""
    if row.stop_asked:
        return "stopped", False
    try:
        declared.carry_out(Work(row), **{key: UUID(value) for key, value in row.ids.items()})
    except Stopped:
        return "stopped", False
    except Resting:
        return "resting", True
    except DomainError as refused:
        return refused.code, False
    except DatabaseError as error:
        return f"fault.{type(error).__name__}", True
    except Exception as error:  # noqa: BLE001 - whatever it is, only its kind may be kept
        return f"fault.{type(error).__name__}", True
    return "", False


def _settle(row: Job, code: str, again: bool) -> None:
    """Write down how a try ended, unless another worker has taken the job over."""
    now = timezone.now()
    mine = Job.objects.filter(pk=row.pk, held_by=row.held_by)
    free = {"held_by": None, "held_until": None}
    if code == "":
        mine.update(state=JobState.DONE, error="", ended_at=now, **free)
    elif code == "stopped":
        mine.update(state=JobState.STOPPED, error="", ended_at=now, **free)
    elif code == "resting":
        # No try of its own: it did not fail.
        if mine.update(state=JobState.WAITING, not_before=now, attempts=F("attempts") - 1, **free):
            _again(row, now)
    elif again:
        later = now + pause_before(row.attempts + 1)
        if mine.update(state=JobState.WAITING, error=code, not_before=later, **free):
            _again(row, later)
    else:
        mine.update(state=JobState.FAILED, error=code, ended_at=now, **free)
        log.error("job %s %s failed: %s, after %d tries", row.name, row.pk, code, row.attempts)


def _again(row: Job, not_before: datetime) -> None:
    row.not_before = not_before
    if not settings.JOBS_AT_ONCE:
        _hand_over(row)


def pause_before(attempt: int) -> timedelta:
    """How long to wait before the second, third … try."""
    times: int = 4 ** max(attempt - 2, 0)
    return min(FIRST_PAUSE * times, LONGEST_PAUSE)


@contextmanager
def _signs_of_life(row: Job) -> Iterator[None]:
    """Renew the lease now and then while the job runs, from a thread with a connection of its own."""
    over = threading.Event()

    def renew() -> None:
        while not over.wait(SIGN_OF_LIFE):
            try:
                Job.objects.filter(pk=row.pk, held_by=row.held_by).update(held_until=timezone.now() + LEASE)
            except DatabaseError:
                log.warning("job %s %s: no sign of life could be given", row.name, row.pk)
        connection.close()

    watch = threading.Thread(target=renew, daemon=True, name="signs-of-life")
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()


def stop(job_id: UUID) -> None:
    """Ask a job to stop at its next step; one that has not begun never does."""
    now = timezone.now()
    Job.objects.filter(pk=job_id, state=JobState.WAITING).update(
        state=JobState.STOPPED, stop_asked=True, ended_at=now
    )
    Job.objects.filter(pk=job_id, state=JobState.RUNNING).update(stop_asked=True)


def try_again(job_id: UUID) -> bool:
    """Begin a failed or stopped job anew. Returns False when it is neither."""
    now = timezone.now()
    with transaction.atomic():
        ended = Job.objects.filter(pk=job_id, state__in=(JobState.FAILED, JobState.STOPPED))
        if not ended.update(
            state=JobState.WAITING, stop_asked=False, attempts=0, error="", ended_at=None, not_before=now
        ):
            return False
        _hand_over(Job.objects.get(pk=job_id))
    return True


def drain() -> None:
    """Carry out what is ready in the queue, one after the other, until nothing is or the process should end.

    Asks with a plain read first, so that an idle worker never takes SQLite's lock for writing.
    """
    while not stopping.is_set() and DBTaskResult.objects.ready().exists():
        Worker(
            queue_names=["default"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=str(new_id()),
            excluded_queue_names=[],
        ).run()


def rescue(now: datetime) -> int:
    """Put back into the queue what a killed worker left behind. Returns how many jobs that were."""
    dead = Q(state=JobState.RUNNING, held_until__lt=now)
    # Taken out of the queue, and its worker died before it began.
    lost = Q(state=JobState.WAITING, not_before__lt=now - LEASE) & ~Q(
        queued_as__in=DBTaskResult.objects.filter(status="READY").values("pk")
    )
    found = list(Job.objects.filter(dead | lost))
    for row in found:
        with transaction.atomic():
            row.not_before = now
            Job.objects.filter(pk=row.pk, state=JobState.WAITING).update(not_before=now)
            _hand_over(row)
    return len(found)


def forget(before: datetime) -> None:
    """Throw away what ended before that moment, and what stands of it in the queue."""
    Job.objects.filter(ended_at__lt=before).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()
    DBTaskResult.objects.running().filter(started_at__lt=before).delete()
