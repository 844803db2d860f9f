"""What the record knows that ticks a line: each fact one small query, whose record is one click away.

A fact that a profile may name stands in `organisation.profile_checklists.FACTS`, and here with how it is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import get_default_timezone, localtime

from alongside.access.actor import Actor
from alongside.assessments.models import Assessment
from alongside.checklists.occasions import Occasion
from alongside.consents.models import Consent, Disclosure
from alongside.contacts.models import Contact, ContactKind, ContactStatus
from alongside.contacts.queries import FACE_TO_FACE
from alongside.crisis.models import CrisisPlan
from alongside.daily.models import Matter
from alongside.enrolments.models import Enrolment
from alongside.housing.models import HomeStep, HousingStay
from alongside.network.models import NetworkMap, OtherPlan
from alongside.organisation.queries import profile_of
from alongside.outreach.models import FoundAt
from alongside.plans.models import PlanVersion
from alongside.reviews.models import Review


@dataclass(frozen=True)
class Asked:
    """What is asked of the record: by whom, of which course, for which event.

    Attributes:
        since: only what happened from that day on counts.
        of: what the fact is about, a key of the list that `FACTS` of the profile names.
    """

    viewer: Actor
    enrolment: Enrolment
    occasion: Occasion
    since: date
    of: str = ""


@dataclass(frozen=True)
class Seen:
    """The record knows it: since which day, and which record says so."""

    on: date
    record_id: UUID


Fact = Callable[[Asked], Seen | None]
FACTS: dict[str, Fact] = {}
HOME = "home"
"""The key every profile has for where somebody lives, in its list of contact places."""


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


@fact("met_at_home")
def met_at_home(asked: Asked) -> Seen | None:
    """We have been together at their home since."""
    return _first(
        _contacts(asked).filter(
            status=ContactStatus.HELD, kind__in=FACE_TO_FACE, person_present=True, place=HOME
        )
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


@fact("consent_asked")
def consent_asked(asked: Asked) -> Seen | None:
    """Since, they have said yes or no to our speaking with somebody."""
    rows = Consent.objects.under(asked.viewer, asked.enrolment.person).filter(said_on__gte=asked.since)
    return _day(rows, "said_on")


@fact("found_at")
def found_at(asked: Asked) -> Seen | None:
    """It is known where they can be found, and still so."""
    rows = FoundAt.objects.under(asked.viewer, asked.enrolment.person).filter(ended_on__isnull=True)
    return _day(rows, "said_on")


@fact("lives")
def lives(asked: Asked) -> Seen | None:
    """It is written down where they live now."""
    rows = HousingStay.objects.under(asked.viewer, asked.enrolment.person).filter(ends_on__isnull=True)
    return _day(rows, "starts_on")


@fact("lives_own")
def lives_own(asked: Asked) -> Seen | None:
    """Since, they live in a home of their own."""
    kinds = [kind.key for kind in profile_of(asked.viewer.agency_id).housing_kinds if kind.tenancy]
    rows = HousingStay.objects.under(asked.viewer, asked.enrolment.person).filter(
        ends_on__isnull=True, kind__in=kinds, starts_on__gte=asked.since
    )
    return _day(rows, "starts_on")


@fact("needs_asked")
def needs_asked(asked: Asked) -> Seen | None:
    """Since, somebody has talked with them through the areas of life."""
    rows = Assessment.objects.under(asked.viewer, asked.enrolment).filter(assessed_on__gte=asked.since)
    return _day(rows, "assessed_on")


@fact("network_drawn")
def network_drawn(asked: Asked) -> Seen | None:
    """Since, they have drawn their network."""
    rows = NetworkMap.objects.under(asked.viewer, asked.enrolment.person).filter(drawn_on__gte=asked.since)
    return _day(rows, "drawn_on")


@fact("plan_agreed")
def plan_agreed(asked: Asked) -> Seen | None:
    """Since, a plan was agreed with them."""
    rows = PlanVersion.objects.under(asked.viewer, asked.enrolment).filter(agreed_on__gte=asked.since)
    return _day(rows, "agreed_on")


@fact("review_held")
def review_held(asked: Asked) -> Seen | None:
    """Since, we have looked back together."""
    rows = Review.objects.under(asked.viewer, asked.enrolment).filter(held_on__gte=asked.since)
    return _day(rows, "held_on")


@fact("home_step")
def home_step(asked: Asked) -> Seen | None:
    """A line of the road to this home is done; of a road that is put away too."""
    rows = HomeStep.objects.under(asked.viewer, asked.enrolment.person).filter(
        Q(over_on__isnull=True) | Q(over_on__gte=asked.since),
        done_on__isnull=False,
        **({"kind": asked.of} if asked.of else {}),
    )
    return _day(rows, "done_on")


@fact("daily")
def daily(asked: Asked) -> Seen | None:
    """How it stands with something of daily life was told since."""
    rows = Matter.objects.under(asked.viewer, asked.enrolment.person).filter(
        ended_on__isnull=True, said_on__gte=asked.since, **({"kind": asked.of} if asked.of else {})
    )
    return _day(rows, "said_on")


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
    since = asked.since
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
    rows = rows.filter(told_at__gte=_midnight(asked.since))
    found = rows.order_by("told_at", "pk").values_list("told_at", "pk").first()
    return Seen(localtime(found[0]).date(), found[1]) if found else None


def _contacts(asked: Asked) -> QuerySet[Contact]:
    rows: QuerySet[Contact] = Contact.objects.under(asked.viewer, asked.enrolment)
    return rows.filter(occurred_at__gte=_midnight(asked.since))


def _day(rows: QuerySet[Any], day: str) -> Seen | None:
    """The first of these, by a column that holds a day."""
    found = rows.order_by(day, "pk").values_list(day, "pk").first()
    return Seen(*found) if found else None


def _first(rows: QuerySet[Contact]) -> Seen | None:
    found = rows.order_by("occurred_at", "pk").values_list("occurred_at", "pk").first()
    return Seen(localtime(found[0]).date(), found[1]) if found else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=get_default_timezone())
