"""Reading where someone has lived."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.enrolments.models import Enrolment
from alongside.housing import rules
from alongside.housing.models import HousingStay
from alongside.housing.rules import Clock, Span
from alongside.organisation.choices import RefundClock
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of
from alongside.people.models import Person

NIGHTS_COUNTED_OVER = 365
"""Days that shelter nights are counted over: a year back from today."""


@dataclass(frozen=True)
class Stay:
    """One stay, ready for the screen.

    Attributes:
        label: the kind of housing in the viewer's language.
        standing: "own", "inst", "out" or "unknown" (see `organisation.choices.HousingKind`).
        days: how long, up to today for the one that is open.
        share: this stay's part of the whole history in twelfths, at least 1, for the strip.
    """

    id: UUID
    kind: str
    label: str
    standing: str
    place: str
    starts_on: date
    ends_on: date | None
    end_reason: str
    lost: bool
    days: int
    share: int


@dataclass(frozen=True)
class Strip:
    """Where someone has lived, oldest first.

    Attributes:
        shelter_nights: nights in a shelter in the last 365 days.
        losses: homes of their own that were lost.
    """

    stays: tuple[Stay, ...]
    shelter_nights: int
    losses: int

    @property
    def now(self) -> Stay | None:
        """Where they live today; None when nobody wrote it down."""
        return next((stay for stay in self.stays if stay.ends_on is None), None)


def strip(viewer: Actor, person: Person, *, profile: Profile | None = None) -> Strip:
    """The history of where someone has lived. One query, one more for the profile."""
    return strip_of(
        viewer,
        list(stays_of(viewer, person)),
        profile=profile or profile_of(viewer.agency_id),
        hidden=person.address_protected,
    )


STAY = ("id", "kind", "place", "starts_on", "ends_on", "end_reason", "lost")
"""The columns a strip is made of."""


def stays_of(viewer: Actor, person: Person) -> QuerySet[HousingStay]:
    """Where someone has lived, oldest first."""
    rows: QuerySet[HousingStay] = HousingStay.objects.under(viewer, person)
    return rows.order_by("starts_on", "pk")


def strip_of(viewer: Actor, rows: Sequence[HousingStay], *, profile: Profile, hidden: bool) -> Strip:
    """The strip of stays that were fetched already, oldest first.

    Args:
        hidden: the address is protected; then only what kind of place it is.
    """
    kinds, today = profile.housing_kinds, viewer.today
    lengths = [max(((row.ends_on or today) - row.starts_on).days, 0) for row in rows]
    whole = sum(lengths) or 1
    year_ago = today - timedelta(days=NIGHTS_COUNTED_OVER)
    stays, nights = [], 0
    for row, days in zip(rows, lengths, strict=True):
        kind = kinds.get(row.kind)
        if kind is not None and kind.shelter:
            nights += max(((row.ends_on or today) - max(row.starts_on, year_ago)).days, 0)
        stays.append(
            Stay(
                id=row.pk,
                kind=row.kind,
                label=kinds.label(row.kind, viewer.language),
                standing=kind.standing if kind else "unknown",
                place="" if hidden else row.place,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                end_reason=row.end_reason,
                lost=row.lost,
                days=days,
                share=max(1, round(12 * days / whole)),
            )
        )
    return Strip(tuple(stays), nights, sum(stay.lost for stay in stays))


@dataclass(frozen=True)
class Counted:
    """A stay a clock was counted from, with the nights of it that lie in its period."""

    id: UUID
    starts_on: date
    ends_on: date | None
    nights: int


@dataclass(frozen=True)
class Refund:
    """A rule of the profile about how long the state pays a part, and how far it has run for a person."""

    rule: RefundClock
    clock: Clock
    counted: tuple[Counted, ...]
    staying: bool
    """Whether they are in a shelter today."""


def refunds_of(
    stays: Sequence[Stay | HousingStay], *, profile: Profile, legal_basis: str, today: date
) -> list[Refund]:
    """The clocks that run for somebody today, counted from the stays they have had. No query.

    Args:
        legal_basis: the basis of their course, a key of the profile.
    """
    kinds = profile.housing_kinds
    shelters = [stay for stay in stays if (kind := kinds.get(stay.kind)) is not None and kind.shelter]
    spans = [Span(stay.id, stay.starts_on, stay.ends_on) for stay in shelters]
    found = []
    for rule in profile.refund_clocks:
        if rule.legal_basis and rule.legal_basis != legal_basis:
            continue
        clock = rules.clock(rule, spans, today=today)
        if clock is not None:
            staying = any(span.ends_on is None for span in spans)
            found.append(Refund(rule, clock, _counted(rule, clock, spans, today), staying))
    return found


def _counted(rule: RefundClock, clock: Clock, spans: Sequence[Span], today: date) -> tuple[Counted, ...]:
    """For nights every stay with a night in the period, for time the one that was left on its first day."""
    counted = []
    for span in spans:
        assert span.id is not None
        slept = rules.nights([span], today=today)
        if rule.counts == "nights":
            slept = [night for night in slept if clock.starts_on <= night < clock.ends_on]
            counts = bool(slept) or span.ends_on is None
        else:
            counts = span.ends_on == clock.starts_on
        if counts:
            counted.append(Counted(span.id, span.starts_on, span.ends_on, len(slept)))
    return tuple(counted)


@dataclass(frozen=True)
class RunningOut:
    """Somebody for whom a refund runs out soon, or has."""

    enrolment_id: UUID
    person_id: UUID
    name: str
    refund: Refund


def running_out(viewer: Actor, which: Q, *, profile: Profile) -> list[RunningOut]:
    """The clocks of the open courses of `which` that run out within their `warn_days` or have, the soonest first.

    Two queries; none where the profile has no clocks.
    """
    if not profile.refund_clocks:
        return []
    open_now = Enrolment.objects.visible_to(viewer).filter(which, ends_on__isnull=True)
    courses = list(open_now.select_related("person"))
    shelters = [kind.key for kind in profile.housing_kinds if kind.shelter]
    people = {course.person_id for course in courses}
    stays: defaultdict[UUID, list[HousingStay]] = defaultdict(list)
    for stay in HousingStay.objects.visible_to(viewer).filter(person_id__in=people, kind__in=shelters):
        stays[stay.person_id].append(stay)
    found = [
        RunningOut(course.pk, course.person_id, course.person.full_name, refund)
        for course in courses
        for refund in refunds_of(
            stays[course.person_id],
            profile=profile,
            legal_basis=course.legal_basis,
            today=viewer.today,
        )
        if refund.clock.reached_on is not None
        and refund.clock.reached_on <= viewer.today + timedelta(days=refund.rule.warn_days)
    ]
    return sorted(found, key=lambda one: (one.refund.clock.reached_on or date.max, one.name))
