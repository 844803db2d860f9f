"""Teams, workers and who walks with whom: every course gets a place on a desk, a desk has one worker at a time.

A desk has as many places as its worker walks with people at once (8, mostly full). Courses take the first free
place, so that desks fill up as the municipality grows; a desk that is empty today had a worker who has left. Over
the years desks change hands, and then everyone on them gets a new case manager on the same day.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from alongside.demo.cast import CASE_MANAGERS, OTHERS, TEAM_NAMES, CastWorker
from alongside.demo.chance import chance
from alongside.demo.scripts import any_name
from alongside.demo.shapes import Assignment, Team, Worker
from alongside.demo.sheet import Row

PLACES = (8, 8, 8, 8, 8, 7, 7, 9)
"""Places of a desk without a name; 8 is the norm, one in eight walks with nine and says why."""
DESKS_PER_TEAM = 7
COURSES_PER_AUTHORITY_CASEWORKER = 60
_TURNOVER_DAYS = (450, 1400)


@dataclass(slots=True)
class Desk:
    index: int
    team: str
    places: int
    named: CastWorker | None
    opened: date
    last_day: date
    """The last day anyone had a place here; today while someone has."""
    holders: list[Worker] = field(default_factory=list)

    def holder_on(self, day: date) -> Worker:
        """Who sat here on `day`; the first holder before that, the last one after."""
        for holder in self.holders:
            if holder.end is None or day < holder.end:
                return holder
        return self.holders[-1]


class Staff:
    """Everyone who works, or worked, for the agency."""

    def __init__(self, rows: Sequence[Row], *, seed: int, today: date) -> None:
        self._rng = chance("staff", seed, len(rows))
        self._today = today
        self.desks: list[Desk] = []
        self._desks_of: Counter[str] = Counter()
        self._filling = 0
        self._open_named_desks()
        self._seat(rows)
        self.teams = self._teams()
        self._hire()
        self.others = [self._other(worker) for worker in OTHERS]
        self.authority = [worker for worker in self.others if "authority" in worker.roles]
        for number in range(1, len(rows) // COURSES_PER_AUTHORITY_CASEWORKER):
            self.authority.append(self._invent(f"authority-{number}", "", ("authority",), today, None))
        self._by_key = {worker.key: worker for worker in self.workers()}

    def workers(self) -> list[Worker]:
        """Case managers first, desk by desk in the order they held it."""
        rest = [worker for worker in self.authority if worker not in self.others]
        return [worker for desk in self.desks for worker in desk.holders] + self.others + rest

    def worker(self, key: str) -> Worker:
        return self._by_key[key]

    def second_person(self, worker: str) -> str:
        """Key of the lead of a worker's team; for a lead, of another team's lead."""
        lead = self._leads[self.worker(worker).team]
        return lead if lead != worker else next(key for key in self._leads.values() if key != worker)

    def assignments(self, row: Row, first_reason: str, handover_reason: str) -> tuple[Assignment, ...]:
        """Who walked with a person, one after the other and never two at once.

        `{cm}` in the reason for a change is the one before.
        """
        desk = self.desks[row.desk]
        last = row.end or self._today + timedelta(days=1)
        found: list[Assignment] = []
        for holder in desk.holders:
            start = max(row.start, holder.start)
            end = min(last, holder.end) if holder.end else last
            if start >= end:
                continue
            reason = first_reason
            if found:
                reason = handover_reason.replace("{cm}", self.worker(found[-1].worker).given)
            found.append(
                Assignment(holder.key, start, None if end == last and row.end is None else end, reason)
            )
        return tuple(found)

    def _open_named_desks(self) -> None:
        for worker in CASE_MANAGERS:
            since = self._today - timedelta(days=int(worker.years * 365))
            self.desks.append(Desk(len(self.desks), worker.team, worker.places, worker, since, self._today))
            self._desks_of[worker.team] += 1

    def _seat(self, rows: Sequence[Row]) -> None:
        """First free place for each course in order of start; scripted people sit with the worker they name."""
        scripted = [row for row in rows if row.script]
        for row in scripted:
            assert row.script
            row.desk = next(d.index for d in self.desks if d.named and d.named.user == row.script.worker)
        kept = {
            desk.index: sum(r.desk == desk.index and r.end is None for r in scripted) for desk in self.desks
        }
        free = [(desk.index, place) for desk in self.desks for place in range(desk.places - kept[desk.index])]
        heapq.heapify(free)
        busy: list[tuple[date, int, int]] = []
        for row in sorted((r for r in rows if not r.script), key=lambda r: (r.start, r.index)):
            while busy and busy[0][0] <= row.start:
                _, desk_index, place = heapq.heappop(busy)
                heapq.heappush(free, (desk_index, place))
            if not free:
                self._open_desk(row.start, free)
            row.desk, place = heapq.heappop(free)
            desk = self.desks[row.desk]
            desk.opened = min(desk.opened, row.start)
            if not desk.named:
                desk.last_day = max(desk.last_day, row.end or self._today)
            heapq.heappush(busy, (row.end or date.max, row.desk, place))

    def _open_desk(self, day: date, free: list[tuple[int, int]]) -> None:
        index = len(self.desks)
        while self._desks_of[_team_key(self._filling)] >= DESKS_PER_TEAM:
            self._filling += 1
        team = _team_key(self._filling)
        self._desks_of[team] += 1
        places = self._rng.choice(PLACES)
        self.desks.append(Desk(index, team, places, None, day, day))
        for place in range(places):
            heapq.heappush(free, (index, place))

    def _teams(self) -> list[Team]:
        keys = dict.fromkeys(desk.team for desk in self.desks)
        return [Team(key, f"Team {_team_name(key)}") for key in keys]

    def _hire(self) -> None:
        """Give every desk its workers; the first desk of a team that is still there belongs to its lead."""
        leads = {d.team: d.index for d in self.desks if d.named and "team_lead" in d.named.roles}
        for desk in sorted(self.desks, key=lambda d: (d.last_day < self._today, d.index)):
            leads.setdefault(desk.team, desk.index)
        for desk in self.desks:
            gone = desk.named is None and desk.last_day < self._today
            leads_team = desk.named is None and leads[desk.team] == desk.index
            roles = ("team_lead", "case_manager") if leads_team else ("case_manager",)
            self._fill(desk, desk.last_day + timedelta(days=30) if gone else None, roles)
        self._leads = {team: self.desks[index].holders[-1].key for team, index in leads.items()}

    def _fill(self, desk: Desk, end: date | None, roles: tuple[str, ...]) -> None:
        """The holders of a desk, one after the other, without a gap."""
        start = desk.opened - timedelta(days=self._rng.randint(14, 60))
        if desk.named:
            since = self._today - timedelta(days=int(desk.named.years * 365))
            if desk.opened < since:
                before = self._invent(f"desk-{desk.index + 1}-1", desk.team, ("case_manager",), start, since)
                desk.holders.append(before)
            desk.holders.append(_named(desk.named, since, desk.team))
            return
        while True:
            key = f"desk-{desk.index + 1}-{len(desk.holders) + 1}"
            left = start + timedelta(days=self._rng.randint(*_TURNOVER_DAYS))
            if left >= (end or self._today):
                desk.holders.append(self._invent(key, desk.team, roles, start, end))
                return
            desk.holders.append(self._invent(key, desk.team, ("case_manager",), start, left))
            start = left

    def _invent(self, key: str, team: str, roles: tuple[str, ...], start: date, end: date | None) -> Worker:
        sex = self._rng.choice(("female", "female", "male"))
        return Worker(key, *any_name("danish", sex, self._rng), team, roles, 1.0, start, end)

    def _other(self, worker: CastWorker) -> Worker:
        return _named(worker, self._today - timedelta(days=int(worker.years * 365)), worker.team)


def _named(worker: CastWorker, start: date, team: str) -> Worker:
    return Worker(
        worker.user, worker.given, worker.family, team, worker.roles, worker.fte, start, None, worker.user
    )


def _team_key(number: int) -> str:
    return TEAM_NAMES[number].lower() if number < len(TEAM_NAMES) else f"team-{number + 1}"


def _team_name(key: str) -> str:
    return next((name for name in TEAM_NAMES if name.lower() == key), key.removeprefix("team-"))
