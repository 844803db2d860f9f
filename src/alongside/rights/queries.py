"""What somebody has asked of us, and how it stands."""

from __future__ import annotations

from uuid import UUID

from alongside.access.actor import Actor
from alongside.people.models import Person
from alongside.rights.models import AccessRequest, ErasureRequest, Export, Outcome, Withheld


def open_requests(viewer: Actor) -> tuple[list[AccessRequest], list[ErasureRequest]]:
    """What waits for an answer, of everyone whose requests the viewer answers, the soonest due first. Two queries."""
    access = AccessRequest.objects.visible_to(viewer).filter(answered_on__isnull=True)
    erasure = ErasureRequest.objects.visible_to(viewer).filter(told_on__isnull=True)
    return list(access.order_by("due_on", "pk")), list(erasure.order_by("due_on", "pk"))


def requests_of(person: Person) -> tuple[list[AccessRequest], list[ErasureRequest]]:
    """What a person has asked for, latest first, for a page that passed its gate. Two queries."""
    access = AccessRequest._base_manager.filter(person=person).select_related("worker")
    erasure = ErasureRequest._base_manager.filter(person=person).select_related("worker", "decided_by")
    return list(access.order_by("-asked_on", "-pk")), list(erasure.order_by("-asked_on", "-pk"))


def exports_of(request: AccessRequest) -> list[Export]:
    """The files that were made for a request, latest first. One query."""
    rows = Export._base_manager.filter(request=request).select_related("worker").defer("sealed")
    return list(rows.order_by("-asked_at", "-pk"))


def withheld_in(request: AccessRequest) -> dict[UUID, Withheld]:
    """What is kept back from an answer, by record. One query."""
    return {one.record_id: one for one in Withheld._base_manager.filter(request=request)}


def to_be_erased(person: Person) -> bool:
    """Whether it was decided to erase what is written about a person, as they asked. One query."""
    return ErasureRequest._base_manager.filter(person=person, outcome=Outcome.ERASED).exists()
