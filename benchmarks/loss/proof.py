"""What is in the database in the end, compared with what was acknowledged."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from django.db import connection
from django.db.models import Max, Min

from alongside.audit.models import Entry
from alongside.audit.trail import verify
from alongside.contacts.models import Contact, ContactStatus
from alongside.kernel.models import Change, ChangeStream, Command, Draft
from alongside.organisation.models import Agency
from benchmarks.loss.ledger import WORDS, Ledger, Note


def faults(ledger: Ledger) -> Iterator[str]:
    """Everything that was lost, doubled or half written, in words."""
    yield from ledger.faults
    contacts, planned = _contacts()
    drafts = _drafts()
    for note in ledger.notes:
        yield from _of(note, contacts.get(note.name, []), planned[f"after note {note.name}"], drafts)
    known = {note.name for note in ledger.notes}
    for name in contacts.keys() - known:
        yield f"contact {name} was never written"
    yield from _whole(ledger)


def _of(
    note: Note,
    found: list[tuple[UUID, int]],
    planned: int,
    drafts: dict[tuple[UUID, UUID], tuple[str, int]],
) -> Iterator[str]:
    if len(found) > 1:
        yield f"note {note.name} is there {len(found)} times"
    if note.signed and not found:
        yield f"note {note.name} was acknowledged and is not there"
    if found and found[0][1] not in note.sent:
        yield f"note {note.name} was signed with line {found[0][1]}, which nobody sent"
    if not found and note.kept:
        name, turn = drafts.get((note.user_id, note.enrolment_id), ("", 0))
        if name != note.name or turn < note.kept:
            yield f"draft of note {note.name}: line {note.kept} was acknowledged, {name or 'nothing'} {turn} is there"
    if planned != (1 if found and note.plans else 0):
        yield f"note {note.name} is there {len(found)} times, the meeting planned with it {planned} times"


def _contacts() -> tuple[dict[str, list[tuple[UUID, int]]], Counter[str]]:
    """By note, the contacts that were written of it; and how often each text stands in what is planned."""
    found: dict[str, list[tuple[UUID, int]]] = {}
    planned: Counter[str] = Counter()
    for contact in Contact.objects.unscoped().only("status", "text"):
        if contact.status == ContactStatus.PLANNED:
            planned[contact.text] += 1
        elif contact.status == ContactStatus.HELD and (said := WORDS.match(contact.text)):
            found.setdefault(f"{said[1]}-{said[2]}", []).append((contact.pk, int(said[3])))
    return found, planned


def _drafts() -> dict[tuple[UUID, UUID], tuple[str, int]]:
    found = {}
    for draft in Draft.objects.filter(form="contact").order_by("saved_at"):
        said = WORDS.match(json.loads(draft.body).get("text", [""])[0])
        if said:
            found[draft.user_id, draft.subject_id] = (f"{said[1]}-{said[2]}", int(said[3]))
    return found


def _whole(ledger: Ledger) -> Iterator[str]:
    """Whether what goes with every write is there too: history, trail, change numbers, and sound tables."""
    for agency in Agency.objects.all():
        if broken := verify(agency.pk):
            yield f"the audit trail is broken: {broken}"
        head = ChangeStream.objects.filter(agency_id=agency.pk).values_list("head", flat=True).first() or 0
        numbers = Change.objects.filter(agency_id=agency.pk)
        seen = numbers.aggregate(first=Min("number"), last=Max("number"))
        if (numbers.count(), seen["first"] or 0, seen["last"] or 0) != (head, min(head, 1), head):
            yield f"change numbers have gaps: {numbers.count()} of {head}"
    written = {pk for rows in _contacts()[0].values() for pk, _turn in rows}
    changes = Counter(
        Change.objects.filter(record_id__in=written, verb="made").values_list("record_id", flat=True)
    )
    told = Entry.objects.filter(operation="contact.held").values_list("detail", flat=True)
    trails = Counter(
        made for one in told for made in one["records"].get("contacts.contact", {}).get("made", ())
    )
    versions = Counter(Contact.history.filter(id__in=written).values_list("id", flat=True))
    keys = Counter(Command.objects.filter(record_id__in=written).values_list("record_id", flat=True))
    for pk in written:
        beside = (changes[pk], versions[pk], keys[pk], trails[str(pk)])
        if beside != (1, 1, 1, 1):
            yield f"contact {pk} is half written: changes, versions, keys, trail = {beside}"
    yield from _sound()
    ledger.counts["contacts in the end"] = len(written)


def _sound() -> Iterator[str]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        if (said := cursor.fetchone()[0]) != "ok":
            yield f"the database is damaged: {said}"
        cursor.execute("PRAGMA foreign_key_check")
        if cursor.fetchone():
            yield "a foreign key leads nowhere"
