"""When somebody comes out of hospital, prison or treatment: who said so, and that it moved."""

from __future__ import annotations

from datetime import date

from alongside.access.actor import Actor
from alongside.enrolments import rules
from alongside.enrolments.errors import DayOutChanged, NotPaused
from alongside.enrolments.models import Pause
from alongside.enrolments.rules import DayOut
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of


@operation("course.day_out", on="pause")
def say_day_out(
    *, by: Actor, pause: Pause, out_on: date | None, said_by: str = "", version: int | None = None
) -> Pause:
    """Write down on which day somebody comes out and who said so, or that nobody knows yet.

    Args:
        out_on: the day; None while nobody knows.

    Raises:
        StaleRecord: `version` is not the pause's.
        NotPaused: the course goes on already.
        NothingToComeOutOf, DayOutGone, WhoSaidMissing: see `rules.say_day_out`.
    """
    pause.require_version(version)
    if pause.ends_on is not None:
        raise NotPaused
    write_day_out(pause, out_on, said_by, today=by.today)
    pause.save()
    return pause


@operation("course.day_out_holds", on="pause")
def still_holds(*, by: Actor, pause: Pause, version: int | None = None) -> Pause:
    """Somebody has looked: what was arranged holds for the new day, or was changed to it.

    Raises:
        DayOutChanged: the day has not moved, or somebody has looked already.
        StaleRecord: `version` is not the pause's.
    """
    if pause.out_moved_from is None or pause.ends_on is not None:
        raise DayOutChanged
    pause.require_version(version)
    pause.out_moved_from = None
    pause.save()
    return pause


def write_day_out(pause: Pause, out_on: date | None, said_by: str, *, today: date) -> None:
    """Put what was said about the day out on a pause, which the caller saves. Only inside an operation.

    Raises:
        NothingToComeOutOf, DayOutGone, WhoSaidMissing
    """
    kind = profile_of(pause.enrolment.team.agency_id).pause_kinds.get(pause.kind)
    said = rules.say_day_out(
        day_out_of(pause),
        on=out_on,
        said_by=said_by,
        today=today,
        comes_out=kind is not None and kind.comes_out is not None,
    )
    pause.out_on, pause.out_said_by = said.on, said.said_by
    pause.out_said_on, pause.out_moved_from = said.said_on, said.moved_from


def day_out_of(pause: Pause) -> DayOut:
    """What a pause says about the day out."""
    return DayOut(pause.out_on, pause.out_said_by, pause.out_said_on, pause.out_moved_from)
