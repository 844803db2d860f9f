"""What the timeline tells of documents."""

from __future__ import annotations

from datetime import time

from django.db.models import Case, IntegerField, Value, When

from alongside.documents.models import Document
from alongside.people.telling import Kind, tells

tells(
    Kind(
        "document.attached",
        shows="documents",
        rows=lambda asked: Document.objects.under(asked.viewer, asked.person),
        day="dated_on",
        clock=time(0, 0, 20),
        key="kind",
        text="title",
        worker="other_party",
        # 0: it was entered in error.
        number=Case(
            When(struck_on__isnull=True, then=Value(1)), default=Value(0), output_field=IntegerField()
        ),
    )
)
