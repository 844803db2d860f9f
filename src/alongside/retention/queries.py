"""What is due to go, and what stands against it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.approvals.queries import open_about
from alongside.enrolments.models import Enrolment
from alongside.people.models import Person
from alongside.referrals.models import Decision, Referral, ReferralStatus
from alongside.retention import rules
from alongside.retention.models import Archive, Certificate, Mark, MarkKind, Rule

ANSWERED = (ReferralStatus.ASSIGNED, ReferralStatus.DECLINED, ReferralStatus.REDIRECTED)


@dataclass(frozen=True)
class Due:
    """A record whose time has run out.

    Attributes:
        name: where the viewer may see it anyway, else empty.
    """

    person_id: UUID
    name: str
    closed_on: date
    due_on: date
    held: bool


def rule_of(agency_id: UUID) -> Rule | None:
    """The agency's rule, None while nobody has set one. One query."""
    return Rule.objects.filter(agency_id=agency_id).select_related("worker").first()


def due(viewer: Actor, rule: Rule) -> list[Due]:
    """The records of the agency whose time has run out, longest first. A fixed number of queries."""
    courses: dict[UUID, list[date | None]] = defaultdict(list)
    for person_id, ends_on in (
        Enrolment.objects.unscoped()
        .filter(person__agency_id=viewer.agency_id)
        .values_list("person_id", "ends_on")
    ):
        courses[person_id].append(ends_on)
    decided: dict[UUID, list[date]] = defaultdict(list)
    for person_id, day in (
        Decision.objects.unscoped()
        .filter(referral__person__agency_id=viewer.agency_id)
        .values_list("referral__person_id", "decided_on")
    ):
        decided[person_id].append(day)
    waiting = set(
        Referral.objects.unscoped()
        .filter(agency_id=viewer.agency_id)
        .exclude(status__in=ANSWERED)
        .values_list("person_id", flat=True)
    )
    held = set(marks_that_hold(MarkKind.HOLD).values_list("person_id", flat=True))
    found = []
    for person_id in courses.keys() | decided.keys():
        closed_on = rules.last_closed(courses[person_id], decided[person_id])
        if closed_on is None or person_id in waiting:
            continue
        day = rules.due_on(closed_on, rule.years)
        if day <= viewer.today:
            found.append((person_id, closed_on, day))
    names = {
        one.pk: one.full_name
        for one in Person.objects.visible_to(viewer).filter(pk__in=[person_id for person_id, *_ in found])
    }
    return sorted(
        (Due(pk, names.get(pk, ""), closed, day, pk in held) for pk, closed, day in found),
        key=lambda one: (one.due_on, one.person_id),
    )


def marks_that_hold(kind: str) -> QuerySet[Mark]:
    """The marks of a kind that were not lifted."""
    return Mark._base_manager.filter(kind=kind, lifted_at__isnull=True)


def mark_on(person: Person, kind: str) -> Mark | None:
    """The mark of that kind that holds, for a page that passed its gate. One query."""
    found: Mark | None = marks_that_hold(kind).filter(person=person).select_related("worker").first()
    return found


def standing_of(person: Person, by: Actor) -> rules.Standing:
    """What decides about a record. Five queries."""
    ends = list(Enrolment._base_manager.filter(person=person).values_list("ends_on", flat=True))
    decided = list(
        Decision._base_manager.filter(referral__person=person).values_list("decided_on", flat=True)
    )
    referred = Referral._base_manager.filter(person=person).exclude(status__in=ANSWERED).exists()
    archive = latest_archive(person)
    others = open_about(person.pk, by.now).exclude(kind="record.destroy").exists()
    return rules.Standing(
        closed_on=rules.last_closed(ends, decided),
        open=referred or any(one is None for one in ends),
        held=marks_that_hold(MarkKind.HOLD).filter(person=person).exists(),
        requested=others,
        archived=archive is not None and archive.taken_at is not None,
    )


def latest_archive(person: Person) -> Archive | None:
    """The latest archive that was asked for. One query."""
    found: Archive | None = (
        Archive._base_manager.filter(person=person).order_by("-asked_at", "-pk").defer("sealed").first()
    )
    return found


def certificates(viewer: Actor) -> list[Certificate]:
    """What was destroyed in the agency, latest first. One query."""
    rows = Certificate.objects.filter(agency_id=viewer.agency_id).select_related("asked_by", "granted_by")
    return list(rows.order_by("-destroyed_at", "-pk")[:100])
