"""Everything about a person as plain data: what is archived, and what they are given (docs/reference/person-file.md).

Every table that can hold something about a person is in it, or in `LEFT_OUT` with the reason; the file says so itself.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from alongside.documents.models import DocumentContent
from alongside.documents.sealing import opened
from alongside.kernel.history import has_versions, version_model
from alongside.organisation.models import Membership, Worker
from alongside.people.models import Person
from alongside.retention.everything import Found, everything_about

FORMAT = "alongside.person/1"
LEFT_OUT: dict[str, str] = {
    "people.matchkey": "computed from name, birth date and number, to find records of the same person",
    "people.pair": "a guess that two records are one person's; it is about somebody else as well",
    "documents.documentcontent": "the files themselves lie beside this file",
    "kernel.draft": "a text that somebody is writing and has not signed; it is no record yet",
    "kernel.job": "ids of work in the background",
    "interop.sheetrow": "a row of a file on its way in; what was taken from it is in the record",
    "retention.archive": "an archive holds a copy of what is in this file",
    "rights.export": "an earlier copy of this file",
}
"""Tables whose rows belong to a person and do not go into the file, each with the reason that stands in it."""
NOT_TOLD = frozenset({"search_text", "value_index", "review_version", "sealed"})
"""Columns that hold nothing of their own: computed, or the seal of a file."""
AT_ONCE = 500


@dataclass(frozen=True)
class Asked:
    """How the file is to be.

    Attributes:
        names: whether those who work here are named; else they are a role and a unit (CJEU C-579/21).
        withheld: records that are kept back, each with the reason that stands in the file.
        progress: called with (tables done, tables in all).
    """

    names: bool = False
    withheld: Mapping[UUID, str] = field(default_factory=dict)
    progress: Callable[[int, int], None] = lambda done, total: None


@dataclass(frozen=True)
class Told:
    """The data, and the files of documents by their name in the file."""

    data: dict[str, Any]
    files: dict[str, bytes]
    counts: dict[str, int]


class Staff:
    """Those who work here as they are told: a role and a unit, and a name only where that was decided."""

    def __init__(self, agency_id: UUID, *, names: bool) -> None:
        self._names = names
        workers = Worker.objects.filter(agency_id=agency_id).values_list("pk", "user_id", "name")
        self._by_worker = {pk: name for pk, _user, name in workers}
        self._worker_of: dict[UUID | None, UUID] = {user: pk for pk, user, _name in workers}
        self._posts: dict[UUID, list[tuple[date, date | None, str, str]]] = {}
        # Of two posts that began on one day the one given first is told, on every database.
        held = Membership.objects.filter(worker__agency_id=agency_id).order_by("starts_on", "pk")
        for worker_id, starts, ends, role, unit in held.values_list(
            "worker_id", "starts_on", "ends_on", "role", "team__name"
        ):
            self._posts.setdefault(worker_id, []).append((starts, ends, role, unit or ""))

    def worker(self, worker_id: UUID | None, on: date | None = None) -> dict[str, str]:
        """A worker on a day, or as they were last."""
        if worker_id is None:
            return {"role": "program", "unit": ""}
        posts = self._posts.get(worker_id, [])
        then = [
            (role, unit)
            for starts, ends, role, unit in posts
            if on is not None and starts <= on and (ends is None or on < ends)
        ]
        role, unit = then[0] if then else (posts[-1][2], posts[-1][3]) if posts else ("", "")
        told = {"role": role, "unit": unit}
        if self._names:
            told["name"] = self._by_worker.get(worker_id, "")
        return told

    def user(self, user_id: UUID | None, on: date | None = None) -> dict[str, str]:
        """The worker behind an account."""
        return self.worker(self._worker_of.get(user_id) if user_id else None, on)


def told(person: Person, asked: Asked, found: Found | None = None) -> Told:
    """Everything about a person, with every version of each record."""
    found = everything_about(person) if found is None else found
    staff = Staff(person.agency_id, names=asked.names)
    records: dict[str, list[dict[str, Any]]] = {}
    counts: dict[str, int] = {}
    withheld: list[dict[str, str]] = []
    kinds = sorted(found, key=lambda model: model._meta.label_lower)
    for place, model in enumerate(kinds):
        asked.progress(place, len(kinds))
        label = model._meta.label_lower
        counts[label] = len(found[model])
        if label in LEFT_OUT:
            continue
        rows = _rows(model, found[model], staff)
        for row in list(rows):
            why = asked.withheld.get(UUID(str(row["id"])))
            if why is not None:
                rows.remove(row)
                withheld.append({"kind": label, "id": row["id"], "why": why})
        records[label] = rows
    files = _files(found.get(DocumentContent, ()), asked.withheld)
    data = {
        "format": FORMAT,
        "person": str(person.pk),
        "records": records,
        "withheld": withheld,
        "files": sorted(files),
        "left_out": {label: why for label, why in LEFT_OUT.items() if label in counts},
    }
    return Told(data, files, counts)


def _rows(model: type[models.Model], keys: Collection[Any], staff: Staff) -> list[dict[str, Any]]:
    fields = [one for one in model._meta.concrete_fields if one.name not in NOT_TOLD]
    versions = _versions(model, keys, staff)
    found = []
    for some in _some(keys):
        for row in model._base_manager.filter(pk__in=some):
            told: dict[str, Any] = {"id": str(row.pk), "fields": _fields(row, fields, staff)}
            if row.pk in versions:
                told["versions"] = versions[row.pk]
            found.append(told)
    return sorted(found, key=lambda one: one["id"])


def _versions(
    model: type[models.Model], keys: Collection[Any], staff: Staff
) -> dict[Any, list[dict[str, Any]]]:
    if not has_versions(model):
        return {}
    kept = version_model(model)
    names = {one.name for one in model._meta.concrete_fields} - NOT_TOLD
    fields = [one for one in kept._meta.concrete_fields if one.name in names]
    found: dict[Any, list[dict[str, Any]]] = {}
    for some in _some(keys):
        for row in kept._base_manager.filter(id__in=some).order_by("history_id"):
            found.setdefault(row.id, []).append(
                {
                    "at": row.history_date.isoformat(),
                    "operation": row.history_change_reason,
                    "by": staff.user(row.history_user_id, row.history_date.date()),
                    "fields": _fields(row, fields, staff),
                }
            )
    return found


def _fields(row: Any, fields: list[Any], staff: Staff) -> dict[str, Any]:
    told = {}
    for one in fields:
        value = getattr(row, one.attname)
        if one.primary_key or value in (None, ""):
            continue
        if isinstance(one, models.ForeignKey) and one.related_model is Worker:
            told[one.name] = staff.worker(value)
        else:
            told[one.name] = _plain(value)
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode()
    return value


def _files(keys: Collection[Any], withheld: Mapping[UUID, str]) -> dict[str, bytes]:
    found = {}
    for content in DocumentContent._base_manager.filter(pk__in=list(keys)).select_related("file__document"):
        version = content.file
        if version.pk in withheld or version.document_id in withheld:
            continue
        found[f"documents/{version.document_id}/{version.number}-{version.name}"] = opened(
            bytes(content.sealed), version.pk
        )
    return found


def _some(keys: Collection[Any]) -> list[list[Any]]:
    listed = list(keys)
    return [listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE)]
