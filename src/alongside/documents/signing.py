"""The paper on which a consent was signed: tying it to the consent, and taking it off again.

The consent's room lies below and knows nothing of documents. Whether something may be told never depends on a file, so
the tie is kept here, and the pages ask both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Unpack
from uuid import UUID

from alongside.access.actor import Actor
from alongside.consents.models import Consent, EvidenceChoice
from alongside.documents import errors
from alongside.documents.files import Received
from alongside.documents.models import Document, SignedPaper
from alongside.documents.operations import DocumentFields, attach_document
from alongside.kernel.operations import operation


@operation("signed_paper.keep", on="consent")
def keep_signed_paper(
    *, by: Actor, consent: Consent, document: Document, key: UUID | None = None
) -> SignedPaper:
    """Say that a document is the paper on which a consent was signed. Another one that was named before is taken off.

    Raises:
        NotSigned: the consent was not given on paper.
        OfAnotherPerson: the document is about somebody else.
        EnteredInErrorAlready: the document is struck.
    """
    if consent.evidence != EvidenceChoice.SIGNED:
        raise errors.NotSigned(field="document")
    if document.person_id != consent.person_id:
        raise errors.OfAnotherPerson(field="document")
    if document.struck_on is not None:
        raise errors.EnteredInErrorAlready(field="document")
    before = SignedPaper._base_manager.select_for_update().filter(consent=consent, taken_off_at=None).first()
    if before is not None:
        if before.document_id == document.pk:
            return before
        before.taken_off_at = by.now
        before.save()
    paper = SignedPaper(consent=consent, document=document, worker_id=by.worker_id)
    paper.save()
    return paper


@operation("signed_paper.attach", on="consent")
def attach_signed_paper(
    *, by: Actor, consent: Consent, file: Received, key: UUID | None = None, **fields: Unpack[DocumentFields]
) -> Document:
    """Keep a document and say that it is the paper on which a consent was signed; both or neither.

    Raises:
        NotSigned: the consent was not given on paper.
        DomainError: see `operations.attach_document`.
    """
    document: Document = attach_document(by=by, person=consent.person, file=file, **fields)
    keep_signed_paper(by=by, consent=consent, document=document)
    return document


@operation("signed_paper.take_off", on="paper")
def take_signed_paper_off(*, by: Actor, paper: SignedPaper) -> SignedPaper:
    """Say that it was another paper. Twice is once."""
    if paper.taken_off_at is None:
        paper.taken_off_at = by.now
        paper.save()
    return paper


@dataclass(frozen=True)
class Paper:
    """The signed paper of a consent, as a page shows it.

    Attributes:
        struck: the document was entered in error since, so the consent has no paper to show.
    """

    id: UUID
    document_id: UUID
    title: str
    dated_on: date
    struck: bool


def paper_of(viewer: Actor, consent: Consent) -> Paper | None:
    """The paper on which a consent was signed, if it is attached and the viewer may see it. One query."""
    found: SignedPaper | None = (
        SignedPaper.objects.visible_to(viewer)
        .filter(consent=consent, taken_off_at=None)
        .select_related("document")
        .first()
    )
    if found is None:
        return None
    document = found.document
    return Paper(
        found.pk, document.pk, document.title, document.dated_on, struck=document.struck_on is not None
    )


def signed_in(viewer: Actor, document: Document) -> list[Consent]:
    """The consents that were signed on a document, of those the viewer may see, the latest first. One query."""
    rows = Consent.objects.visible_to(viewer).filter(
        signed_papers__document=document, signed_papers__taken_off_at=None
    )
    return list(rows.order_by("-said_on", "-pk"))
