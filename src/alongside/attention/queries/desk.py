"""The desk of somebody who walks with people: who needs me, my day, what is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from alongside.access.actor import Actor
from alongside.attention.queries.companions import Companion, InBrief, companions, in_brief
from alongside.attention.queries.walks import Walk, walks
from alongside.attention.queries.whose import mine
from alongside.attention.rules import Appointment, DueReview, DueStep, Group


@dataclass(frozen=True)
class Needs:
    """My people, in the order of Today."""

    walks: tuple[Walk, ...]

    @property
    def people(self) -> list[Companion]:
        """They themselves."""
        return [walk.who for walk in self.walks]

    def of(self, group: Group) -> list[Walk]:
        """Those in one part of Today."""
        return [walk for walk in self.walks if walk.group == group]


@dataclass(frozen=True)
class Due:
    """What is due: reviews that are announced or late, steps of plans, and meetings that nobody has prepared."""

    reviews: tuple[tuple[Companion, DueReview], ...]
    steps: tuple[tuple[Companion, DueStep], ...]
    meetings: tuple[tuple[Companion, Appointment], ...] = ()


STEPS_AHEAD = timedelta(days=7)


def my_people(viewer: Actor) -> list[InBrief]:
    """Those the viewer walks with today, by name. One query."""
    return in_brief(viewer, mine(viewer))


def companions_of(viewer: Actor) -> list[Companion]:
    """The same people with where each of them is. One query."""
    return companions(viewer, mine(viewer))[0]


def who_needs_me(viewer: Actor) -> Needs:
    """My people, most urgent first, each with its reasons. Four queries, whatever the caseload."""
    return Needs(tuple(walks(viewer, mine(viewer))))


def due_for(viewer: Actor, needs: Needs) -> Due:
    """Reviews, steps and meetings to prepare, what is due first on top. No query.

    Args:
        needs: the answer of `who_needs_me`, which has read all three.
    """
    return Due(
        reviews=tuple(sorted(_reviews(viewer, needs), key=lambda found: found[1].due_on)),
        steps=tuple(sorted(_steps(viewer, needs), key=lambda found: found[1].due_on)),
        meetings=tuple(sorted(_to_prepare(viewer, needs), key=lambda found: found[1].at)),
    )


def _reviews(viewer: Actor, needs: Needs) -> Iterator[tuple[Companion, DueReview]]:
    for walk in needs.walks:
        review = walk.facts.review
        announced = timedelta(days=walk.profile.review.announce_days)
        if review is not None and review.due_on <= viewer.today + announced:
            yield walk.who, review


def _to_prepare(viewer: Actor, needs: Needs) -> Iterator[tuple[Companion, Appointment]]:
    for walk in needs.walks:
        until = viewer.now + timedelta(days=walk.profile.calendar.prepare_days)
        for one in walk.facts.appointments:
            if one.unprepared and viewer.now <= one.at <= until:
                yield walk.who, one


def _steps(viewer: Actor, needs: Needs) -> Iterator[tuple[Companion, DueStep]]:
    for walk in needs.walks:
        for step in walk.facts.steps:
            if step.due_on <= viewer.today + STEPS_AHEAD:
                yield walk.who, step
