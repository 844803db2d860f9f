"""What is remarked on records of the person a page is about: read once, however many records stand there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from alongside.corrections.queries import Remarks, remarks_about


def know_remarks(request: HttpRequest, person_id: UUID, found: dict[UUID, Remarks]) -> None:
    """Tell the page what is remarked on a person's records, when it has asked for it already."""
    request.__dict__.setdefault("known_remarks", {})[person_id] = found


def remarks_of_page(request: HttpRequest | None) -> dict[UUID, Remarks]:
    """The remarks on records of the person the page is about, by record. At most one query for a page."""
    actor: Any = getattr(request, "actor", None)
    person_id = getattr(getattr(request, "opened", None), "about_person_id", None)
    if request is None or actor is None or person_id is None:
        return {}
    known: dict[UUID, dict[UUID, Remarks]] = request.__dict__.setdefault("known_remarks", {})
    if person_id not in known:
        known[person_id] = remarks_about(actor, person_id)
    return known[person_id]
