"""Remarks on records, and how a record read before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.corrections.models import Remark, RemarkKind
from alongside.kernel.history import has_versions
from alongside.kernel.models import PersonalRecord
from alongside.organisation.models import Worker


@dataclass(frozen=True)
class Remarks:
    """What is remarked on one record.

    Attributes:
        strike: the one that holds, None while the record stands.
        corrections, disagreements: oldest first.
        lifted: strikes that were taken back.
    """

    strike: Remark | None = None
    corrections: list[Remark] = field(default_factory=list)
    disagreements: list[Remark] = field(default_factory=list)
    lifted: list[Remark] = field(default_factory=list)


def remarks_on(viewer: Actor, person: Any) -> dict[UUID, Remarks]:
    """All remarks on what is written about a person, by record. One query."""
    rows = Remark.objects.under(viewer, person)
    return _by_record(rows.select_related("worker", "lifted_by").order_by("recorded_at", "pk"))


REMARK = ("id", "record_id", "label", "kind", "how", "said_on", "from_version", "words", "recorded_at")
"""The columns of a remark that `gathered` reads, with the worker's name as `worker_name`."""


def standing_remarks(viewer: Actor, person: Any) -> QuerySet[Remark]:
    """The remarks that hold, for a page that gathers them with other lists of a person (`kernel.gathering`)."""
    rows: QuerySet[Remark] = Remark.objects.under(viewer, person).filter(lifted_at__isnull=True)
    return rows.order_by("recorded_at", "pk")


def gathered(rows: Iterable[Any]) -> dict[UUID, Remarks]:
    """Gathered remarks by record."""
    found = []
    for one in rows:
        one.worker = Worker(name=one.worker_name or "")
        found.append(one)
    return _by_record(found)


def remarks_about(viewer: Actor, person_id: UUID) -> dict[UUID, Remarks]:
    """As `remarks_on`, for a page that has not come through the person. One query."""
    rows = Remark.objects.visible_to(viewer).filter(person_id=person_id)
    return _by_record(rows.select_related("worker", "lifted_by").order_by("recorded_at", "pk"))


def _by_record(rows: Iterable[Remark]) -> dict[UUID, Remarks]:
    found: dict[UUID, Remarks] = defaultdict(Remarks)
    strikes: dict[UUID, Remark] = {}
    for one in rows:
        here = found[one.record_id]
        if one.kind == RemarkKind.CORRECTION:
            here.corrections.append(one)
        elif one.kind == RemarkKind.DISAGREEMENT:
            here.disagreements.append(one)
        elif one.lifted_at is None:
            strikes[one.record_id] = one
        else:
            here.lifted.append(one)
    return {
        pk: Remarks(strikes.get(pk), here.corrections, here.disagreements, here.lifted)
        for pk, here in found.items()
    }


@dataclass(frozen=True)
class Version:
    """How a record read.

    Attributes:
        values: by field, as stored.
        why: the reason of a correction; empty where it was changed in the ordinary way.
        operation: the write that made it.
    """

    number: int
    at: datetime
    by: str
    operation: str
    values: Mapping[str, Any]
    why: str = ""


def versions_of(record: PersonalRecord, corrections: Iterable[Remark] = ()) -> list[Version]:
    """Every version of a record that passed a gate, latest first; none where none are kept. Two queries."""
    if not has_versions(type(record)):
        return []
    model: Any = type(record)
    rows = list(model.history.filter(id=record.pk).order_by("-history_date", "-history_id"))
    users = {row.history_user_id for row in rows}
    names = dict(Worker.objects.filter(user_id__in=users).values_list("user_id", "name"))
    why = {one.from_version: one.words for one in corrections}
    fields = [one.attname for one in model._meta.concrete_fields]
    return [
        Version(
            number=row.version,
            at=row.history_date,
            by=names.get(row.history_user_id, ""),
            operation=row.history_change_reason,
            values={name: getattr(row, name) for name in fields},
            why=why.get(row.version - 1, ""),
        )
        for row in rows
    ]
