"""Contacts as they are read, and what the timeline tells of them.

A person may have thousands of contacts, so the timeline asks for a page of them through the index of one course.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.contacts import rules
from alongside.contacts.models import Amendment, Contact, ContactKind, ContactStatus, GoalTouch
from alongside.enrolments.models import Enrolment
from alongside.kernel.gathering import Rows, unpacked
from alongside.kernel.seeking import is_held
from alongside.people.telling import Asked, Place, Told

KIND = "contact"
OPENED_AT_ONCE = 200
"""Notes that are fetched together when words are looked for in them."""
LAST = 6
"""So many contacts stand on the person's page; the rest is in the timeline."""

_SHOWN: dict[str, Q] = {
    "met": Q(status=ContactStatus.HELD, kind=ContactKind.VISIT),
    "tried": Q(status__in=(ContactStatus.TRIED, ContactStatus.CANCELLED)),
    "talked": Q(status=ContactStatus.HELD, kind__in=(ContactKind.PHONE, ContactKind.MESSAGE)),
    "meetings": Q(status=ContactStatus.HELD, kind=ContactKind.MEETING),
}


@dataclass(frozen=True)
class Touched:
    """A goal or sub-goal a contact worked on; `movement` is back, same or forward, `kind` own or commissioned."""

    title: str
    kind: str
    movement: str


@dataclass(frozen=True)
class Amended:
    """What was added to a note later."""

    text: str
    reason: str
    at: datetime
    worker_name: str


@dataclass(frozen=True)
class Note:
    """A contact as it is read: what happened, when, who wrote it and when.

    Attributes:
        late: written so long after that both times are shown.
        amendments: oldest first.
    """

    id: UUID
    kind: str
    status: str
    tried_how: str
    place: str
    place_text: str
    at: datetime
    signed_at: datetime | None
    late: bool
    worker_name: str
    minutes: int | None
    person_present: bool
    others_present: str
    text: str
    touched: tuple[Touched, ...]
    amendments: tuple[Amended, ...]


class Contacts:
    """The contacts of a person, as a long kind of the timeline."""

    shows = frozenset(_SHOWN)

    def told(self, asked: Asked) -> list[Told]:
        """A page of contacts. One query for each course of the person."""
        happened = _happened(asked.viewer, asked.courses)
        if asked.shows:
            happened = happened.filter(_SHOWN[asked.shows])
        if asked.goal is not None:
            of_goal = GoalTouch.objects.unscoped().filter(contact=OuterRef("pk"), goal_id=asked.goal)
            happened = happened.filter(Exists(of_goal))
        if asked.place is not None:
            happened = happened.filter(_side_of(asked.place, back=asked.back))
        order = ("-occurred_at", "-id") if asked.back else ("occurred_at", "id")
        found: list[Contact] = []
        for course in asked.courses:
            here = happened.filter(enrolment_id=course.pk).order_by(*order)
            if asked.words:
                here = here.filter(pk__in=_holding(here, asked))
            found += _detailed(here, asked.viewer, asked.courses)[: asked.limit + 1]
        found.sort(key=lambda contact: (contact.occurred_at, contact.pk), reverse=asked.back)
        return [
            Told(KIND, contact.occurred_at, contact.pk, holder_id=contact.enrolment_id, more=_note(contact))
            for contact in found[: asked.limit + 1]
        ]


def _holding(contacts: QuerySet[Contact], asked: Asked) -> list[UUID]:
    """Which of these contacts hold the words, as many as make a page. Notes are sealed, so each is opened to look."""
    hidden = asked.person.address_protected
    opened = contacts.select_related(None).only("text", "others_present", "place_text", "occurred_at")
    holding = (
        contact.pk
        for contact in opened.iterator(chunk_size=OPENED_AT_ONCE)
        if is_held(asked.words, contact.text, contact.others_present, "" if hidden else contact.place_text)
    )
    return list(islice(holding, asked.limit + 1))


