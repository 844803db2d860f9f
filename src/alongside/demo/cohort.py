"""The invented people of a demo municipality, written one at a time.

    cohort = Cohort(people=928, seed=1, today=date.today())
    for course in cohort.courses(): ...

The same `people`, `seed` and `today` give the same cohort on any machine. The sheet (who is who, in the published
shares) is written first and held in memory; lives are written as they are asked for, so a hundred thousand of
them need no more memory than the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from alongside.demo.cast import MUNICIPALITY, PROFILE
from alongside.demo.cpr import TestNumbers
from alongside.demo.door import referrals_without_course
from alongside.demo.life import live
from alongside.demo.shapes import Course, Referral, Team, Worker
from alongside.demo.sheet import Row, write_sheet
from alongside.demo.staffing import Staff


class Cohort:
    """A demo municipality of `people` courses as it stands on `today`.

    Raises:
        ValueError: fewer than 10 people, which is what the named cast needs.
    """

    name = MUNICIPALITY
    profile = PROFILE

    def __init__(self, *, people: int = 928, seed: int = 1, today: date) -> None:
        self.people, self.seed, self.today = people, seed, today
        numbers = TestNumbers()
        self.rows = write_sheet(people, seed=seed, today=today, numbers=numbers)
        self.staff = Staff(self.rows, seed=seed, today=today)
        births = {row.script.family: row.born for row in self.rows if row.script}
        caseworkers = [f"{worker.given} {worker.family}" for worker in self.staff.authority]
        self.waiting: list[Referral] = referrals_without_course(
            people, caseworkers, births, seed=seed, today=today, numbers=numbers
        )
        """Referrals without a course: at the door, or answered with something else."""

    @property
    def teams(self) -> list[Team]:
        return self.staff.teams

    @property
    def workers(self) -> list[Worker]:
        return self.staff.workers()

    def courses(self) -> Iterator[Course]:
        """Every course, the named cast first. Can be asked for again and gives the same."""
        yield from self._lives(self.rows)

    def courses_by_start(self) -> Iterator[Course]:
        """Every course in order of start, as a municipality would have written them down."""
        yield from self._lives(sorted(self.rows, key=lambda row: (row.start, row.index)))

    def _lives(self, rows: Iterable[Row]) -> Iterator[Course]:
        for row in rows:
            yield live(row, self.staff, seed=self.seed, today=self.today)
