"""What stands in the days of a team beside visits: its meeting, training, and who is away."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from alongside.access.actor import Role
from alongside.calendar.models import AppointmentKind
from alongside.calendar.operations import add_appointment
from alongside.demo.cohort import Cohort
from alongside.demo.loading.crew import Crew, moment, morning
from alongside.demo.shapes import Worker

WEEKS = 5
"""The meeting of this week and of those that follow."""
MEETING, LENGTH = time(9), timedelta(minutes=75)


def fill_days(crew: Crew, cohort: Cohort) -> None:
    """Give every team its weekly meeting, and each worker a day of training or a day off in turn."""
    monday = cohort.today - timedelta(days=cohort.today.weekday())
    for team in cohort.teams:
        members = [
            worker
            for worker in cohort.workers
            if worker.team == team.key and (worker.end is None or worker.end > cohort.today)
        ]
        if members:
            _meet(crew, members, monday)
            for place, worker in enumerate(members):
                _be_away(crew, worker, monday + timedelta(days=7 + place % 5), training=place % 2 == 0)


def _meet(crew: Crew, members: list[Worker], monday: date) -> None:
    leads = [worker for worker in members if Role.TEAM_LEAD in worker.roles]
    owner = (leads or members)[0]
    for week in range(WEEKS):
        day = monday + timedelta(days=1 + 7 * week)
        start = moment(datetime.combine(day, MEETING))
        add_appointment(
            by=crew.actor(owner.key, morning(monday)),
            worker=crew.worker(owner.key),
            kind=AppointmentKind.TEAM_MEETING,
            starts_at=start,
            ends_at=start + LENGTH,
            place_text="Teamrummet",
            others=[crew.worker(one.key).pk for one in members if one is not owner],
        )


def _be_away(crew: Crew, worker: Worker, day: date, *, training: bool) -> None:
    first, last = (time(12, 30), time(15)) if training else (time(), time())
    start = moment(datetime.combine(day, first))
    end = moment(datetime.combine(day if training else day + timedelta(days=1), last))
    add_appointment(
        by=crew.actor(worker.key, morning(day - timedelta(days=14))),
        worker=crew.worker(worker.key),
        kind=AppointmentKind.TRAINING if training else AppointmentKind.AWAY,
        starts_at=start,
        ends_at=end,
        all_day=not training,
        private=not training,
    )
