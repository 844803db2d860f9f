"""How long the workers of the named teams wrote, in sums by day and form, as it would have been measured.

Nobody's forms were open while the demo was made, so these sums are told rather than counted. They follow the notes
that stand in the demo: a note takes some minutes, and now and then there is a plan, a review or a letter as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime

from alongside.demo import shapes
from alongside.demo.cast import CASE_MANAGERS
from alongside.demo.chance import chance
from alongside.demo.cohort import Cohort
from alongside.demo.loading.crew import Crew
from alongside.kernel.rows import insert
from alongside.numbers.models import WritingDay
from alongside.numbers.rules import kept_from

MINUTE = 60_000
NOTE_MINUTES = (3, 9)
OTHERS = (
    ("plan", 0.05, 12, 35),
    ("review", 0.06, 20, 50),
    ("letter", 0.08, 6, 18),
    ("appointment", 0.3, 1, 2),
)
"""A form, how likely it is on a day with notes, and how many minutes it takes at least and at most."""


class Writing:
    """Hears of every course that is loaded, and writes the sums when all are there."""

    def __init__(self, crew: Crew, cohort: Cohort, now: datetime) -> None:
        self._crew, self._seed = crew, cohort.seed
        self._from, self._today = kept_from(now.date()), now.date()
        teams = {worker.team for worker in CASE_MANAGERS}
        self._who = {worker.key for worker in cohort.workers if worker.team in teams}
        self._notes: defaultdict[str, Counter[date]] = defaultdict(Counter)

    def hear(self, course: shapes.Course) -> None:
        """Remember on which days who wrote how many notes."""
        for contact in course.contacts:
            day = contact.written.date()
            if contact.by in self._who and self._from <= day <= self._today:
                self._notes[contact.by][day] += 1

    def load(self) -> None:
        """Write the sums."""
        rows = []
        for worker, days in sorted(self._notes.items()):
            worker_id = self._crew.worker(worker).pk
            rng = chance("writing", self._seed, worker)
            for day, notes in sorted(days.items()):
                spent = sum(round(rng.uniform(*NOTE_MINUTES) * MINUTE) for _ in range(notes))
                rows.append((worker_id, day, "contact", spent, notes))
                for form, likely, least, most in OTHERS:
                    if rng.random() < likely:
                        rows.append((worker_id, day, form, round(rng.uniform(least, most) * MINUTE), 1))
        fields = [field for field in WritingDay._meta.concrete_fields if not field.primary_key]
        insert(WritingDay, fields, rows)
