"""A team as the proposal sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q

from alongside.access.actor import Actor
from alongside.caseload import rules
from alongside.caseload.balancing.rules import Post, Walked
from alongside.caseload.models import AssignmentKind, HandOverStatus
from alongside.caseload.queries import Load, capacity
from alongside.enrolments.models import Enrolment
from alongside.organisation.models import Worker
from alongside.organisation.queries import profile_of
from alongside.people.models import Person


@dataclass(frozen=True, slots=True)
class Table:
    """Who works in a team and who walks with them.

    Attributes:
        asked: courses about which a colleague has been asked already; they stay out of the proposal.
    """

    people: tuple[Walked, ...]
    posts: tuple[Post, ...]
    asked: frozenset[UUID]


def table(
    viewer: Actor,
    team_id: UUID,
    *,
    day: date,
    leaving: Collection[UUID] = (),
    full: Collection[UUID] = (),
    fixed: Mapping[UUID, UUID] | None = None,
) -> Table:
    """The open courses of a team that the viewer may see, and its case managers on `day`. Five queries at most.

    Args:
        leaving: workers from whom everyone moves.
        full: workers who take nobody new.
        fixed: worker by course, for lines the lead has fixed.
    """
    rows = list(_courses(viewer, team_id))
    weights = profile_of(viewer.agency_id).weights
    asked = frozenset(row["pk"] for row in rows if row["asked__pk"])
    people = tuple(
        Walked(
            id=row["pk"],
            name=(person := _person(row)).full_name,
            weight=weights.of(row["intensity"]),
            now=row["now__worker_id"],
            wishes=rules.wishes_of(person),
            locked=row["now__worker_id"] if row["pk"] in asked else (fixed or {}).get(row["pk"]),
        )
        for row in rows
    )
    loads = capacity(viewer.agency_id, day, team_ids=[team_id])
    own: defaultdict[UUID, list[float]] = defaultdict(list)
    for walked in people:
        if walked.now is not None:
            own[walked.now].append(walked.weight)
    posts = [_post(load, own[load.worker_id], leaving, full) for load in loads]
    gone = own.keys() - {load.worker_id for load in loads}
    posts += [
        Post(id=worker.pk, name=worker.name, places=0, room=0.0, keeps=False, takes=False)
        for worker in Worker.objects.filter(pk__in=gone)
    ]
    return Table(people, tuple(posts), asked)


def _courses(viewer: Actor, team_id: UUID) -> Any:
    return (
        Enrolment.objects.visible_to(viewer)
        .filter(team_id=team_id, ends_on__isnull=True)
        .annotate(
            now=FilteredRelation(
                "assignments",
                condition=Q(assignments__kind=AssignmentKind.PRIMARY, assignments__ends_on__isnull=True),
            ),
            asked=FilteredRelation("hand_overs", condition=Q(hand_overs__status=HandOverStatus.ASKED)),
        )
        .order_by("person__given_name", "person__family_name", "pk")
        .values("pk", "intensity", "now__worker_id", "asked__pk", *(f"person__{name}" for name in _OF_PERSON))
    )


_OF_PERSON = (
    "given_name",
    "family_name",
    "called_name",
    "language",
    "worker_wish",
    "postal_code",
    "city",
    "whereabouts",
    "address_protected",
)


def _person(row: dict[str, Any]) -> Person:
    return Person(**{name: row[f"person__{name}"] for name in _OF_PERSON})


def _post(load: Load, own: list[float], leaving: Collection[UUID], full: Collection[UUID]) -> Post:
    leaves = load.worker_id in leaving
    return Post(
        id=load.worker_id,
        name=load.name,
        places=load.places,
        room=load.weight_places,
        languages=load.languages,
        gender=load.gender,
        area=load.area,
        elsewhere=max(load.people - len(own), 0),
        weight_elsewhere=max(load.weight - sum(own), 0.0),
        keeps=not leaves,
        takes=not leaves and load.worker_id not in full,
    )
