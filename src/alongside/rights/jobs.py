"""A person's file is made in the background."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from alongside.audit.queries import looks_at
from alongside.kernel.errors import NotAllowed
from alongside.kernel.jobs import Work, job
from alongside.organisation.queries import actor_for
from alongside.people.models import Person
from alongside.people.signposts import signposts_of
from alongside.retention.archiving import as_json, packed
from alongside.retention.setting import as_pdf_file
from alongside.retention.telling import Asked, Staff, told
from alongside.rights.models import Export, Withheld
from alongside.rights.operations import keep_export


@job("export.make")
def make(work: Work, export_id: UUID) -> None:
    """Make a person's file: data, PDF, the log, and the files of documents."""
    export = Export._base_manager.select_related("request__person__agency").get(pk=export_id)
    if export.made_at is not None:
        return
    by = actor_for(export.user_id, now=timezone.now())
    if by is None:
        raise NotAllowed
    person = export.request.person
    withheld = {one.record_id: one.why for one in Withheld._base_manager.filter(request=export.request)}
    found = told(person, Asked(names=export.names, withheld=withheld, progress=work.progress))
    log = log_of(person, names=export.names)
    data = {
        **found.data,
        "made_at": by.now.isoformat(),
        "agency": person.agency.name,
        "purpose": "GDPR Art. 15",
        "asked_on": export.request.asked_on.isoformat(),
        "log": log,
    }
    files = {
        "person.json": as_json(data),
        "person.pdf": as_pdf_file(person, data, viewer=by, language=export.language, large=export.large),
        **found.files,
    }
    about = {"format": "alongside.person/1", "made_at": by.now.isoformat()}
    keep_export(by=by, export=export, content=packed(files, about), log_lines=len(log))


def log_of(person: Person, *, names: bool) -> list[dict[str, Any]]:
    """Who looked at a person, when and why, latest first: a line for each look, as role and unit or with names."""
    staff = Staff(person.agency_id, names=names)
    ids = [person.pk, *signposts_of([person.pk])]
    return [
        {
            "at": look.at.isoformat(),
            "page": look.page,
            "action": look.action,
            "purpose": look.purpose,
            "by": staff.user(look.user_id, look.at.date()),
        }
        for look in looks_at(person.agency_id, ids, in_lists=True)
    ]