def last_notes(viewer: Actor, course: Enrolment, limit: int = LAST) -> list[Note]:
    """The last contacts of a course, the latest first. One query."""
    happened = _detailed(_happened(viewer, [course]), viewer, [course])
    return [_note(contact) for contact in happened.order_by("-occurred_at", "-id")[:limit]]


def notes_between(viewer: Actor, course: Enrolment, since: datetime, until: datetime | None) -> list[Note]:
    """The contacts of a course from a moment on, and up to another, the latest first. One query."""
    happened = _detailed(_happened(viewer, [course]), viewer, [course]).filter(occurred_at__gte=since)
    if until is not None:
        happened = happened.filter(occurred_at__lte=until)
    return [_note(contact) for contact in happened.order_by("-occurred_at", "-id")]


def note_of(viewer: Actor, contact: Contact) -> Note | None:
    """One contact as it is read, None when the viewer does not see it. One query."""
    course = contact.enrolment
    here = Contact.objects.with_struck().under(viewer, course).filter(pk=contact.pk).select_related("worker")
    found = _detailed(here, viewer, [course]).first()
    return _note(found) if found else None


def _happened(viewer: Actor, courses: Sequence[Any]) -> QuerySet[Contact]:
    """What happened in these courses, or was called off; what is only planned is not told yet."""
    found: QuerySet[Contact] = Contact.objects.with_struck().under(viewer, *courses)
    return found.exclude(status=ContactStatus.PLANNED).select_related("worker")


def _detailed(contacts: QuerySet[Contact], viewer: Actor, courses: Sequence[Any]) -> QuerySet[Contact]:
    """The same contacts with what hangs on them, in the one query."""
    touches = GoalTouch.objects.with_struck().under(viewer, *courses).filter(contact=OuterRef("pk"))
    amendments = Amendment.objects.with_struck().under(viewer, *courses).filter(contact=OuterRef("pk"))
    return contacts.annotate(
        place_hidden=F("enrolment__person__address_protected"),
        gathered_touches=Rows(
            touches.order_by("goal__place", "sub_goal__place"),
            "movement",
            goal_kind="goal__kind",
            goal_title="goal__title",
            sub_goal_title="sub_goal__title",
        ),
        gathered_amendments=Rows(
            amendments.order_by("amended_at", "id"),
            "id",
            "text",
            "reason",
            "amended_at",
            worker_name="worker__name",
        ),
    )


def _note(contact: Contact) -> Note:
    found: Any = contact
    return Note(
        id=contact.pk,
        kind=contact.kind,
        status=contact.status,
        tried_how=contact.tried_how,
        place=contact.place,
        place_text="" if found.place_hidden else contact.place_text,
        at=contact.occurred_at,
        signed_at=contact.signed_at,
        late=contact.signed_at is not None and rules.is_late(contact.occurred_at, contact.signed_at),
        worker_name=contact.worker.name if contact.worker else "",
        minutes=contact.minutes,
        person_present=contact.person_present,
        others_present=contact.others_present,
        text=contact.text,
        touched=tuple(
            Touched(title=one.sub_goal_title or one.goal_title, kind=one.goal_kind, movement=one.movement)
            for one in unpacked(GoalTouch, found.gathered_touches)
        ),
        amendments=tuple(
            Amended(one.text, one.reason, one.amended_at, one.worker_name or "")
            for one in unpacked(Amendment, found.gathered_amendments)
        ),
    )


def _side_of(place: Place, *, back: bool) -> Q:
    """Contacts that stand before (`back`) or after a place. The moment alone bounds what the index has to read."""
    side = "lt" if back else "gt"
    if place.kind != KIND:
        inclusive = (place.kind > KIND) is back
        return Q(**{f"occurred_at__{side}{'e' if inclusive else ''}": place.at})
    bound = Q(**{f"occurred_at__{side}e": place.at})
    return bound & (Q(**{f"occurred_at__{side}": place.at}) | Q(**{f"pk__{side}": place.id}))
