"""Whose calendar, which days: what the address of a calendar page says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from alongside.access.actor import Actor
from alongside.organisation.models import Worker
from alongside.organisation.queries import Staff, staff
from alongside.web.forms import read_day

DAY, WEEK = "day", "week"


@dataclass(frozen=True)
class Shown:
    """A calendar page: a day or a week, of one worker or of a team.

    Attributes:
        first: the first day shown.
        team_id: None when it is one worker's.
        workers: whose days stand in it, by name.
    """

    view: str
    day: date
    first: date
    workers: tuple[Worker, ...]
    team_id: UUID | None
    team_name: str
    mine: bool

    @property
    def days(self) -> tuple[date, ...]:
        """The days shown."""
        return tuple(self.first + timedelta(days=ahead) for ahead in range(1 if self.view == DAY else 7))

    def address(self, **other: str) -> str:
        """The address of this page, or of one that differs in `view`, `day` or whose it is."""
        whose = {"team": str(self.team_id)} if self.team_id else {}
        if not self.team_id and not self.mine:
            whose = {"worker": str(self.workers[0].pk)}
        if "worker" in other or "team" in other:
            whose = {}
        return (
            f"{reverse('calendar')}?{urlencode({'view': self.view, 'day': str(self.day), **whose, **other})}"
        )


def shown(viewer: Actor, asked: QueryDict, *, week_starts: str) -> tuple[Shown, Staff] | None:
    """What the address asks for, and who could be asked for. A day or a name that is none gives today, and oneself.

    None when the viewer has no days here and asks for nobody's. Three queries.
    """
    house = staff(viewer.agency_id, viewer.today)
    day = read_day(asked.get("day", "")) or viewer.today
    view = WEEK if asked.get("view") == WEEK else DAY
    first = day if view == DAY else first_of_week(day, week_starts)
    everyone = {post.worker.pk: post.worker for _team, posts in house.teams for post in posts}
    everyone |= {post.worker.pk: post.worker for post in house.house}
    for team, posts in house.teams:
        if str(team.pk) == asked.get("team"):
            workers = tuple(post.worker for post in posts)
            return Shown(view, day, first, workers, team.pk, team.name, mine=False), house
    wanted = next((worker for pk, worker in everyone.items() if str(pk) == asked.get("worker")), None)
    if wanted is None and viewer.worker_id is not None:
        wanted = everyone.get(viewer.worker_id)
    if wanted is None:
        return None
    return Shown(view, day, first, (wanted,), None, "", mine=wanted.pk == viewer.worker_id), house


def first_of_week(day: date, week_starts: str) -> date:
    """The first day of the week of `day`; `week_starts` is monday or sunday."""
    back = day.weekday() if week_starts == "monday" else (day.weekday() + 1) % 7
    return day - timedelta(days=back)
