"""Reading what keeps whom out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from alongside.access.actor import Actor
from alongside.people.models import Person
from alongside.restrictions.models import Mark, MarkKind, Release, Restriction
from alongside.restrictions.standing import in_force


@dataclass(frozen=True)
class Bounds:
    """What is written about who may see a person: what holds, and what held once."""

    refused: list[Restriction]
    closed: list[Restriction]
    marks: list[Mark]
    earlier: list[Restriction | Mark]


def bounds_of(viewer: Actor, person: Person) -> Bounds:
    """Everything the viewer may know of it. Two queries."""
    names = ("worker", "recorded_by", "lifted_by")
    restrictions = list(
        Restriction.objects.under(viewer, person).select_related(*names).order_by("-said_on", "-pk")
    )
    marks = list(
        Mark.objects.under(viewer, person)
        .select_related("worker", "recorded_by", "ended_by")
        .order_by("-said_on", "-pk")
    )
    now = [one for one in restrictions if holds(one, viewer.today)]
    over: list[Restriction | Mark] = [one for one in restrictions if one not in now]
    over += [one for one in marks if one.ended_on is not None]
    return Bounds(
        [one for one in now if one.worker_id is not None],
        [one for one in now if one.worker_id is None],
        [one for one in marks if one.ended_on is None],
        over,
    )


def holds(one: Restriction, day: date) -> bool:
    """Whether a restriction holds on a day."""
    return one.lifted_on is None and (one.until is None or one.until >= day)


def kept_out(person_id: UUID, day: date) -> set[UUID]:
    """The workers who must not see a person on a day, whoever asks: for rules and proposals. One query."""
    return kept_out_of_each([person_id], day).get(person_id, set())


def kept_out_of_each(person_ids: Collection[UUID], day: date) -> dict[UUID, set[UUID]]:
    """For those of these people who keep somebody out: the workers who must not see them on a day. One query."""
    ids = list(person_ids)
    refused = Restriction.objects.unscoped().filter(in_force(day), person_id__in=ids, worker__isnull=False)
    close = Mark.objects.unscoped().filter(person_id__in=ids, ended_on__isnull=True, worker__isnull=False)
    found: dict[UUID, set[UUID]] = {}
    both = refused.values_list("person_id", "worker_id").union(close.values_list("person_id", "worker_id"))
    for person_id, worker_id in both:
        found.setdefault(person_id, set()).add(worker_id)
    return found


def keeps_out(day: date, *, person: str, worker: str) -> Q:
    """A condition on rows that name a person and a worker: the worker must not see the person.

    Args:
        person, worker: the columns, as the row leads there (`enrolment__person_id`).
    """
    refused = Restriction.objects.unscoped().filter(
        in_force(day), person_id=OuterRef(person), worker_id=OuterRef(worker)
    )
    close = Mark.objects.unscoped().filter(
        ended_on__isnull=True, person_id=OuterRef(person), worker_id=OuterRef(worker)
    )
    return Q(Exists(refused)) | Q(Exists(close))


@dataclass(frozen=True)
class Marks:
    """What makes looks at a person worth a review: whose own record or family it is, whether many know them."""

    known_to_many: bool
    own: frozenset[UUID]
    family: frozenset[UUID]


def marks_of(person_ids: Collection[UUID]) -> dict[UUID, Marks]:
    """The marks that stand for these people, by person, for the review of the log. One query.

    It tells no more than that a mark is there, and which workers it names: those who review look at no record.
    """
    rows = Mark.objects.unscoped().filter(person_id__in=list(person_ids), ended_on__isnull=True)
    found: dict[UUID, list[tuple[str, UUID | None]]] = {}
    for person_id, kind, worker_id in rows.values_list("person_id", "kind", "worker_id"):
        found.setdefault(person_id, []).append((kind, worker_id))

    def named(said: list[tuple[str, UUID | None]], kind: MarkKind) -> frozenset[UUID]:
        return frozenset(worker for one, worker in said if one == kind and worker is not None)

    return {
        person_id: Marks(
            known_to_many=any(kind == MarkKind.VIP for kind, _worker in said),
            own=named(said, MarkKind.OWN),
            family=named(said, MarkKind.FAMILY),
        )
        for person_id, said in found.items()
    }


def release_for(viewer: Actor, person: Person) -> Release | None:
    """The release of what is protected that the viewer may make use of today; None without one. One query."""
    if viewer.worker_id is None:
        return None
    mine = Release.objects.unscoped().filter(
        person=person, released_by_id=viewer.worker_id, until__gte=viewer.today
    )
    found: Release | None = mine.select_related("agreed_by").order_by("-until", "-pk").first()
    return found


def releases_of(viewer: Actor, person: Person) -> list[Release]:
    """Every time what is protected was let out, the latest first. One query."""
    found = Release.objects.under(viewer, person).select_related("released_by", "agreed_by")
    return list(found.order_by("-released_on", "-pk"))
