"""By month: how often people were met, rung and tried against what was agreed, and whether reviews were on time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.attention.queries.companions import MET
from alongside.caseload.models import Assignment, AssignmentKind
from alongside.contacts.models import Contact, ContactKind, ContactStatus
from alongside.enrolments.models import Enrolment, Pause
from alongside.numbers import rules
from alongside.numbers.queries.whose import Whose, begins, month_of
from alongside.numbers.rules import Span, Spread
from alongside.people.models import Person
from alongside.reviews.models import Review

LATE_SHOWN = 50
"""So many reviews that were held late are listed; the table counts them all."""


@dataclass(frozen=True)
class InTouch:
    """How often we were in touch with a person in a month."""

    person_id: UUID
    name: str
    met: int
    phone: int
    tried: int


@dataclass(frozen=True)
class ContactMonth:
    """A month, with those with whom we walked on every day of it.

    Attributes:
        people: by name.
        met, phone, tried: times for a person; None of fewer than five people.
        agreed: meetings that the agreed rhythms come to, for the person in the middle.
    """

    month: date
    running: bool
    people: tuple[InTouch, ...]
    met: Spread | None
    phone: Spread | None
    tried: Spread | None
    agreed: float | None


@dataclass(frozen=True)
class ReviewMonth:
    """Reviews held in a month, and those of them held by the day they were due."""

    month: date
    running: bool
    held: int
    on_time: int


@dataclass(frozen=True)
class HeldLate:
    """A review that was held after the day it was due."""

    review_id: UUID
    person_id: UUID
    name: str
    held_on: date
    days: int


@dataclass(frozen=True)
class _Walked:
    """A course, with the days on which these numbers are about it."""

    person_id: UUID
    name: str
    rhythm_days: int
    spans: list[Span]


def contacts_by_month(viewer: Actor, which: Whose, months: Sequence[date]) -> list[ContactMonth]:
    """How often people were met, rung and tried in each month. Three queries."""
    walked = _walked(viewer, which, months)
    ids = list(walked)
    rested: defaultdict[UUID, list[Span]] = defaultdict(list)
    for course, starts_on, ends_on in (
        Pause.objects.visible_to(viewer)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=months[0]), enrolment_id__in=ids)
        .values_list("enrolment_id", "starts_on", "ends_on")
    ):
        rested[course].append(Span(starts_on, ends_on))
    counted = _counted(viewer, ids, months)
    return [_month(place, month, viewer.today, walked, rested, counted) for place, month in enumerate(months)]


def reviews_by_month(viewer: Actor, which: Whose, months: Sequence[date]) -> list[ReviewMonth]:
    """Reviews held in each month, and how many of them by the day they were due. One query."""
    rows = (
        _held(viewer, which, months)
        .annotate(nth=month_of(months, "held_on", moments=False))
        .values_list("nth")
        .annotate(held=Count("pk"), on_time=Count("pk", filter=Q(held_on__lte=F("due_on"))))
        .order_by()
    )
    found = {place: (held, on_time) for place, held, on_time in rows}
    return [
        ReviewMonth(month, _running(month, viewer.today), *found.get(place, (0, 0)))
        for place, month in enumerate(months)
    ]


def reviews_held_late(viewer: Actor, which: Whose, months: Sequence[date]) -> list[HeldLate]:
    """The reviews that were held late, the latest first, up to fifty. One query."""
    rows = (
        _held(viewer, which, months)
        .filter(held_on__gt=F("due_on"))
        .order_by("-held_on", "-pk")
        .values_list("pk", "held_on", "due_on", *_named("enrolment__person"))
    )
    return [
        HeldLate(pk, person_id, _name(*names), held_on, (held_on - due_on).days)
        for pk, held_on, due_on, person_id, *names in rows[:LATE_SHOWN]
    ]


def _walked(viewer: Actor, which: Whose, months: Sequence[date]) -> dict[UUID, _Walked]:
    """The courses these numbers are about, by name: of a team its courses, of oneself while one was assigned."""
    last = rules.after(months[-1])
    in_window = Q(starts_on__lt=last) & (Q(ends_on__isnull=True) | Q(ends_on__gt=months[0]))
    rows: QuerySet[Any]
    if which.team_id is None:
        rows = Assignment.objects.visible_to(viewer).filter(
            in_window, worker_id=viewer.worker_id, kind=AssignmentKind.PRIMARY
        )
        path = "enrolment__"
    else:
        rows = Enrolment.objects.visible_to(viewer).filter(in_window, team_id=which.team_id)
        path = ""
    about = _named(f"{path}person")
    found: dict[UUID, _Walked] = {}
    for course, rhythm, starts_on, ends_on, person_id, *names in rows.order_by(*about[1:], "pk").values_list(
        f"{path}pk", f"{path}rhythm_days", "starts_on", "ends_on", *about
    ):
        entry = found.setdefault(course, _Walked(person_id, _name(*names), rhythm, []))
        entry.spans.append(Span(starts_on, ends_on))
    return found


def _counted(
    viewer: Actor, ids: Sequence[UUID], months: Sequence[date]
) -> dict[tuple[UUID, int], tuple[int, int, int]]:
    """Met, phone and tried by course and place of the month."""
    rows = (
        Contact.objects.visible_to(viewer)
        .filter(
            enrolment_id__in=ids,
            occurred_at__gte=begins(months[0]),
            occurred_at__lt=begins(rules.after(months[-1])),
        )
        .annotate(nth=month_of(months, "occurred_at", moments=True))
        .values_list("enrolment_id", "nth")
        .annotate(
            met=Count("pk", filter=MET),
            phone=Count(
                "pk",
                filter=Q(status=ContactStatus.HELD, kind__in=(ContactKind.PHONE, ContactKind.MESSAGE)),
            ),
            tried=Count("pk", filter=Q(status=ContactStatus.TRIED)),
        )
        .order_by()
    )
    return {(course, place): (met, phone, tried) for course, place, met, phone, tried in rows}


def _month(
    place: int,
    month: date,
    today: date,
    walked: dict[UUID, _Walked],
    rested: dict[UUID, list[Span]],
    counted: dict[tuple[UUID, int], tuple[int, int, int]],
) -> ContactMonth:
    days = rules.so_far(month, today)
    there = {
        course: one
        for course, one in walked.items()
        if rules.counts_in(days, walked=one.spans, rested=rested.get(course, ()))
    }
    people = tuple(
        InTouch(one.person_id, one.name, *counted.get((course, place), (0, 0, 0)))
        for course, one in there.items()
    )
    return ContactMonth(
        month=month,
        running=_running(month, today),
        people=people,
        met=rules.spread([one.met for one in people]),
        phone=rules.spread([one.phone for one in people]),
        tried=rules.spread([one.tried for one in people]),
        agreed=rules.agreed(days.days, [one.rhythm_days for one in there.values()]),
    )


def _held(viewer: Actor, which: Whose, months: Sequence[date]) -> QuerySet[Any]:
    found: QuerySet[Any] = Review.objects.visible_to(viewer).filter(
        held_on__gte=months[0], held_on__lt=rules.after(months[-1])
    )
    if which.team_id is not None:
        return found.filter(enrolment__team_id=which.team_id)
    then_mine = Assignment.objects.unscoped().filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=OuterRef("held_on")),
        enrolment=OuterRef("enrolment"),
        worker_id=viewer.worker_id,
        kind=AssignmentKind.PRIMARY,
        starts_on__lte=OuterRef("held_on"),
    )
    return found.filter(Exists(then_mine))


def _running(month: date, today: date) -> bool:
    return rules.after(month) > today


def _named(path: str) -> list[str]:
    return [f"{path}_id", f"{path}__given_name", f"{path}__family_name", f"{path}__called_name"]


def _name(given: str, family: str, called: str) -> str:
    return Person(given_name=given, family_name=family, called_name=called).full_name
