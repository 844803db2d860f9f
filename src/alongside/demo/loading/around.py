"""Who is around a person, other plans and what one has to know, written down as their case manager would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from alongside.access.actor import Actor
from alongside.crisis.event_operations import follow_up_event, record_event
from alongside.crisis.operations import write_crisis_plan
from alongside.daily.operations import write_matter
from alongside.demo.loading.crew import Crew, moment
from alongside.demo.loading.liaison import write_demands
from alongside.demo.warned import Event, Heed, Surroundings
from alongside.housing.keeping import walk_road
from alongside.network.drawing import draw_map
from alongside.network.models import NetworkMember
from alongside.network.operations import add_member, add_plan
from alongside.outreach.operations import add_place
from alongside.people.models import Person
from alongside.people.operations import change_person, raise_flag
from alongside.reminders.gateways import ways
from alongside.reminders.models import Way
from alongside.reminders.operations import ask_for_reminders

_EVENING = time(17, 30)
_LOOKED_AT_AFTER = timedelta(days=91)


def write_around(
    crew: Crew,
    person: Person,
    around: Surroundings,
    worker_on: Callable[[date], str],
    begun: date,
    now: datetime,
) -> None:
    """Write it all down: people and plans on the first evening of the course, a warning on the evening it was said."""
    evening = datetime.combine(begun, _EVENING)
    by = crew.actor(worker_on(begun), moment(evening))
    known: dict[str, NetworkMember] = {}
    for one in around.people:
        known[one.name or one.relation] = add_member(
            by=by,
            person=person,
            kind=one.kind,
            name=one.name,
            relation=one.relation,
            organisation=one.organisation,
            phone=one.phone,
            may_speak=one.may_speak,
            note=one.note,
        )
    for plan in around.plans:
        written = add_plan(
            by=by,
            person=person,
            kind=plan.kind,
            organisation=plan.organisation,
            worker_name=plan.worker_name,
            starts_on=plan.starts_on,
            next_on=plan.next_on,
            next_text=plan.next_text,
            note=plan.note,
        )
        write_demands(by, written, plan.asks)
    _found_at(by, person, around)
    for heed in around.heeds:
        _heed(crew, person, heed, worker_on, begun, now)
    if around.crisis is not None:
        agreed = max(around.crisis.agreed_on, begun)
        write_crisis_plan(
            by=crew.actor(worker_on(agreed), moment(datetime.combine(agreed, _EVENING))),
            person=person,
            calls=[known[name].pk for name in around.crisis.calls],
            agreed_on=agreed,
            review_on=agreed + _LOOKED_AT_AFTER,
            **around.crisis.said,
        )
    for line in around.daily:
        said = max(line.said_on, begun)
        write_matter(
            by=crew.actor(worker_on(said), moment(datetime.combine(said, _EVENING))),
            person=person,
            kind=line.kind,
            text=line.text,
            told_by=line.told_by,
            said_on=said,
        )
    _draw(crew, person, around, known, worker_on, begun)
    for event in around.events:
        if event.happened_at.date() > begun:
            _event(crew, person, event, worker_on)
    _road(crew, person, around, worker_on, begun)
    if around.reminded_at:
        change_person(by=by, person=person, phone=around.reminded_at)
        if Way.TEXT in ways():
            ask_for_reminders(by=by, person=person, way=Way.TEXT, hours_before=24, language=by.language)


def _draw(
    crew: Crew,
    person: Person,
    around: Surroundings,
    known: dict[str, NetworkMember],
    worker_on: Callable[[date], str],
    begun: date,
) -> None:
    for drawn in around.maps:
        day = max(drawn.on, begun)
        draw_map(
            by=crew.actor(worker_on(day), moment(datetime.combine(day, _EVENING))),
            person=person,
            rings={known[name].pk: ring for name, ring in drawn.rings.items()},
            drawn_on=day,
            words=drawn.words,
        )


def _event(crew: Crew, person: Person, event: Event, worker_on: Callable[[date], str]) -> None:
    """It is written down two hours after it happened, and followed up the day after."""
    worker = worker_on(event.happened_at.date())
    written = record_event(
        by=crew.actor(worker, moment(event.happened_at + timedelta(hours=2))),
        person=person,
        kind=event.kind,
        happened_at=moment(event.happened_at),
        follow_up_worker=crew.worker(worker),
        **event.said,
    )
    if event.follow_up:
        follow_up_event(
            by=crew.actor(worker, moment(event.happened_at + timedelta(days=1))),
            event=written,
            follow_up=event.follow_up,
            learning=event.learning,
        )


def _road(
    crew: Crew, person: Person, around: Surroundings, worker_on: Callable[[date], str], begun: date
) -> None:
    for step in around.road:
        written = max(step.done_on or begun, begun)
        walk_road(
            by=crew.actor(worker_on(written), moment(datetime.combine(written, _EVENING))),
            person=person,
            kind=step.kind,
            done_on=step.done_on,
            note=step.note,
        )


def _heed(
    crew: Crew, person: Person, heed: Heed, worker_on: Callable[[date], str], begun: date, now: datetime
) -> None:
    said = max(heed.said_on, begun)
    at = min(datetime.combine(said, _EVENING), now - timedelta(minutes=5))
    raise_flag(
        by=crew.actor(heed.by or worker_on(said), moment(at)),
        person=person,
        text=heed.text,
        until=max(heed.until, at.date() + timedelta(days=1)),
        asked_for=heed.asked_for,
    )


def _found_at(by: Actor, person: Person, around: Surroundings) -> None:
    for told in around.found_at:
        add_place(by=by, person=person, place=told.place, best_times=told.best_times, told_by=told.told_by)
