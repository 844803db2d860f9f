"""Who reads documents, and who attaches them."""

from __future__ import annotations

from alongside.access.policy import COURSE_READERS, WALKS_WITH_OR_LEADS, RelationPolicy, policy, reads
from alongside.documents.models import Document, DocumentContent, DocumentVersion, SignedPaper

for model in (Document, DocumentVersion, DocumentContent, SignedPaper):
    reads(model, COURSE_READERS)


@policy("document.read")
class ReadsDocuments(RelationPolicy):
    relations = COURSE_READERS


@policy(
    "document.attach",
    "document.change",
    "document.renew",
    "document.strike",
    "signed_paper.keep",
    "signed_paper.attach",
    "signed_paper.take_off",
)
class KeepsDocuments(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS
