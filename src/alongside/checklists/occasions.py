"""What a checklist begins with: the events of a course, found in the record and never stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.enrolments.models import Enrolment, Pause
from alongside.organisation.profile import Profile


@dataclass(frozen=True)
class Occasion:
    """An event of a course that a list is bound to.

    Attributes:
        event: one of the profile's `EVENTS`.
        id: of the record it is: the pause.
        since: the day on which it began; only what happened from then on ticks a line.
        day: the day everything has to be ready for, when there is one.
        over: it has come to its end; its list stays readable.
        kind: of a pause, a key of the profile; else empty.
    """

    event: str
    id: UUID
    since: date
    day: date | None = None
    over: bool = False
    kind: str = ""


def occasions_of(viewer: Actor, enrolment: Enrolment, profile: Profile) -> list[Occasion]:
    """The events of a course that lists are bound to, the latest first. One query."""
    return sorted(_stays(viewer, enrolment, profile), key=lambda one: (one.over, -one.since.toordinal()))


def of_pause(pause: Pause) -> Occasion:
    """A stay that somebody comes out of."""
    return Occasion(
        "coming_out",
        pause.pk,
        pause.starts_on,
        day=pause.ends_on or pause.out_on,
        over=pause.ends_on is not None,
        kind=pause.kind,
    )


def _stays(viewer: Actor, enrolment: Enrolment, profile: Profile) -> Iterator[Occasion]:
    kinds = [kind.key for kind in profile.pause_kinds if kind.comes_out is not None]
    for pause in Pause.objects.under(viewer, enrolment).filter(kind__in=kinds):
        yield of_pause(pause)
