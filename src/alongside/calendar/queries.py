"""What stands in the days of those who work here."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, F, JSONField, OuterRef, Q, Value, When

from alongside.access.actor import Actor, Role
from alongside.access.policy import reach, scope
from alongside.calendar import rules
from alongside.calendar.models import Appointment, TakesPart
from alongside.contacts.models import Contact, ContactStatus, GoesAlong, SeriesVisit
from alongside.contacts.policies import WritesContacts
from alongside.kernel.gathering import unpacked
from alongside.organisation.models import Membership
from alongside.organisation.queries import open_on
from alongside.people.knowing import to_know
from alongside.people.models import Flag


class Source(StrEnum):
    """What stands behind an entry: a contact with a person, or an appointment without one."""

    CONTACT = "contact"
    APPOINTMENT = "appointment"


@dataclass(frozen=True)
class CalendarItem:
    """Something in somebody's day.

    Attributes:
        workers: (id, name) of everyone who takes part, first whose appointment it is.
        kind: of a contact (`contacts.models.ContactKind`) or of an appointment (`AppointmentKind`).
        status: as of a contact: planned, held, tried, cancelled.
        length_known: False when nobody said how long and `ends_at` is an estimate.
        busy: the viewer may not see what it is; then nothing below `busy` is filled in.
        may_change: the viewer may move it and call it off; always False for what is over.
        title: of an appointment, in its owner's words. A contact has a person instead.
        text: what it is about.
        flags: what one has to know before meeting the person, where it was asked for; records with `worker_name`.
    """

    source: Source
    id: UUID
    version: int
    workers: tuple[tuple[UUID, str], ...]
    status: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    length_known: bool
    busy: bool
    kind: str = ""
    may_change: bool = False
    title: str = ""
    text: str = ""
    place: str = ""
    place_text: str = ""
    repeats: bool = False
    taken_in: bool = False
    enrolment_id: UUID | None = None
    person_id: UUID | None = None
    person_name: str = ""
    person_first_name: str = ""
    person_initials: str = ""
    flags: tuple[Flag, ...] = ()

    def is_of(self, worker_id: UUID) -> bool:
        """Whether this worker takes part."""
        return any(one == worker_id for one, _name in self.workers)


def appointments(
    viewer: Actor,
    worker_ids: Collection[UUID],
    start: datetime,
    end: datetime,
    *,
    with_flags: bool = False,
) -> list[CalendarItem]:
    """What stands in the days of these workers between two moments, in order of time. Two queries.

    Contacts with people, planned and past, and appointments without. Of a person the viewer may not see, and of an
    appointment that is private, only that the time is taken. Workers of another agency have no days here.

    Args:
        with_flags: say of each person, too, what one has to know before meeting them.
    """
    if not worker_ids:
        return []
    contacts = _contacts(viewer, worker_ids, start, end, with_flags=with_flags)
    found = [*contacts, *_appointments(viewer, worker_ids, start, end)]
    return sorted(found, key=lambda item: (item.starts_at, item.ends_at, item.id))


def _contacts(
    viewer: Actor, worker_ids: Collection[UUID], start: datetime, end: datetime, *, with_flags: bool
) -> Iterable[CalendarItem]:
    within = {"occurred_at__gt": start - rules.LONGEST, "occurred_at__lt": end}
    own = Contact.objects.unscoped().standing().filter(worker_id__in=worker_ids, **within).values("pk")
    along = (
        GoesAlong.objects.unscoped()
        .filter(worker_id__in=worker_ids, **{f"contact__{name}": value for name, value in within.items()})
        .values("contact_id")
    )
    rows = (
        Contact.objects.unscoped()
        .filter(pk__in=own.union(along), enrolment__team__agency_id=viewer.agency_id)
        .select_related("enrolment__person", "worker")
        .annotate(
            seen=_is(scope(Contact, viewer), viewer),
            may_change=_is(reach(Contact, viewer, WritesContacts.relations), viewer),
            repeats=Exists(SeriesVisit.objects.unscoped().filter(contact_id=OuterRef("pk"))),
            other_id=F("along__worker_id"),
            other_name=F("along__worker__name"),
            flags=to_know(viewer, "enrolment__person") if with_flags else Value([], output_field=JSONField()),
        )
        .order_by("occurred_at", "pk", "other_name")
    )
    for contact, others in _gathered(rows):
        ends_at = contact.occurred_at + rules.length(contact.kind, contact.minutes)
        if not rules.overlaps(contact.occurred_at, ends_at, start, end):
            continue
        owner = [(contact.worker_id, contact.worker.name)] if contact.worker else []
        about: dict[str, Any] = {}
        if contact.seen:
            person = contact.enrolment.person
            about = {
                "kind": contact.kind,
                "may_change": contact.may_change and contact.status == ContactStatus.PLANNED,
                "text": contact.text if contact.status in _AHEAD else "",
                "place": contact.place,
                "place_text": "" if person.address_protected else contact.place_text,
                "repeats": contact.repeats,
                "enrolment_id": contact.enrolment_id,
                "person_id": person.pk,
                "person_name": person.full_name,
                "person_first_name": person.first_name,
                "person_initials": person.initials,
                "flags": tuple(unpacked(Flag, contact.flags)),
            }
        yield CalendarItem(
            source=Source.CONTACT,
            id=contact.pk,
            version=contact.version,
            workers=tuple(dict.fromkeys([*owner, *others])),
            status=contact.status,
            starts_at=contact.occurred_at,
            ends_at=ends_at,
            all_day=False,
            length_known=contact.minutes is not None,
            busy=not contact.seen,
            **about,
        )


_AHEAD = (ContactStatus.PLANNED, ContactStatus.CANCELLED)
"""The text of these says what it is about. That of a note is the note, which is read on its own page."""


def _appointments(
    viewer: Actor, worker_ids: Collection[UUID], start: datetime, end: datetime
) -> Iterable[CalendarItem]:
    within = {"starts_at__lt": end, "ends_at__gt": start}
    own = Appointment.objects.filter(worker_id__in=worker_ids, **within).values("pk")
    others = TakesPart.objects.filter(
        worker_id__in=worker_ids, **{f"appointment__{name}": value for name, value in within.items()}
    ).values("appointment_id")
    led = Membership.objects.filter(
        open_on(viewer.today), worker_id=OuterRef("worker_id"), team_id__in=viewer.lead_team_ids
    )
    rows = (
        Appointment.objects.filter(pk__in=own.union(others), agency_id=viewer.agency_id)
        .select_related("worker")
        .annotate(
            led=Exists(led) if viewer.lead_team_ids else Value(False),
            other_id=F("others__worker_id"),
            other_name=F("others__worker__name"),
        )
        .order_by("starts_at", "pk", "other_name")
    )
    for found, with_ in _gathered(rows):
        workers = tuple(dict.fromkeys([(found.worker_id, found.worker.name), *with_]))
        mine = any(worker_id == viewer.worker_id for worker_id, _name in workers)
        seen = mine or not found.private or Role.SYSTEM in viewer.roles
        status = ContactStatus.PLANNED if found.cancelled_at is None else ContactStatus.CANCELLED
        about = {
            "kind": found.kind,
            "may_change": status == ContactStatus.PLANNED
            and not found.uid
            and (found.worker_id == viewer.worker_id or found.led),
            "title": found.title,
            "text": found.note,
            "place_text": found.place_text,
            "taken_in": bool(found.uid),
        }
        yield CalendarItem(
            source=Source.APPOINTMENT,
            id=found.pk,
            version=found.version,
            workers=workers,
            status=status,
            starts_at=found.starts_at,
            ends_at=found.ends_at,
            all_day=found.all_day,
            length_known=True,
            busy=not seen,
            **(about if seen else {}),
        )


def _gathered(rows: Iterable[Any]) -> Iterable[tuple[Any, list[tuple[UUID, str]]]]:
    """Rows that come once for each colleague who takes part, together again."""
    found: dict[UUID, tuple[Any, list[tuple[UUID, str]]]] = {}
    for row in rows:
        _record, others = found.setdefault(row.pk, (row, []))
        if row.other_id is not None:
            others.append((row.other_id, row.other_name))
    return found.values()


def _is(condition: Q, viewer: Actor) -> Any:
    if Role.SYSTEM in viewer.roles:
        return Value(True, output_field=BooleanField())
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
