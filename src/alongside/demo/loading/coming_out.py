"""Somebody comes out of prison or a ward: the day is said, and some lines of the list are ticked since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial

from alongside.access.actor import Actor
from alongside.checklists.operations import tick_line
from alongside.demo.rests import DayOut
from alongside.enrolments.coming_out import say_day_out
from alongside.enrolments.models import Enrolment, Pause

_AT = time(15)


def coming_out(
    course: Enrolment, out: DayOut, actor_on: Callable[[datetime], Actor]
) -> Iterator[tuple[datetime, Callable[[], object]]]:
    """What happens around the day out, each with its time."""
    said_at = datetime.combine(out.said_on, _AT)
    yield said_at, partial(_say, course, out, actor_on(said_at))
    for item, day in out.ticked:
        at = datetime.combine(day, _AT)
        yield at, partial(_tick, course, item, day, actor_on(at))


def _say(course: Enrolment, out: DayOut, by: Actor) -> None:
    say_day_out(by=by, pause=_stay(course), out_on=out.on, said_by=out.said_by)


def _tick(course: Enrolment, item: str, day: date, by: Actor) -> None:
    tick_line(
        by=by,
        enrolment=course,
        checklist="discharge",
        occasion_id=_stay(course).pk,
        item=item,
        done_on=day,
    )


def _stay(course: Enrolment) -> Pause:
    found: Pause = Pause.objects.unscoped().get(enrolment=course, ends_on__isnull=True)
    return found
