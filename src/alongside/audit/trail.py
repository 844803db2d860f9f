"""Writing the trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from alongside.audit.chain import row_hash
from alongside.audit.models import ChainHead, Entry
from alongside.audit.purposes import Purpose
from alongside.kernel.models import PersonalRecord
from alongside.kernel.rows import insert_records
from alongside.kernel.running import Acting, Running

if TYPE_CHECKING:
    from alongside.audit.checking import Finding

HOUSE = UUID(int=0)
"""The chain of what happened before anybody could be told to belong to an agency: a sign-in under no known name."""


class TrailUnwritten(Exception):
    """A line could not be written, so what it was to be about does not happen either."""


def write_operations(finished: Sequence[Running]) -> None:
    """Write one entry for each finished operation of a transaction.

    Raises:
        TrailUnwritten: they could not be written; the transaction must not be kept.
    """
    if not finished:
        return
    entries = [
        Entry(
            at=work.by.now,
            user_id=work.by.user_id,
            action="write",
            operation=work.name,
            **_about(work.subject or None),
            detail={"records": _by_label(work)},
        )
        for work in finished
    ]
    try:
        _append(finished[0].by.agency_id, entries)
    except DatabaseError as error:
        raise TrailUnwritten from error


def record_read(
    *, viewer: Acting, page: str, record: object, purpose: Purpose = Purpose.NONE, action: str = "read"
) -> None:
    """Write that `viewer` opened `page` about `record`, before it is shown.

    In the caller's transaction, or in one of its own.

    Args:
        purpose: what ties the viewer to the record (`access.purposes`).
        action: "read", or "export" when the content leaves the house as a file.

    Raises:
        TrailUnwritten: it could not be written; nothing may be shown.
    """
    record_event(
        agency_id=viewer.agency_id,
        user_id=viewer.user_id,
        now=viewer.now,
        action=action,
        operation=page,
        purpose=purpose,
        about=record,
    )


def record_print(
    *,
    viewer: Acting,
    page: str,
    record: object,
    detail: dict[str, Any],
    purpose: Purpose = Purpose.NONE,
) -> None:
    """Write that `viewer` put something about `record` on paper.

    Args:
        page: the name of what was made, as the pages are named.
        detail: what was included, by kind and never its words; and why, where what is protected was.

    Raises:
        TrailUnwritten: it could not be written; nothing may be printed.
    """
    record_event(
        agency_id=viewer.agency_id,
        user_id=viewer.user_id,
        now=viewer.now,
        action="print",
        operation=page,
        purpose=purpose,
        about=record,
        detail=detail,
    )


def record_denied(
    *,
    viewer: Acting,
    page: str,
    label: str = "",
    record_id: UUID | None = None,
    person_id: UUID | None = None,
) -> None:
    """Write that `viewer` asked for something and was told there is nothing here.

    Args:
        label: what was asked for, as far as the page knows its kind.
        record_id: the id that was asked for, whether there is such a record or not.
        person_id: whom it is about, where that is known; only the trail knows it, never the viewer.
    """
    _append_safely(
        viewer.agency_id,
        Entry(
            at=viewer.now,
            user_id=viewer.user_id,
            action="denied",
            operation=page,
            label=label,
            record_id=record_id,
            person_id=person_id,
        ),
    )


def record_event(
    *,
    agency_id: UUID,
    user_id: UUID | None,
    now: datetime,
    action: str,
    detail: dict[str, Any] | None = None,
    operation: str = "",
    purpose: Purpose = Purpose.NONE,
    about: object | None = None,
) -> None:
    """Write something that is not a write: a look, a search, a list, signing in or out.

    Args:
        action: what was done; `operation`: at which page, when that says more than the action.
        detail: ids, kinds and numbers; never words somebody wrote, unless encrypted.
        about: the record looked at, if it was one.

    Raises:
        TrailUnwritten: it could not be written; nothing may be shown.
    """
    if settings.WITHOUT_LOOKS and action == "read":
        return  # What a look costs is measured so; the settings refuse it anywhere else.
    _append_safely(
        agency_id,
        Entry(
            at=now,
            user_id=user_id,
            action=action,
            operation=operation or action,
            purpose=purpose.value,
            detail=detail or {},
            **_about(about),
        ),
    )


def verify(agency_id: UUID) -> Finding | None:
    """Read an agency's whole trail. The first place where it does not hold and no break tells of it, or None."""
    from alongside.audit.checking import check

    found = [one for one in check(agency_id).findings if not one.known]
    return min(found, key=lambda one: one.place) if found else None


def _append_safely(agency_id: UUID, entry: Entry) -> None:
    try:
        # Within a transaction of the caller's there is nothing to save: without the line none of it may be kept.
        with transaction.atomic(savepoint=False):
            _append(agency_id, [entry])
    except DatabaseError as error:
        raise TrailUnwritten from error


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
        entry.hash = previous = row_hash(entry)
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
