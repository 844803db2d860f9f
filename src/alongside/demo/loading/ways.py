"""A few people on their way to a service: one waits for an answer, one goes there already, one was turned away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from alongside.bridges.operations import begin_bridge, move_bridge
from alongside.bridges.rules import State
from alongside.demo.loading.crew import Crew, moment
from alongside.demo.scripts import read_texts
from alongside.people.models import Person
from alongside.services.models import Service

LONG_ENOUGH = timedelta(days=60)
"""So long somebody has walked with Sofie before the demo shows them on a way."""


def set_out(crew: Crew, now: datetime) -> None:
    """Write the ways down as Sofie would have, each move on its evening."""
    sofie = crew.actor("sofie", moment(now))
    walking = Person.objects.visible_to(sofie).filter(
        enrolments__ends_on=None,
        enrolments__starts_on__lte=now.date() - LONG_ENOUGH,
        enrolments__assignments__worker_id=sofie.worker_id,
        enrolments__assignments__kind="primary",
        enrolments__assignments__ends_on=None,
        enrolments__assignments__starts_on__lte=now.date() - LONG_ENOUGH,
    )
    people = list(walking.order_by("given_name", "family_name", "birth_date").distinct())
    for way in read_texts("hands")["ways"]:
        if way["person"] < len(people):
            _set_out(crew, people[way["person"]], way, now.date())


def _set_out(crew: Crew, person: Person, way: Mapping[str, Any], today: date) -> None:
    first, *rest = way["moves"]
    by, on = _evening(crew, today, first)
    bridge = begin_bridge(
        by=by,
        person=person,
        service=Service.objects.get(agency_id=by.agency_id, name=way["service"]),
        state=State(first["to"]),
        moved_on=on,
        words=way["words"],
        note=first.get("note", ""),
    )
    for move in rest:
        by, on = _evening(crew, today, move)
        move_bridge(
            by=by,
            bridge=bridge,
            to=State(move["to"]),
            moved_on=on,
            why=move.get("why", ""),
            note=move.get("note", ""),
        )


def _evening(crew: Crew, today: date, move: Mapping[str, Any]) -> tuple[Any, date]:
    on = today - timedelta(days=move["days"])
    return crew.actor("sofie", moment(datetime.combine(on, time(17, 30)))), on
