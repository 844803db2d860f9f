"""The card for whoever is on call: what one needs to help someone in the night, and nothing else of their record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from alongside.access.actor import Actor
from alongside.access.denials import closed
from alongside.access.policy import require
from alongside.attention.queries.companions import Whereabouts
from alongside.attention.queries.whose import held_on
from alongside.caseload.models import Assignment
from alongside.contacts.models import Contact, ContactStatus
from alongside.crisis.models import CrisisPlan
from alongside.crisis.queries import Called, called, plan_of
from alongside.enrolments.models import Enrolment, Pause
from alongside.housing.models import HousingStay
from alongside.kernel.models import PersonalRecord
from alongside.kernel.scoping import ScopedQuerySet
from alongside.network.models import MaySpeak, NetworkMember
from alongside.people.models import Flag, Person


@dataclass(frozen=True)
class Near:
    """Somebody one may call: one of us, or someone around the person who may be spoken with."""

    name: str
    what: str
    phone: str


@dataclass(frozen=True)
class Card:
    """What stands on the card. `course_id` is the running course; None when there is none."""

    person: Person
    course_id: UUID | None
    where: Whereabouts
    flags: list[Flag]
    walking: list[Near]
    around: list[Near]
    next_at: datetime | None
    next_place: str
    crisis: CrisisPlan | None
    crisis_calls: list[Called]


def card_of(viewer: Actor, person: Person) -> Card:
    """The card of someone whom the viewer may read the card of. Nine queries.

    Raises:
        NotAllowed: they may not.
    """
    require(viewer, "card.read", person)
    course = _running(viewer, person)
    plan = plan_of(viewer, person)
    meeting = _next(viewer, course) if course is not None else None
    return Card(
        person=person,
        course_id=course.pk if course is not None else None,
        where=_where(viewer, person, course),
        flags=list(
            Flag.objects.under(viewer, person)
            .filter(ended_on__isnull=True)
            .select_related("worker")
            .order_by("asked_for", "until", "pk")
        ),
        walking=_walking(viewer, course) if course is not None else [],
        around=[
            Near(one.name or one.relation, one.relation if one.name else "", one.phone)
            for one in on_card(NetworkMember, viewer)
            .filter(person=person, may_speak=MaySpeak.YES)
            .filter(Q(ended_on__isnull=True) | Q(ended_on__gt=viewer.today))
            .exclude(phone="")
            .order_by("name", "pk")
        ],
        next_at=meeting.occurred_at if meeting is not None else None,
        next_place="" if meeting is None or person.address_protected else meeting.place_text,
        crisis=plan,
        crisis_calls=called(viewer, plan) if plan is not None else [],
    )


def on_card(model: type[PersonalRecord], viewer: Actor) -> ScopedQuerySet:
    """Rows that may stand on a card the viewer may read, without what is closed to them or entered in error.

    Whose rows, the caller says: of people whose card the viewer may read, and of nobody else.
    """
    rows: ScopedQuerySet = model.objects.unscoped().standing()
    shut = closed(viewer, model)
    return rows if shut is None else rows.exclude(pk__in=shut)


def _running(viewer: Actor, person: Person) -> Enrolment | None:
    today = viewer.today
    running = Enrolment.objects.visible_to(viewer).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=today), person=person, starts_on__lte=today
    )
    found: Enrolment | None = running.first()
    return found


def _where(viewer: Actor, person: Person, course: Enrolment | None) -> Whereabouts:
    pause = (
        on_card(Pause, viewer).filter(enrolment=course, ends_on__isnull=True).first()
        if course is not None
        else None
    )
    home = on_card(HousingStay, viewer).filter(person=person, ends_on__isnull=True).first()
    hidden = person.address_protected
    return Whereabouts(
        pause_kind=pause.kind if pause is not None else "",
        pause_place=pause.place if pause is not None else "",
        housing_kind=home.kind if home is not None else "",
        housing_place=home.place if home is not None and not hidden else "",
        mostly="" if hidden else person.whereabouts,
    )


def _walking(viewer: Actor, course: Enrolment) -> list[Near]:
    held = (
        on_card(Assignment, viewer).filter(held_on(viewer.today), enrolment=course).select_related("worker")
    )
    return [
        Near(one.worker.name, str(one.get_kind_display()), one.worker.phone)
        for one in held.order_by("-kind", "starts_on")
    ]


def _next(viewer: Actor, course: Enrolment) -> Contact | None:
    planned = on_card(Contact, viewer).filter(
        enrolment=course, status=ContactStatus.PLANNED, occurred_at__gte=viewer.now
    )
    found: Contact | None = planned.order_by("occurred_at", "pk").first()
    return found
