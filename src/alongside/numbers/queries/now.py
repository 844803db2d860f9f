"""How it stands today: caseload, silence and late reviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from alongside.access.actor import Actor
from alongside.attention.queries.companions import Companion, companions
from alongside.attention.queries.whose import mine
from alongside.attention.rules import State
from alongside.caseload.queries import Load, capacity
from alongside.enrolments.models import Enrolment, Intensity
from alongside.numbers.queries.whose import Whose
from alongside.organisation.profile import Profile
from alongside.reviews.queries import Coming, coming


@dataclass(frozen=True)
class Someone:
    """A person we walk with today. `review` is the coming one when it is late."""

    who: Companion
    intensity: str
    review: Coming | None


@dataclass(frozen=True)
class LoadLine:
    """A case manager: their people of this team by intensity, and the load of their whole post."""

    load: Load
    by_intensity: Mapping[str, int]


@dataclass(frozen=True)
class Now:
    """Today.

    Attributes:
        people: by name.
        loads: the case managers by name.
    """

    people: tuple[Someone, ...]
    loads: tuple[LoadLine, ...]

    def with_intensity(self, intensity: str) -> list[Someone]:
        """Those we walk with so closely."""
        return [one for one in self.people if one.intensity == intensity]

    def in_state(self, state: State) -> list[Someone]:
        """Those who are so far from their rhythm."""
        return [one for one in self.people if one.who.silence.state is state]

    @property
    def late(self) -> list[Someone]:
        """Those whose review is late, the longest late first."""
        return sorted(
            (one for one in self.people if one.review), key=lambda one: one.review.days if one.review else 0
        )


def now_of(viewer: Actor, which: Whose, profile: Profile) -> Now:
    """How it stands today. Six queries, whatever the number of people."""
    if which.team_id is None:
        found, _profile = companions(viewer, mine(viewer))
        found = [who for who in found if who.worker_id == viewer.worker_id]
        loads = [
            load
            for load in capacity(viewer.agency_id, viewer.today, team_ids=viewer.team_ids)
            if load.worker_id == viewer.worker_id
        ][:1]
    else:
        found, _profile = companions(viewer, Q(team_id=which.team_id))
        loads = capacity(viewer.agency_id, viewer.today, team_ids=[which.team_id])
    ids = [who.enrolment_id for who in found]
    intensity: dict[UUID, str] = dict(
        Enrolment.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", "intensity")
    )
    reviews = coming(viewer, ids, profile=profile)
    people = tuple(
        Someone(
            who, intensity.get(who.enrolment_id, Intensity.STANDARD), _late(reviews.get(who.enrolment_id))
        )
        for who in found
    )
    counted = Counter((one.who.worker_id, one.intensity) for one in people)
    return Now(
        people,
        tuple(
            LoadLine(load, {key: counted[load.worker_id, key] for key in Intensity.values}) for load in loads
        ),
    )


def _late(review: Coming | None) -> Coming | None:
    return review if review is not None and review.days < 0 else None
