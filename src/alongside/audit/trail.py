"""Writing the trail and checking it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from alongside.audit.models import ChainHead, Entry
from alongside.kernel.models import PersonalRecord
from alongside.kernel.rows import insert_records
from alongside.kernel.running import Acting, Running


@dataclass(frozen=True)
class Broken:
    """The first place where the chain does not hold."""

    agency_id: UUID
    place: int


def write_operations(finished: Sequence[Running]) -> None:
    """Write one entry for each finished operation of a transaction."""
    if not finished:
        return
    _append(
        finished[0].by.agency_id,
        [
            Entry(
                at=work.by.now,
                user_id=work.by.user_id,
                action="write",
                operation=work.name,
                **_about(work.subject or None),
                detail={"records": _by_label(work)},
            )
            for work in finished
        ],
    )


def record_read(*, viewer: Acting, page: str, record: object) -> None:
    """Write that `viewer` opened `page` about `record`. In the caller's transaction, or in one of its own."""
    _append_safely(
        viewer.agency_id,
        Entry(at=viewer.now, user_id=viewer.user_id, action="read", operation=page, **_about(record)),
    )


def record_print(*, viewer: Acting, page: str, record: object, detail: dict[str, Any]) -> None:
    """Write that `viewer` put something about `record` on paper.

    Args:
        page: the name of what was made, as the pages are named.
        detail: what was included, by kind and never its words; and why, where what is protected was.
    """
    _append_safely(
        viewer.agency_id,
        Entry(
            at=viewer.now,
            user_id=viewer.user_id,
            action="print",
            operation=page,
            detail=detail,
            **_about(record),
        ),
    )


def record_event(
    *, agency_id: UUID, user_id: UUID | None, now: datetime, action: str, detail: dict[str, Any]
) -> None:
    """Write something that is neither a write nor a look: a search, a list, signing in or out."""
    _append_safely(agency_id, Entry(at=now, user_id=user_id, action=action, operation=action, detail=detail))


def verify(agency_id: UUID) -> Broken | None:
    """Walk an agency's chain from the start. None when it holds."""
    previous, place = "", 0
    for entry in Entry.objects.filter(agency_id=agency_id).order_by("place").iterator():
        place += 1
        if entry.place != place or entry.previous_hash != previous or entry.hash != _hash(entry):
            return Broken(agency_id, place)
        previous = entry.hash
    head = ChainHead.objects.filter(agency_id=agency_id).first()
    if head is not None and (head.hash, head.length) != (previous, place):
        return Broken(agency_id, place + 1)
    return None


def _append_safely(agency_id: UUID, entry: Entry) -> None:
    with transaction.atomic():
        _append(agency_id, [entry])


def _append(agency_id: UUID, entries: list[Entry]) -> None:
    head = _lengthen(agency_id, len(entries))
    if head is None:
        # The agency's first line. Two at once: the database lets one make the row, and the other waits for it.
        ChainHead.objects.bulk_create([ChainHead(agency_id=agency_id)], ignore_conflicts=True)
        head = _lengthen(agency_id, len(entries))
    assert head is not None
    previous, length = head
    place = length - len(entries)
    for entry in entries:
        place += 1
        entry.agency_id, entry.place, entry.previous_hash = agency_id, place, previous
        entry.hash = previous = _hash(entry)
    insert_records(entries)
    ChainHead.objects.filter(agency_id=agency_id).update(hash=previous)


def _lengthen(agency_id: UUID, by: int) -> tuple[str, int] | None:
    """Lock the end of an agency's chain and make room for `by` lines, in one statement: its hash and new length."""
    key = ChainHead._meta.get_field("agency_id").get_db_prep_value(agency_id, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_chainhead SET length = length + %s WHERE agency_id = %s RETURNING hash, length",
            [by, key],
        )
        found: tuple[str, int] | None = cursor.fetchone()
    return found


def _hash(entry: Entry) -> str:
    content = [
        str(entry.agency_id),
        entry.place,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        str(entry.user_id or ""),
        entry.action,
        entry.operation,
        entry.label,
        str(entry.record_id or ""),
        str(entry.person_id or ""),
        entry.detail,
        entry.previous_hash,
    ]
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _about(record: object | None) -> dict[str, Any]:
    if record is None or not hasattr(record, "_meta"):
        return {}
    person_id = record.about_person_id if isinstance(record, PersonalRecord) else None
    return {"label": record._meta.label_lower, "record_id": record.pk, "person_id": person_id}  # type: ignore[attr-defined]


def _by_label(work: Running) -> dict[str, dict[str, list[str]]]:
    """The touched records by kind and verb; more than fifty of a kind are counted instead of listed."""
    found: dict[str, dict[str, list[str]]] = {}
    for touch in dict.fromkeys(work.touched):
        found.setdefault(touch.label, {}).setdefault(touch.verb, []).append(str(touch.record_id))
    return {
        label: {verb: ids if len(ids) <= 50 else [f"{len(ids)} records"] for verb, ids in verbs.items()}
        for label, verbs in found.items()
    }
