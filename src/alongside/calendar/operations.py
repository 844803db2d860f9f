"""What one does about one's own time: add, change, move, call off, take a file in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.calendar import rules
from alongside.calendar.errors import CalledOffAlready, ComesFromAFile, WhatIsMissing
from alongside.calendar.models import Appointment, AppointmentChange, AppointmentKind, TakesPart
from alongside.calendar.rules import OutsideEvent
from alongside.contacts.planning import colleagues
from alongside.kernel import history
from alongside.kernel.operations import operation
from alongside.organisation.models import Worker


@operation("appointment.add", on="worker")
def add_appointment(
    *,
    by: Actor,
    worker: Worker,
    kind: str,
    starts_at: datetime,
    ends_at: datetime,
    title: str = "",
    place_text: str = "",
    note: str = "",
    all_day: bool = False,
    private: bool = False,
    others: Collection[UUID] = (),
    key: UUID | None = None,
) -> Appointment:
    """Put something that is not with a person into somebody's days.

    Args:
        worker: whose days; one's own, or as a lead those of the team.
        all_day: whole days; the moments are midnights where the work is done.
        private: colleagues see that the time is taken, and no more.
        others: colleagues who take part.

    Raises:
        WhatIsMissing, EndsBeforeItBegins, TooLong, NotAColleague
    """
    appointment = Appointment(agency_id=by.agency_id, worker=worker)
    _write(
        appointment,
        kind=kind,
        starts_at=starts_at,
        ends_at=ends_at,
        title=title.strip(),
        place_text=place_text.strip(),
        note=note.strip(),
        all_day=all_day,
        private=private,
    )
    _take_part(by, appointment, others)
    return appointment


@operation("appointment.change", on="appointment")
def change_appointment(
    *,
    by: Actor,
    appointment: Appointment,
    kind: str,
    starts_at: datetime,
    ends_at: datetime,
    title: str = "",
    place_text: str = "",
    note: str = "",
    all_day: bool = False,
    private: bool = False,
    others: Collection[UUID] = (),
    version: int | None = None,
) -> Appointment:
    """Change an appointment. When it takes place is a change too: it is kept as a move.

    Raises:
        StaleRecord, CalledOffAlready, ComesFromAFile, WhatIsMissing, EndsBeforeItBegins, TooLong, NotAColleague
    """
    appointment.require_version(version)
    _require_ours(appointment)
    if starts_at != appointment.starts_at:
        _keep_change(by, appointment, starts_at, "")
    _write(
        appointment,
        kind=kind,
        starts_at=starts_at,
        ends_at=ends_at,
        title=title.strip(),
        place_text=place_text.strip(),
        note=note.strip(),
        all_day=all_day,
        private=private,
    )
    TakesPart.objects.filter(appointment=appointment).exclude(worker_id__in=list(others)).delete()
    _take_part(by, appointment, others)
    return appointment


@operation("appointment.move", on="appointment")
def move_appointment(
    *,
    by: Actor,
    appointment: Appointment,
    starts_at: datetime,
    reason: str = "",
    version: int | None = None,
    key: UUID | None = None,
) -> Appointment:
    """The same at another time, as long as before. Who moved it, from when, and why stay with it.

    Raises:
        StaleRecord, CalledOffAlready, ComesFromAFile
    """
    appointment.require_version(version)
    _require_ours(appointment)
    if starts_at != appointment.starts_at:
        _keep_change(by, appointment, starts_at, reason)
    ends_at = starts_at + (appointment.ends_at - appointment.starts_at)
    appointment.starts_at, appointment.ends_at = starts_at, ends_at
    appointment.save()
    return appointment


@operation("appointment.call_off", on="appointment")
def call_off_appointment(
    *, by: Actor, appointment: Appointment, reason: str = "", version: int | None = None
) -> Appointment:
    """Call it off. It stays in the calendar, struck through.

    Raises:
        StaleRecord, CalledOffAlready, ComesFromAFile
    """
    appointment.require_version(version)
    _require_ours(appointment)
    _keep_change(by, appointment, None, reason)
    appointment.cancelled_at = by.now
    appointment.save()
    return appointment


@dataclass(frozen=True)
class TakenIn:
    """What became of a calendar file, in numbers of appointments."""

    made: int
    changed: int
    called_off: int
    same: int


@operation("appointment.take_in", on="worker")
def take_in(
    *, by: Actor, worker: Worker, events: Sequence[OutsideEvent], start: datetime, end: datetime
) -> TakenIn:
    """Take the appointments of a calendar file into one's own days, as private ones. It never makes a person.

    What is known by its identity is changed when the file has the same or a later revision of it; the same file twice
    changes nothing. Occurrences that a repeated appointment no longer has are called off.

    Args:
        start, end: the period the file was read for; what lies outside it stays as it is.
    """
    by_uid: dict[str, list[OutsideEvent]] = defaultdict(list)
    for event in events:
        by_uid[event.uid].append(event)
    known: dict[str, dict[str, Appointment]] = defaultdict(dict)
    for row in Appointment.objects.filter(
        worker=worker, uid__in=list(by_uid), starts_at__lt=end, ends_at__gt=start
    ):
        known[row.uid][row.occurrence] = row
    made: list[Appointment] = []
    counts = dict.fromkeys(("changed", "called_off", "same"), 0)
    for uid, found in by_uid.items():
        rows = known[uid]
        for event in _with_those_that_ended(found, rows):
            if event.occurrence in rows:
                counts[_bring_up_to_date(by, rows[event.occurrence], event)] += 1
            elif not event.cancelled:
                made.append(_taken_in(by, worker, event))
    history.bulk_create(made)
    return TakenIn(len(made), **counts)


def _with_those_that_ended(
    events: Sequence[OutsideEvent], rows: dict[str, Appointment]
) -> Iterable[OutsideEvent]:
    """The events of one identity, and a cancellation for each known occurrence that is no longer among them."""
    yield from (event for event in events if event.occurrence or not event.cancelled or len(events) == 1)
    whole = [event for event in events if not event.occurrence and event.cancelled]
    sequence = max(event.sequence for event in events)
    there = {event.occurrence for event in events}
    partial = all(event.cancelled and event.occurrence for event in events)
    if partial and not whole:
        # A message that cancels single occurrences says nothing of the others.
        return
    for row in rows.values():
        if row.occurrence not in there:
            yield OutsideEvent(
                row.uid,
                row.occurrence,
                sequence,
                row.starts_at,
                row.ends_at,
                row.all_day,
                row.title,
                row.place_text,
                cancelled=True,
            )


def _bring_up_to_date(by: Actor, row: Appointment, event: OutsideEvent) -> str:
    said = _said(event)
    if event.sequence < row.sequence or (
        event.cancelled == (row.cancelled_at is not None)
        and (event.cancelled or all(getattr(row, name) == value for name, value in said.items()))
    ):
        return "same"
    row.sequence = event.sequence
    if event.cancelled:
        row.cancelled_at = by.now
        row.save()
        return "called_off"
    row.cancelled_at = None
    for name, value in said.items():
        setattr(row, name, value)
    row.save()
    return "changed"


def _taken_in(by: Actor, worker: Worker, event: OutsideEvent) -> Appointment:
    return Appointment(
        agency_id=by.agency_id,
        worker=worker,
        kind=AppointmentKind.OUTSIDE,
        private=True,
        uid=event.uid,
        occurrence=event.occurrence,
        **{"sequence": event.sequence, **_said(event)},
    )


def _said(event: OutsideEvent) -> dict[str, Any]:
    return {
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "all_day": event.all_day,
        "title": event.title,
        "place_text": event.place,
    }


def _write(appointment: Appointment, **said: Any) -> None:
    if said["kind"] not in AppointmentKind.values or said["kind"] == AppointmentKind.OUTSIDE:
        raise WhatIsMissing(field="kind")
    rules.check_length(said["starts_at"], said["ends_at"])
    for name, value in said.items():
        setattr(appointment, name, value)
    appointment.save()


def _take_part(by: Actor, appointment: Appointment, others: Iterable[UUID]) -> None:
    wanted = [one for one in colleagues(by, others) if one != appointment.worker_id]
    known = set(TakesPart.objects.filter(appointment=appointment).values_list("worker_id", flat=True))
    history.bulk_create(
        TakesPart(appointment=appointment, worker_id=one) for one in wanted if one not in known
    )


def _require_ours(appointment: Appointment) -> None:
    if appointment.uid:
        raise ComesFromAFile
    if appointment.cancelled_at is not None:
        raise CalledOffAlready


def _keep_change(by: Actor, appointment: Appointment, now_at: datetime | None, reason: str) -> None:
    AppointmentChange(
        appointment=appointment,
        was_at=appointment.starts_at,
        now_at=now_at,
        reason=reason.strip(),
        worker_id=by.worker_id,
        changed_at=by.now,
    ).save()
