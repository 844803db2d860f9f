"""Reading documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.documents.models import Document, DocumentContent, DocumentVersion
from alongside.documents.sealing import opened
from alongside.people.models import Person

SUMMARY = ("id", "title", "kind", "way", "dated_on", "other_party", "final", "struck_on")
"""What a line of a list shows."""


@dataclass(frozen=True)
class Summary:
    """A document as a line of a list."""

    id: UUID
    title: str
    kind: str
    way: str
    dated_on: date
    other_party: str
    final: bool
    struck_on: date | None


@dataclass(frozen=True)
class Version:
    """A file of a document. `size` in bytes."""

    number: int
    name: str
    media_type: str
    size: int
    digest: str
    added_at: datetime
    worker_name: str


@dataclass(frozen=True)
class File:
    """A file as it leaves."""

    name: str
    media_type: str
    content: bytes


def latest_first(viewer: Actor, person: Person) -> QuerySet[Document]:
    """All documents about someone, the latest first."""
    rows: QuerySet[Document] = Document.objects.under(viewer, person)
    return rows.order_by("-dated_on", "-id")


def documents_about(viewer: Actor, person: Person) -> list[Summary]:
    """All documents about someone, the latest first, those entered in error among them. One query."""
    return [Summary(*row) for row in latest_first(viewer, person).values_list(*SUMMARY)]


def summaries(rows: list[Document]) -> list[Summary]:
    """Records as they are read."""
    return [Summary(**{name: getattr(row, name) for name in SUMMARY}) for row in rows]


def standing(viewer: Actor, document_id: UUID) -> Document | None:
    """A document the viewer may see that is not marked as entered in error: what a consent may point at."""
    found: Document | None = (
        Document.objects.visible_to(viewer).filter(pk=document_id, struck_on__isnull=True).first()
    )
    return found


def versions_of(viewer: Actor, document: Document) -> list[Version]:
    """The files of a document, the newest first. One query, without their content."""
    rows: Any = DocumentVersion.objects.visible_to(viewer).filter(document=document).order_by("-number")
    return [
        Version(*row)
        for row in rows.values_list(
            "number", "name", "media_type", "size", "digest", "recorded_at", "worker__name"
        )
    ]


def file_of(viewer: Actor, document: Document, number: int) -> File | None:
    """A file of a document, opened; None when it has no such version.

    Raises:
        CannotDecrypt: the content was changed or moved, or its key is not there.
    """
    found: DocumentContent | None = (
        DocumentContent.objects.visible_to(viewer)
        .filter(file__document=document, file__number=number)
        .select_related("file")
        .first()
    )
    if found is None:
        return None
    return File(found.file.name, found.file.media_type, opened(bytes(found.sealed), found.file.pk))
