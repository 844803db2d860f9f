"""What the record knows that ticks a line: each fact one small query, whose record is one click away.

A fact that a profile may name stands in `organisation.profile_checklists.FACTS`, and here with how it is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import get_default_timezone, localtime

from alongside.access.actor import Actor
from alongside.checklists.occasions import Occasion
from alongside.consents.models import Disclosure
from alongside.contacts.models import Contact, ContactKind, ContactStatus
from alongside.contacts.queries import FACE_TO_FACE
from alongside.crisis.models import CrisisPlan
from alongside.daily.models import Matter
from alongside.enrolments.models import Enrolment
from alongside.network.models import OtherPlan


@dataclass(frozen=True)
class Asked:
    """What is asked of the record: by whom, of which course, for which event; `of` is what the fact is about."""

    viewer: Actor
    enrolment: Enrolment
    occasion: Occasion
    of: str = ""


@dataclass(frozen=True)
class Seen:
    """The record knows it: since which day, and which record says so."""

    on: date
    record_id: UUID


Fact = Callable[[Asked], Seen | None]
FACTS: dict[str, Fact] = {}


def fact(name: str) -> Callable[[Fact], Fact]:
    """Declare how a fact that profiles may name is read."""

    def declare(reads: Fact) -> Fact:
        FACTS[name] = reads
        return reads

    return declare


def seen(name: str, asked: Asked) -> Seen | None:
    """Whether the record knows a fact; None while it does not. One query."""
    return FACTS[name](asked)


@fact("met")
def met(asked: Asked) -> Seen | None:
    """We have been together with the person since."""
    return _first(
        _contacts(asked).filter(status=ContactStatus.HELD, kind__in=FACE_TO_FACE, person_present=True)
    )


@fact("meeting")
def meeting(asked: Asked) -> Seen | None:
    """A meeting with others was held since, with the person or without."""
    return _first(_contacts(asked).filter(status=ContactStatus.HELD, kind=ContactKind.MEETING))


@fact("meets_on_day")
def meets_on_day(asked: Asked) -> Seen | None:
    """Somebody meets them on the day itself: it is planned, or was done."""
    if asked.occasion.day is None:
        return None
    begins = _midnight(asked.occasion.day)
    rows = Contact.objects.under(asked.viewer, asked.enrolment).filter(
        status__in=(ContactStatus.PLANNED, ContactStatus.HELD),
        kind__in=FACE_TO_FACE,
        person_present=True,
        occurred_at__gte=begins,
        occurred_at__lt=_midnight(asked.occasion.day + timedelta(days=1)),
    )
    return _first(rows)


@fact("daily")
def daily(asked: Asked) -> Seen | None:
    """How it stands with something of daily life was told since."""
    rows = Matter.objects.under(asked.viewer, asked.enrolment.person).filter(
        ended_on__isnull=True, said_on__gte=asked.occasion.since, **({"kind": asked.of} if asked.of else {})
    )
    found = rows.order_by("said_on", "pk").values_list("said_on", "pk").first()
    return Seen(*found) if found else None


@fact("other_plan")
def other_plan(asked: Asked) -> Seen | None:
    """A plan that somebody else has made with the person is known, and holds."""
    today = asked.viewer.today
    rows = OtherPlan.objects.under(asked.viewer, asked.enrolment.person).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=today), **({"kind": asked.of} if asked.of else {})
    )
    found = rows.order_by("recorded_at", "pk").values_list("recorded_at", "pk").first()
    return Seen(localtime(found[0]).date(), found[1]) if found else None


@fact("crisis_plan")
def crisis_plan(asked: Asked) -> Seen | None:
    """The crisis plan was agreed, or looked at again, since."""
    since = asked.occasion.since
    rows = CrisisPlan.objects.under(asked.viewer, asked.enrolment.person)
    rows = rows.filter(Q(agreed_on__gte=since) | Q(looked_on__gte=since))
    plan = rows.order_by("-agreed_on", "-pk").only("pk", "agreed_on", "looked_on").first()
    if plan is None:
        return None
    return Seen(plan.looked_on if plan.looked_on and plan.looked_on >= since else plan.agreed_on, plan.pk)


@fact("told")
def told(asked: Asked) -> Seen | None:
    """Somebody outside was told about the person since, as the ledger says."""
    rows = Disclosure.objects.under(asked.viewer, asked.enrolment.person)
    rows = rows.filter(told_at__gte=_midnight(asked.occasion.since))
    found = rows.order_by("told_at", "pk").values_list("told_at", "pk").first()
    return Seen(localtime(found[0]).date(), found[1]) if found else None


def _contacts(asked: Asked) -> QuerySet[Contact]:
    rows: QuerySet[Contact] = Contact.objects.under(asked.viewer, asked.enrolment)
    return rows.filter(occurred_at__gte=_midnight(asked.occasion.since))


def _first(rows: QuerySet[Contact]) -> Seen | None:
    found = rows.order_by("occurred_at", "pk").values_list("occurred_at", "pk").first()
    return Seen(localtime(found[0]).date(), found[1]) if found else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=get_default_timezone())
