"""What is kept of documents: whatever a person's life puts on paper."""

from __future__ import annotations

from alongside.documents.models import Document, DocumentContent, DocumentVersion, SignedPaper
from alongside.kernel.data_classes import Door, Purpose, classify, leaves_by

classify(
    Document,
    open="final",
    personal="way dated_on struck_on",
    special="title kind theme other_party note struck_because",
)
classify(DocumentVersion, open="number media_type size", personal="digest", special="name")
classify(DocumentContent, special="sealed")
classify(SignedPaper, personal="taken_off_at", kept_for=Purpose.DUTY)
leaves_by(Door.DOWNLOAD, DocumentVersion, DocumentContent)
