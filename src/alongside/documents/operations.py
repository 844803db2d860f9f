"""Attaching a document, putting its words right, a newer file, and marking it as entered in error."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from alongside.access.actor import Actor
from alongside.documents import errors, rules
from alongside.documents.files import Received, taken
from alongside.documents.models import Document, DocumentContent, DocumentVersion, Way
from alongside.documents.sealing import sealed
from alongside.enrolments.errors import NotInTheList
from alongside.enrolments.models import Enrolment
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.people.models import Person


class DocumentFields(TypedDict, total=False):
    """What is said about a document; what is left out stays."""

    title: str
    kind: str
    theme: str
    way: str
    dated_on: date
    other_party: str
    final: bool
    note: str
    enrolment: Enrolment | None


@operation("document.attach", on="person")
def attach_document(
    *, by: Actor, person: Person, file: Received, key: UUID | None = None, **fields: Unpack[DocumentFields]
) -> Document:
    """Keep a document about a person.

    Raises:
        WithoutATitle, DatedInTheFuture: see `rules.check_words`.
        NotInTheList: kind or theme is not in the profile, or `way` is none.
        NotOfThisPerson: the course is somebody else's.
        DomainError: the file is not taken; see `files.taken`.
    """
    document = Document(person=person, worker_id=by.worker_id)
    _write(by, document, fields)
    _add_version(by, document, file, number=1)
    return document


@operation("document.change", on="document")
def change_document(
    *, by: Actor, document: Document, version: int | None = None, **fields: Unpack[DocumentFields]
) -> Document:
    """Put right what is said about a document; the earlier words stay in its history.

    Raises:
        StaleRecord: `version` is not the record's.
        EnteredInErrorAlready: it is struck.
        WithoutATitle, DatedInTheFuture, NotInTheList, NotOfThisPerson.
    """
    document.require_version(version)
    _require_standing(document)
    _write(by, document, fields)
    return document


@operation("document.renew", on="document")
def renew_document(
    *, by: Actor, document: Document, file: Received, final: bool | None = None, key: UUID | None = None
) -> Document:
    """Add a newer file; the ones before it stay.

    Args:
        final: whether the document is final now; None leaves it as it is.

    Raises:
        EnteredInErrorAlready: it is struck.
        DomainError: the file is not taken; see `files.taken`.
    """
    _require_standing(document)
    if final is not None:
        document.final = final
    # Saved before its newest number is read: whoever adds a version at the same moment waits or is told.
    document.save()
    last = DocumentVersion.objects.filter(document=document).order_by("-number").first()
    _add_version(by, document, file, number=(last.number if last else 0) + 1)
    return document


@operation("document.strike", on="document")
def strike_document(*, by: Actor, document: Document, reason: str, version: int | None = None) -> Document:
    """Mark a document as entered in error: it is struck through and can still be read.

    Raises:
        StaleRecord: `version` is not the record's.
        EnteredInErrorAlready: it is struck.
        ErrorWithoutReason: `reason` is empty.
    """
    document.require_version(version)
    _require_standing(document)
    if not reason.strip():
        raise errors.ErrorWithoutReason(field="reason")
    document.struck_on, document.struck_because = by.today, reason.strip()
    document.save()
    return document


def _require_standing(document: Document) -> None:
    if document.struck_on is not None:
        raise errors.EnteredInErrorAlready


def _write(by: Actor, document: Document, fields: DocumentFields) -> None:
    before = (document.kind, document.theme)
    for name, value in fields.items():
        setattr(document, name, value.strip() if isinstance(value, str) else value)
    profile = profile_of(by.agency_id)
    if document.kind != before[0] and profile.document_kinds.get(document.kind) is None:
        raise NotInTheList(field="kind")
    if document.theme and document.theme != before[1] and profile.life_dimensions.get(document.theme) is None:
        raise NotInTheList(field="theme")
    if document.way not in Way.values:
        raise NotInTheList(field="way")
    if document.enrolment is not None and document.enrolment.person_id != document.person_id:
        raise errors.NotOfThisPerson(field="enrolment")
    rules.check_words(title=document.title, dated_on=document.dated_on, today=by.today)
    document.save()


def _add_version(by: Actor, document: Document, file: Received, *, number: int) -> None:
    kept = taken(file)
    version = DocumentVersion(
        document=document,
        number=number,
        name=kept.name,
        media_type=kept.media_type,
        size=len(kept.content),
        digest=hashlib.sha256(kept.content).hexdigest(),
        worker_id=by.worker_id,
    )
    version.save()
    DocumentContent(file=version, sealed=sealed(kept.content, version.pk)).save()
