"""Reads about contacts: what happened between two days, what lies ahead, one note, the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils.timezone import get_default_timezone, localtime

from alongside.access.actor import Actor
from alongside.access.policy import reach
from alongside.contacts import rules
from alongside.contacts.models import (
    Contact,
    ContactKind,
    ContactStatus,
    GoalTouch,
    PlanChange,
    SeriesVisit,
    VisitSeries,
)
from alongside.contacts.policies import WritesContacts
from alongside.contacts.story import last_notes, note_of
from alongside.enrolments.models import Enrolment
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.people.models import Person

__all__ = [
    "Changed",
    "Counts",
    "Planned",
    "SoFar",
    "Together",
    "ahead",
    "counts_between",
    "courses_to_write_about",
    "last_moves",
    "last_notes",
    "last_together",
    "note_of",
    "plan_changes",
    "series_of",
    "so_far",
]

FACE_TO_FACE = (ContactKind.VISIT, ContactKind.MEETING)
"""Kinds in which we are together with the person, when they come along."""


@dataclass(frozen=True)
class Counts:
    """What happened in a period.

    Attributes:
        met: times we were together with the person (meetings with others among them, when they came along).
        meetings: meetings with others, with or without the person.
        tried: tries to meet; those we called off ourselves are not among them.
        minutes: of all contacts whose length is known.
        places: (key of the profile's contact places, times we met there), most first; "" when nobody said where.
        longest_gap: days, the longest time without meeting.
    """

    met: int
    meetings: int
    phone: int
    messages: int
    tried: int
    minutes: int
    places: tuple[tuple[str, int], ...]
    longest_gap: int


NAMED_IN = 200
"""So many of the latest notes that name somebody are read for who was there."""


@dataclass(frozen=True)
class Planned:
    """A contact that lies ahead, or was planned and not written about yet."""

    id: UUID
    version: int
    enrolment_id: UUID
    person_id: UUID
    person_name: str
    person_initials: str
    worker_id: UUID | None
    worker_name: str
    kind: str
    at: datetime
    place: str
    place_text: str
    text: str


def counts_between(
    viewer: Actor, enrolment: Enrolment, start: date, end: date, *, profile: Profile | None = None
) -> Counts:
    """What happened in `[start, end)`. One query, one more for the profile."""
    profile = profile or profile_of(viewer.agency_id)
    by_us = [outcome.key for outcome in profile.tried_outcomes if outcome.by_us]
    happened = (
        Contact.objects.visible_to(viewer)
        .filter(enrolment=enrolment, occurred_at__gte=_start_of(start), occurred_at__lt=_start_of(end))
        .filter(Q(status=ContactStatus.HELD) | (Q(status=ContactStatus.TRIED) & ~Q(tried_how__in=by_us)))
    )
    contacts = list(happened.only("status", "kind", "place", "person_present", "minutes", "occurred_at"))
    held = [contact for contact in contacts if contact.status == ContactStatus.HELD]
    met = [contact for contact in held if contact.kind in FACE_TO_FACE and contact.person_present]
    kinds = Counter(contact.kind for contact in held)
    places = Counter(contact.place for contact in met)
    return Counts(
        met=len(met),
        meetings=kinds[ContactKind.MEETING],
        phone=kinds[ContactKind.PHONE],
        messages=kinds[ContactKind.MESSAGE],
        tried=len(contacts) - len(held),
        minutes=sum(contact.minutes or 0 for contact in held),
        places=tuple(sorted(places.items(), key=lambda place: (-place[1], place[0]))),
        longest_gap=rules.longest_gap((_day(contact.occurred_at) for contact in met), start=start, end=end),
    )


def last_moves(viewer: Actor, enrolment: Enrolment, *, since: date) -> dict[UUID, tuple[str, datetime]]:
    """How each goal moved when it was last worked on, itself or a sub-goal of it, since a day. One query.

    Returns:
        by goal: back, same or forward, and when that was.
    """
    touches = (
        GoalTouch.objects.under(viewer, enrolment)
        .filter(contact__occurred_at__gte=_start_of(since))
        .order_by("contact__occurred_at", "contact_id", F("sub_goal").asc(nulls_last=True))
    )
    return {
        goal_id: (movement, at)
        for goal_id, movement, at in touches.values_list("goal_id", "movement", "contact__occurred_at")
    }


def courses_to_write_about(viewer: Actor, people: Iterable[Person]) -> dict[UUID, Enrolment]:
    """The open courses of these people in which the viewer may write notes, by person. One query."""
    within = reach(Enrolment, viewer, WritesContacts.relations)
    courses = Enrolment.objects.visible_to(viewer).filter(
        within, person__in=list(people), ends_on__isnull=True
    )
    return {course.person_id: course for course in courses}


def ahead(viewer: Actor, enrolment_ids: Iterable[UUID]) -> list[Planned]:
    """Everything planned in these courses and not yet written about, earliest first. One query."""
    return [
        _planned_line(contact) for contact in _planned(viewer).filter(enrolment_id__in=list(enrolment_ids))
    ]


@dataclass(frozen=True)
class Changed:
    """What was planned was moved, or called off when `now_at` is None."""

    was_at: datetime
    now_at: datetime | None
    reason: str
    worker_name: str
    changed_at: datetime


def plan_changes(viewer: Actor, contact: Contact) -> list[Changed]:
    """How a contact was moved and called off, the latest first. One query."""
    found = PlanChange.objects.visible_to(viewer).filter(contact=contact).select_related("worker")
    return [
        Changed(one.was_at, one.now_at, one.reason, one.worker.name if one.worker else "", one.changed_at)
        for one in found.order_by("-changed_at", "-pk")
    ]


def series_of(viewer: Actor, contact: Contact) -> VisitSeries | None:
    """The series a contact is a visit of, None when it stands alone. One query."""
    visit = SeriesVisit.objects.visible_to(viewer).filter(contact=contact).select_related("series").first()
    return visit.series if visit else None


def _planned(viewer: Actor) -> QuerySet[Contact]:
    return (
        Contact.objects.visible_to(viewer)
        .filter(status=ContactStatus.PLANNED)
        .select_related("enrolment__person", "worker")
        .order_by("occurred_at", "id")
    )


def _planned_line(contact: Contact) -> Planned:
    person = contact.enrolment.person
    return Planned(
        id=contact.pk,
        version=contact.version,
        enrolment_id=contact.enrolment_id,
        person_id=person.pk,
        person_name=person.full_name,
        person_initials=person.initials,
        worker_id=contact.worker_id,
        worker_name=contact.worker.name if contact.worker else "",
        kind=contact.kind,
        at=contact.occurred_at,
        place=contact.place,
        place_text="" if person.address_protected else contact.place_text,
        text=contact.text,
    )


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=get_default_timezone())


def _day(at: datetime) -> date:
    return localtime(at, get_default_timezone()).date()


@dataclass(frozen=True)
class SoFar:
    """How much was written about someone, in numbers alone."""

    contacts: int
    last_met: datetime | None


def so_far(person: Person) -> SoFar:
    """How many contacts somebody's courses hold and when they were last met. One query.

    For whoever has passed a gate and must judge whether two records are one person's: no content, so no viewer.
    """
    happened = (
        Contact.objects.unscoped()
        .standing()
        .filter(enrolment__person=person, status__in=(ContactStatus.HELD, ContactStatus.TRIED))
    )
    met = Q(status=ContactStatus.HELD, kind__in=FACE_TO_FACE, person_present=True)
    counted = happened.aggregate(contacts=Count("pk"), last_met=Max("occurred_at", filter=met))
    return SoFar(counted["contacts"], counted["last_met"])


@dataclass(frozen=True)
class Together:
    """When somebody around a person was last there as we met, and which contact it was."""

    contact_id: UUID
    at: datetime


def last_together(viewer: Actor, enrolment: Enrolment, names: Collection[str]) -> dict[str, Together]:
    """By name, for those of `names` who were there, as notes of a course say it. One query, of the latest notes."""
    held = (
        Contact.objects.under(viewer, enrolment).filter(status=ContactStatus.HELD).exclude(others_present="")
    )
    last = held.order_by("-occurred_at", "-pk").values_list("pk", "occurred_at", "others_present")[:NAMED_IN]
    found: dict[str, Together] = {}
    for pk, at, others in last:
        for name in names:
            if name not in found and rules.is_named(name, others):
                found[name] = Together(pk, at)
    return found
