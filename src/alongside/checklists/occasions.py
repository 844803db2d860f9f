"""What a checklist begins with: the events of a course, found in the record and never stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.checklists.models import Tick
from alongside.enrolments.models import Closure, ClosureProposal, Enrolment, Intensity, Pause
from alongside.housing.models import HomeStep
from alongside.organisation.profile import Profile


@dataclass(frozen=True)
class Occasion:
    """An event of a course that a list is bound to.

    Attributes:
        event: one of the profile's `EVENTS`.
        id: of the record it is: the course, the pause, the line of the road to a home, the closure that was taken back.
        since: the day on which it began; what happened from then on ticks a line.
        day: the day everything has to be ready for, when there is one.
        over: it has come to its end; its list stays readable.
        begun: whether it has begun; closing is there before, for whoever wants to look ahead.
        kind: of a pause, a key of the profile; else empty.
    """

    event: str
    id: UUID
    since: date
    day: date | None = None
    over: bool = False
    begun: bool = True
    kind: str = ""


def occasions_of(viewer: Actor, enrolment: Enrolment, profile: Profile) -> list[Occasion]:
    """The events of a course that lists are bound to: those that go on first, the latest first. Six queries."""
    found = [
        Occasion("course", enrolment.pk, enrolment.starts_on, over=not enrolment.is_open),
        *_stays(viewer, enrolment, profile),
        *_moves(viewer, enrolment, profile),
        closing_of(viewer, enrolment, profile),
    ]
    return sorted(found, key=lambda one: (one.over, -one.since.toordinal()))


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


def closing_of(viewer: Actor, enrolment: Enrolment, profile: Profile) -> Occasion:
    """That the course closes. It begins when it is proposed, when we step down, or when somebody ticks the first line.

    A course that was reopened closes anew: what was ticked before does not count again. Three queries at most.
    """
    reopened: QuerySet[Closure] = Closure.objects.under(viewer, enrolment).filter(reopened_on__isnull=False)
    last = reopened.order_by("-reopened_on", "-pk").only("pk").first()
    occasion_id = last.pk if last else enrolment.pk
    if enrolment.ends_on is not None:
        return Occasion("closing", occasion_id, enrolment.ends_on, day=enrolment.ends_on, over=True)
    lists = [one.key for one in profile.checklists if one.begins == "closing"]
    ticked = Tick.objects.under(viewer, enrolment).filter(checklist__in=lists, occasion_id=occasion_id)
    begins = [
        ClosureProposal.objects.under(viewer, enrolment)
        .filter(answered_on__isnull=True)
        .values_list("proposed_on", flat=True)
        .first(),
        ticked.order_by("said_on").values_list("said_on", flat=True).first(),
    ]
    since = min((day for day in begins if day is not None), default=None)
    begun = since is not None or enrolment.intensity == Intensity.STEPPING_DOWN
    return Occasion("closing", occasion_id, since or viewer.today, begun=begun)


def _stays(viewer: Actor, enrolment: Enrolment, profile: Profile) -> Iterator[Occasion]:
    kinds = [kind.key for kind in profile.pause_kinds if kind.comes_out is not None]
    for pause in Pause.objects.under(viewer, enrolment).filter(kind__in=kinds):
        yield of_pause(pause)


def _moves(viewer: Actor, enrolment: Enrolment, profile: Profile) -> Iterator[Occasion]:
    """The contracts that were signed during the course."""
    kinds = [kind.key for kind in profile.home_steps if kind.moves_in]
    rows = HomeStep.objects.under(viewer, enrolment.person).filter(
        kind__in=kinds, done_on__gte=enrolment.starts_on
    )
    if enrolment.ends_on is not None:
        rows = rows.filter(done_on__lt=enrolment.ends_on)
    for step in rows:
        over = step.over_on is not None or not enrolment.is_open
        yield Occasion("moving_in", step.pk, step.done_on, over=over)
