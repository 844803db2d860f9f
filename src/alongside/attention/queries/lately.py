"""Contacts around today: four weeks back, two ahead, and what the last ones say about being in touch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Any, Literal
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast
from django.utils.timezone import localtime

from alongside.access.actor import Actor, Role
from alongside.attention.rules import Appointment
from alongside.caseload.models import Assignment
from alongside.contacts.models import Contact, ContactStatus
from alongside.contacts.queries import FACE_TO_FACE
from alongside.enrolments.models import Enrolment
from alongside.kernel.encryption import Sealed, opened
from alongside.meetings.queries import unprepared
from alongside.organisation.models import Membership
from alongside.organisation.profile import Profile

DayKind = Literal["met", "phone", "tried", "quiet"]
STRIP_DAYS = 28
LOOK_AHEAD_DAYS = 14
RANG_DAYS = 7
"""So long a call to whoever is on call is a reason to be in touch; our own choice."""


@dataclass(frozen=True)
class Seen:
    """One past contact and its mark in the strip."""

    mark: DayKind
    contact: Appointment
    on_call: bool = False
    """Held by whoever was on call, rather than by someone who walks with the person."""


_COLUMNS = (
    "status",
    "on_call",
    "enrolment_id",
    "pk",
    "occurred_at",
    "kind",
    "place",
    "sealed_place",
    "minutes",
    "worker_id",
    "worker__name",
    "unprepared",
)


def contacts_around(
    viewer: Actor,
    ids: Sequence[UUID],
    profile: Profile,
    *,
    of: Enrolment | None = None,
    among: QuerySet[Any] | None = None,
) -> tuple[defaultdict[UUID, list[Seen]], defaultdict[UUID, list[Appointment]]]:
    """By course, in order of time: when we were in touch or tried, and what is planned. One query.

    A try that we called off ourselves says nothing and is left out; what was planned and has passed is there as long
    as nobody has written about it.

    Args:
        of: the only course asked about, when it came through the gate of its page: the query is a short one then.
        among: the contacts to look at where those are not the viewer's own: on call reads no notes, and is told when
            somebody was met.
    """
    if among is not None:
        theirs = among.filter(enrolment_id__in=ids)
    elif of is not None:
        theirs = Contact.objects.under(viewer, of)
    else:
        theirs = Contact.objects.visible_to(viewer).filter(enrolment_id__in=ids)
    contacts = theirs.order_by()
    by_us = [outcome.key for outcome in profile.tried_outcomes if outcome.by_us]
    past = contacts.filter(
        Q(status=ContactStatus.TRIED) & ~Q(tried_how__in=by_us)
        | Q(status=ContactStatus.HELD, person_present=True),
        occurred_at__gt=viewer.now - timedelta(days=STRIP_DAYS),
    ).annotate(
        sealed_place=Value("", output_field=TextField()),
        on_call=_by_on_call(viewer),
        unprepared=Value(False, output_field=BooleanField()),
    )
    planned = contacts.filter(
        status=ContactStatus.PLANNED, occurred_at__lt=viewer.now + timedelta(days=LOOK_AHEAD_DAYS)
    ).annotate(
        sealed_place=Case(
            When(enrolment__person__address_protected=True, then=Value("")),
            default=Cast("place_text", TextField()),
            output_field=TextField(),
        ),
        on_call=Value(False, output_field=BooleanField()),
        unprepared=Case(When(unprepared(), then=True), default=False, output_field=BooleanField()),
    )
    rows = past.values_list(*_COLUMNS).union(planned.values_list(*_COLUMNS), all=True)
    seen: defaultdict[UUID, list[Seen]] = defaultdict(list)
    ahead: defaultdict[UUID, list[Appointment]] = defaultdict(list)
    for status, on_call, enrolment_id, pk, at, kind, place, sealed, *about in rows.order_by(
        "occurred_at", "pk"
    ):
        where = opened(Contact, "place_text", Sealed(sealed), pk) if sealed else ""
        contact = Appointment(pk, at, kind, place, where, *about)
        if status == ContactStatus.PLANNED:
            ahead[enrolment_id].append(contact)
            continue
        mark: DayKind = "met" if contact.kind in FACE_TO_FACE else "phone"
        seen[enrolment_id].append(
            Seen("tried" if status == ContactStatus.TRIED else mark, contact, bool(on_call))
        )
    return seen, ahead


def tries_in_a_row(seen: Sequence[Seen]) -> int:
    """How often we tried since we were last in touch in any way."""
    return len(list(takewhile(lambda one: one.mark == "tried", reversed(seen))))


def rang(seen: Sequence[Seen], now: datetime) -> Appointment | None:
    """The latest time someone was in touch with on call, unless one of us has been in touch since."""
    latest = next((one for one in reversed(seen) if one.mark != "tried"), None)
    if latest is None or not latest.on_call or latest.contact.at <= now - timedelta(days=RANG_DAYS):
        return None
    return latest.contact


_LOUDEST: tuple[DayKind, ...] = ("quiet", "tried", "phone", "met")


def strip(seen: Iterable[Seen], today: date) -> tuple[DayKind, ...]:
    """One mark a day: what brought us closest."""
    days: list[DayKind] = ["quiet"] * STRIP_DAYS
    for one in seen:
        place = STRIP_DAYS - 1 - (today - localtime(one.contact.at).date()).days
        if 0 <= place < STRIP_DAYS:
            days[place] = max(days[place], one.mark, key=_LOUDEST.index)
    return tuple(days)


def held_by_on_call() -> Q:
    """Contacts held by someone on call who does not walk with the person."""
    on_call = Membership.objects.filter(
        role=Role.ON_CALL, worker=OuterRef("worker"), team=OuterRef("enrolment__team")
    )
    walks_along = Assignment.objects.unscoped().filter(
        worker=OuterRef("worker"), enrolment=OuterRef("enrolment")
    )
    return Q(Exists(on_call), ~Exists(walks_along), status=ContactStatus.HELD)


def _by_on_call(viewer: Actor) -> Case:
    """The same of the last days, as a column; what is older, or was followed up, is not looked at."""
    lately = Q(occurred_at__gt=viewer.now - timedelta(days=RANG_DAYS), follow_up__settled_at__isnull=True)
    return Case(When(lately & held_by_on_call(), then=True), default=False, output_field=BooleanField())
