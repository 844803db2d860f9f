"""The workers of the cohort as workers of the agency, and as actors on any day."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils.timezone import make_aware

from alongside.access.actor import Actor, Role, system_actor
from alongside.demo.cohort import Cohort
from alongside.demo.shapes import Worker as Invented
from alongside.organisation.models import Agency, Team, Worker
from alongside.organisation.operations import (
    add_team,
    add_worker,
    end_membership,
    found_agency,
    start_membership,
)
from alongside.organisation.rules import HELD_IN_A_TEAM

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ł": "l", "ó": "o"})


def _telephone(number: int) -> str:
    """A telephone number nobody can have: in Denmark none begins with 00."""
    digits = f"00{number:06d}"
    return " ".join(digits[at : at + 2] for at in range(0, 8, 2))


def moment(naive: datetime) -> datetime:
    """A wall-clock time of the cohort where the agency is."""
    return make_aware(naive)


def morning(day: date) -> datetime:
    """Eight o'clock that day."""
    return moment(datetime.combine(day, time(8)))


class Crew:
    """Founds the agency, hires everyone, and answers who acts. All accounts are shut (see `demo.sign_in`)."""

    def __init__(self, cohort: Cohort, agency_id: UUID) -> None:
        self._agency_id, self._today = agency_id, cohort.today
        self._taken: Counter[str] = Counter(worker.user for worker in cohort.workers if worker.user)
        first = min(worker.start for worker in cohort.workers) - timedelta(days=30)
        begin = system_actor(agency_id, morning(first))
        self.agency: Agency = found_agency(by=begin, name=cohort.name, profile_key=cohort.profile)
        self.teams: Mapping[str, Team] = {
            team.key: add_team(by=begin, name=team.name) for team in cohort.teams
        }
        self._workers: dict[str, Worker] = {}
        self._team_of: dict[str, str] = {}
        self._key_by_name: dict[str, str] = {}
        for invented in sorted(cohort.workers, key=lambda worker: (worker.start, worker.key)):
            self._hire(invented)

    def worker(self, key: str) -> Worker:
        """The worker behind a key of the cohort."""
        return self._workers[key]

    def named(self, name: str) -> Worker | None:
        """The worker of that name, if there is one."""
        key = self._key_by_name.get(name)
        return self._workers[key] if key else None

    def team_of(self, key: str) -> Team:
        """The team a case manager works in."""
        return self.teams[self._team_of[key]]

    def actor(self, key: str, when: datetime) -> Actor:
        """The worker acting at `when`. Loading is the program's doing, so the program's role is with them."""
        worker = self._workers[key]
        return Actor(
            user_id=worker.user_id,
            agency_id=self._agency_id,
            now=when,
            worker_id=worker.pk,
            name=worker.name,
            roles=frozenset({Role.SYSTEM}),
        )

    def _hire(self, invented: Invented) -> None:
        by = system_actor(self._agency_id, morning(invented.start))
        name = f"{invented.given} {invented.family}"
        worker = add_worker(
            by=by,
            name=name,
            username=invented.user or self._username(invented),
            access_until=invented.end or self._today + timedelta(days=365),
            fte=Decimal(str(invented.fte)),
            phone=_telephone(len(self._workers)),
        )
        self._workers[invented.key] = worker
        self._team_of[invented.key] = invented.team
        self._key_by_name.setdefault(name, invented.key)
        for role in invented.roles:
            for team in self._teams_for(invented, role):
                membership = start_membership(
                    by=by, worker=worker, role=Role(role), starts_on=invented.start, team=team
                )
                if invented.end is not None:
                    last = system_actor(self._agency_id, morning(invented.end))
                    end_membership(by=last, membership=membership, ends_on=invented.end)

    def _teams_for(self, invented: Invented, role: str) -> list[Team | None]:
        """Where a role is held: in the own team, on call for every team, or in the whole house."""
        if role not in HELD_IN_A_TEAM:
            return [None]
        return [self.teams[invented.team]] if invented.team else list(self.teams.values())

    def _username(self, invented: Invented) -> str:
        plain = f"{invented.given}.{invented.family}".lower().translate(_LETTERS)
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().replace(" ", "-")
        self._taken[plain] += 1
        return plain if self._taken[plain] == 1 else f"{plain}{self._taken[plain]}"
