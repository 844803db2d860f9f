"""What of keeping takes longer than a page may."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.utils import timezone

from alongside.access.actor import Actor
from alongside.kernel import destroying
from alongside.kernel.errors import NotAllowed
from alongside.kernel.jobs import Work, job
from alongside.organisation.queries import actor_for
from alongside.retention.archiving import as_json, packed
from alongside.retention.models import Archive
from alongside.retention.operations import keep_archive
from alongside.retention.setting import as_pdf_file
from alongside.retention.telling import Asked, told


@job("archive.make")
def make(work: Work, archive_id: UUID) -> None:
    """Make the archive of a record: data, PDF and files, with their fingerprints."""
    archive = Archive._base_manager.select_related("person__agency").get(pk=archive_id)
    if archive.made_at is not None:
        return
    by = _actor(work)
    person = archive.person
    found = told(person, Asked(names=True, progress=work.progress))
    data = {**found.data, "made_at": by.now.isoformat(), "agency": person.agency.name}
    files = {
        "person.json": as_json(data),
        "person.pdf": as_pdf_file(person, data, viewer=by, language=person.agency.language),
        **found.files,
    }
    about = {"format": "alongside.archive/1", "person": str(person.pk), "made_at": by.now.isoformat()}
    keep_archive(by=by, person=person, archive=archive, content=packed(files, about), counts=found.counts)


@job("retention.sweep")
def sweep(work: Work) -> None:
    """Leave nothing of what was destroyed in the files of the database."""
    if not connection.in_atomic_block:
        destroying.sweep()


def _actor(work: Work) -> Actor:
    found = actor_for(work.user_id, now=timezone.now()) if work.user_id else None
    if found is None:
        raise NotAllowed
    return found
