"""The same people, seed and day give the same cohort; a big one needs no more memory than its sheet."""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
from datetime import date
from pathlib import Path

from alongside.demo.cohort import Cohort

_PRINT = """
import hashlib
from datetime import date
from alongside.demo.cohort import Cohort

cohort = Cohort(people=40, seed=5, today=date(2026, 11, 21))
digest = hashlib.sha256()
for course in cohort.courses():
    # A set of problems prints in any order; everything else is ordered.
    ordered = [getattr(course, name) for name in course.__slots__ if name != "problems"]
    digest.update(repr((sorted(course.problems), ordered)).encode())
digest.update(repr((cohort.waiting, cohort.workers, cohort.teams)).encode())
print(digest.hexdigest())
"""


def digest(hash_seed: str) -> str:
    src = Path(__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": str(src), "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        [sys.executable, "-c", _PRINT],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout


def test_the_same_seed_gives_the_same_people_in_another_process() -> None:
    assert digest("1") == digest("2")


def test_another_seed_gives_other_people_and_the_same_house() -> None:
    day = date(2026, 11, 21)
    one = list(Cohort(people=40, seed=1, today=day).courses())
    two = list(Cohort(people=40, seed=2, today=day).courses())
    assert [c.person.given for c in one[:8]] == [c.person.given for c in two[:8]]
    assert [c.person for c in one[9:]] != [c.person for c in two[9:]]


def test_courses_can_be_asked_for_again() -> None:
    cohort = Cohort(people=15, seed=1, today=date(2026, 11, 21))
    assert list(cohort.courses()) == list(cohort.courses())


def test_lives_are_written_one_at_a_time() -> None:
    """Walking through the courses holds one of them, not all."""
    cohort = Cohort(people=300, seed=1, today=date(2026, 11, 21))
    next(cohort.courses())
    tracemalloc.start()
    contacts = sum(len(course.contacts) for course in cohort.courses())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert contacts > 15_000
    assert peak < 8_000_000


def test_when_the_range_runs_out_the_number_stays_empty() -> None:
    """Four numbers a day and sex do not reach for 26,600 young men."""
    rows = Cohort(people=45_000, seed=1, today=date(2026, 11, 21)).rows
    numbers = [row.cpr for row in rows if row.cpr]
    assert len(set(numbers)) == len(numbers)
    empty = [row for row in rows if not row.cpr]
    assert empty
    assert {row.age_band for row in empty} <= {"18-24", "25-29"}
    assert len(empty) < len(rows) * 0.1
