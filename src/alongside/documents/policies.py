"""Who reads documents, and who attaches them."""

from __future__ import annotations

from alongside.access.policy import COURSE_READERS, WALKS_WITH_OR_LEADS, RelationPolicy, policy, reads
from alongside.documents.models import Document, DocumentContent, DocumentVersion

for model in (Document, DocumentVersion, DocumentContent):
    reads(model, COURSE_READERS)


@policy("document.read")
class ReadsDocuments(RelationPolicy):
    relations = COURSE_READERS


@policy("document.attach", "document.change", "document.renew", "document.strike")
class KeepsDocuments(RelationPolicy):
    relations = WALKS_WITH_OR_LEADS
