"""Where a record leads that was made one with another. Used by operations and pages that have passed a gate."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from alongside.people.models import Person


def kept_instead(person: Person) -> UUID:
    """The id of the record that is kept for this person: its own, or where the signposts lead in the end."""
    root, following = person.pk, person.merged_into_id
    while following is not None:
        root = following
        following = Person._base_manager.values_list("merged_into_id", flat=True).get(pk=root)
    found: UUID = root
    return found


def signposts_of(ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Every record that leads to one of these, with where it leads in the end. A query for each step of the way."""
    roots = {person_id: person_id for person_id in ids}
    found: dict[UUID, UUID] = {}
    step = list(roots)
    while step:
        rows = list(Person._base_manager.filter(merged_into_id__in=step).values_list("pk", "merged_into_id"))
        for person_id, leads_to in rows:
            found[person_id] = roots[person_id] = roots[leads_to]
        step = [person_id for person_id, _leads_to in rows]
    return found


def kept_of(person_id: UUID) -> UUID | None:
    """Where a signpost leads; None when this is no signpost, or no person at all."""
    person = Person._base_manager.filter(pk=person_id, merged_into__isnull=False).first()
    return None if person is None else kept_instead(person)
