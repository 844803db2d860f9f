"""What hangs on a worker beside their people: visits they planned, and what they were writing."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.access.actor import Actor
from alongside.contacts.models import Contact, ContactStatus
from alongside.kernel import drafts
from alongside.organisation.models import Worker


@dataclass(frozen=True)
class Loose:
    """How many visits are planned for the worker, and how many drafts nobody but they can read."""

    visits: int
    drafts: int


def loose_ends(viewer: Actor, worker: Worker) -> Loose:
    """Numbers, as far as the viewer may see the people. Two queries."""
    planned = Contact.objects.visible_to(viewer).filter(
        worker=worker, status=ContactStatus.PLANNED, occurred_at__gte=viewer.now
    )
    kept = len(drafts.all_kept(user_id=worker.user_id)) if worker.user_id else 0
    return Loose(visits=planned.count(), drafts=kept)
