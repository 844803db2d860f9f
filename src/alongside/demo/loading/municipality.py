"""The whole demo municipality into the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, time
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from alongside.demo.cohort import Cohort
from alongside.demo.loading.arrivals import arrive, keep_quote
from alongside.demo.loading.course import CourseLoader
from alongside.demo.loading.crew import Crew
from alongside.demo.loading.days import fill_days
from alongside.demo.loading.doubles import write_doubles
from alongside.demo.loading.hands import lend_hands
from alongside.demo.loading.moves import Moves
from alongside.demo.loading.notes import InBulk, OneByOne
from alongside.demo.loading.oversight import watch_over
from alongside.demo.loading.paper import set_head
from alongside.demo.loading.rating import rate_the_team
from alongside.demo.loading.round_the_clock import keep_the_roster, ring_in_the_night, tell_on_call
from alongside.demo.loading.supervising import supervise
from alongside.demo.loading.telling import let_a_partner_in
from alongside.demo.loading.ways import set_out
from alongside.demo.loading.writing import Writing
from alongside.kernel.ids import new_id
from alongside.kernel.operations import batch

TOGETHER = 20
"""Courses that share one transaction in bulk."""

AT_ONCE = 2_000
"""Up to so many people are loaded whole or not at all; a larger municipality is kept as far as it came."""

T = TypeVar("T")
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Loaded:
    """What was made."""

    agency_id: UUID
    people: int
    workers: int
    contacts: int


def load(
    cohort: Cohort,
    *,
    now: datetime | None = None,
    in_bulk: bool = True,
    progress: Progress = lambda done, total: None,
) -> Loaded:
    """Make a municipality of its own out of a cohort.

    Args:
        now: the wall-clock time of the cohort's day at which it is made; eight in the morning when left out.
        in_bulk: False gives every operation a transaction of its own, which takes many times longer.
        progress: told how many people are loaded, of how many.
    """
    together: Callable[[], AbstractContextManager[object]] = batch if in_bulk else nullcontext
    with transaction.atomic() if cohort.people <= AT_ONCE else nullcontext():
        morning = datetime.combine(cohort.today, time(8))
        return _load(cohort, together, now=now or morning, in_bulk=in_bulk, progress=progress)


def _load(
    cohort: Cohort,
    together: Callable[[], AbstractContextManager[object]],
    *,
    now: datetime,
    in_bulk: bool,
    progress: Progress,
) -> Loaded:
    total = len(cohort.rows) + len(cohort.waiting)
    with together():
        crew = Crew(cohort, new_id())
        first = min(cohort.workers, key=lambda worker: (worker.start, worker.key))
        set_head(crew, first.key, datetime.combine(first.start, time(9)))
        fill_days(crew, cohort)
    writing = Writing(crew, cohort, now)
    contacts = done = 0
    for courses in _in_groups(cohort.courses_by_start(), TOGETHER):
        with together():
            notes = (InBulk if in_bulk else OneByOne)(crew.actor)
            for course in courses:
                CourseLoader(crew, notes, course, now).load()
                writing.hear(course)
                contacts += len(course.contacts)
        done += len(courses)
        progress(done, total)
    for referrals in _in_groups(sorted(cohort.waiting, key=lambda one: one.arrived), TOGETHER):
        with together():
            for invented in referrals:
                referral, _goals = arrive(crew, invented)
                keep_quote(crew, invented.received_by, referral.person, invented.person)
        done += len(referrals)
        progress(done, total)
    with together():
        Moves(crew, now).load()
        lend_hands(crew, now)
        set_out(crew, now)
        let_a_partner_in(crew, now)
        keep_the_roster(crew, now)
        supervise(crew, now)
        rate_the_team(crew, now)
        tell_on_call(crew, now)
        ring_in_the_night(crew, now)
        writing.load()
        write_doubles(crew, cohort.waiting[0].received_by, now)
    watch_over(crew, now)
    return Loaded(crew.agency.pk, total, len(cohort.workers), contacts)


def _in_groups(many: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of up to `size`, without holding more than one of them."""
    rest = iter(many)
    while group := list(islice(rest, size)):
        yield group
