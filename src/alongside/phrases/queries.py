"""What is ready for someone who writes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from alongside.access.actor import Actor
from alongside.organisation.profile import Profile
from alongside.phrases.models import NoteTemplate, Phrase


@dataclass(frozen=True)
class Ready:
    """A phrase on offer. `own`: the writer's, else the agency's."""

    id: UUID
    shortcut: str
    text: str
    own: bool


@dataclass(frozen=True)
class Headings:
    """A template on offer.

    Attributes:
        kinds: for which kinds of contact; none means for all.
        version: how often the agency has kept it; 0 for the profile's own.
    """

    key: str
    title: str
    body: str
    kinds: tuple[str, ...]
    version: int = 0


def phrases_of(viewer: Actor) -> list[Ready]:
    """The viewer's own phrases and the agency's, by short word; one's own goes before the agency's. One query."""
    mine = Q(worker_id=viewer.worker_id) if viewer.worker_id else Q(pk__in=[])
    rows = Phrase.objects.filter(mine | Q(worker__isnull=True), agency_id=viewer.agency_id)
    found: dict[str, Ready] = {}
    for row in rows.order_by("worker_id"):
        ready = Ready(row.pk, row.shortcut, row.text, own=row.worker_id is not None)
        if ready.own or ready.shortcut not in found:
            found[row.shortcut] = ready
    return sorted(found.values(), key=lambda one: one.shortcut)


def all_phrases(viewer: Actor) -> tuple[list[Phrase], list[Phrase]]:
    """The viewer's own phrases and all of the agency's, for the page where they are changed. One query."""
    mine = Q(worker_id=viewer.worker_id) if viewer.worker_id else Q(pk__in=[])
    rows = list(
        Phrase.objects.filter(mine | Q(worker__isnull=True), agency_id=viewer.agency_id).order_by(
            "shortcut", "pk"
        )
    )
    return [row for row in rows if row.worker_id], [row for row in rows if not row.worker_id]


def note_templates(agency_id: UUID, profile: Profile, language: str) -> list[Headings]:
    """Every template on offer: those of the profile in its order, then the agency's own by title. One query."""
    own = {row.key: row for row in NoteTemplate.objects.filter(agency_id=agency_id).order_by("title", "pk")}
    found = []
    for starting in profile.note_templates:
        row = own.pop(starting.key, None)
        if row is None:
            body = starting.body.in_(language).strip("\n")
            found.append(Headings(starting.key, starting.label.in_(language), body, starting.kinds))
        elif not row.retired:
            found.append(_own(row))
    return found + [_own(row) for row in own.values() if not row.retired]


def _own(row: NoteTemplate) -> Headings:
    return Headings(row.key, row.title, row.body, tuple(row.kinds), row.version)
