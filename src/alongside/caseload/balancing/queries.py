"""A team as the proposal sees it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q

from alongside.access.actor import Actor
from alongside.caseload import rules
from alongside.caseload.balancing.rules import Post, Walked
from alongside.caseload.models import Assignment, AssignmentKind, HandOverStatus
from alongside.caseload.queries import Load, capacity
from alongside.enrolments.models import Enrolment
from alongside.organisation.models import Worker
from alongside.organisation.profile import Weights
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.restrictions.queries import kept_out_of_each


@dataclass(frozen=True, slots=True)
class Table:
    """Who works in a team and who walks with them.

    Attributes:
        people: whom the proposal is about. A person about whom a colleague has been asked already is not among them,
            and room is kept for them with that colleague.
        asked: the names of those, each with the name of the colleague.
        now: how many people each worker walks with today and how much work they are, in all teams.
    """

    people: tuple[Walked, ...]
    posts: tuple[Post, ...]
    asked: tuple[tuple[str, str], ...]
    now: Mapping[UUID, tuple[int, float]]


def table(
    viewer: Actor,
    team_id: UUID,
    *,
    day: date,
    leaving: Collection[UUID] = (),
    full: Collection[UUID] = (),
    fixed: Mapping[UUID, UUID] | None = None,
) -> Table:
    """The open courses of a team that the viewer may see, and its case managers on `day`. Seven queries at most.

    Args:
        leaving: workers from whom everyone moves.
        full: workers who take nobody new.
        fixed: worker by course, for lines the lead has fixed.
    """
    rows = list(_courses(viewer, team_id))
    weights = profile_of(viewer.agency_id).weights
    out = kept_out_of_each({row["person_id"] for row in rows}, day)
    walking: defaultdict[UUID, list[float]] = defaultdict(list)
    promised: Counter[UUID] = Counter()
    for row in rows:
        if row["now__worker_id"]:
            walking[row["now__worker_id"]].append(weights.of(row["intensity"]))
        if row["asked__receiver_id"]:
            promised[row["asked__receiver_id"]] += 1
    people = tuple(
        Walked(
            id=row["pk"],
            name=(person := _person(row)).full_name,
            weight=weights.of(row["intensity"]),
            now=row["now__worker_id"],
            wishes=rules.wishes_of(person),
            locked=(fixed or {}).get(row["pk"]),
            out=frozenset(out.get(row["person_id"], ())),
        )
        for row in rows
        if not row["asked__receiver_id"]
    )
    loads = capacity(viewer.agency_id, day, team_ids=[team_id])
    elsewhere = _elsewhere(team_id, [load.worker_id for load in loads], weights)
    posts = [
        _post(load, elsewhere[load.worker_id], promised[load.worker_id], leaving, full) for load in loads
    ]
    now = {load.worker_id: (load.people, load.weight) for load in loads}
    gone = {worker for worker, weights_of in walking.items() if weights_of} - now.keys()
    posts += [
        Post(id=worker.pk, name=worker.name, places=0, room=0.0, keeps=False, takes=False)
        for worker in Worker.objects.filter(pk__in=gone)
    ]
    now |= {worker: (len(walking[worker]), sum(walking[worker])) for worker in gone}
    asked = tuple(
        (_person(row).full_name, row["asked__receiver__name"]) for row in rows if row["asked__receiver_id"]
    )
    return Table(people, tuple(posts), asked, now)


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
        .values(
            "pk",
            "person_id",
            "intensity",
            "now__worker_id",
            "asked__receiver_id",
            "asked__receiver__name",
            *(f"person__{name}" for name in _OF_PERSON),
        )
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
    return Person(pk=row["person_id"], **{name: row[f"person__{name}"] for name in _OF_PERSON})


def _elsewhere(team_id: UUID, worker_ids: Sequence[UUID], weights: Weights) -> defaultdict[UUID, list[float]]:
    """The weights of those with whom these workers walk in other teams: numbers, so that it needs no viewer."""
    found: defaultdict[UUID, list[float]] = defaultdict(list)
    rows = (
        Assignment.objects.unscoped()
        .filter(
            worker_id__in=worker_ids,
            kind=AssignmentKind.PRIMARY,
            ends_on__isnull=True,
            enrolment__ends_on__isnull=True,
        )
        .exclude(enrolment__team_id=team_id)
    )
    for worker_id, intensity in rows.values_list("worker_id", "enrolment__intensity"):
        found[worker_id].append(weights.of(intensity))
    return found


def _post(
    load: Load,
    elsewhere: Sequence[float],
    promised: int,
    leaving: Collection[UUID],
    full: Collection[UUID],
) -> Post:
    leaves = load.worker_id in leaving
    return Post(
        id=load.worker_id,
        name=load.name,
        places=load.places,
        room=load.weight_places,
        languages=load.languages,
        gender=load.gender,
        area=load.area,
        elsewhere=len(elsewhere),
        weight_elsewhere=sum(elsewhere),
        promised=promised,
        keeps=not leaves,
        takes=not leaves and load.worker_id not in full,
    )
