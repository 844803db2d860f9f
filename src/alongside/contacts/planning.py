"""What a planned contact is made of, for one and for a series alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import get_default_timezone, localtime

from alongside.access.actor import Actor
from alongside.contacts import rules
from alongside.contacts.errors import KindUnknown, NotAColleague, NotPlanned, OutcomeUnknown, PlaceUnknown
from alongside.contacts.models import Contact, ContactKind, ContactStatus, GoesAlong, PlanChange
from alongside.enrolments.models import Enrolment
from alongside.kernel import history
from alongside.kernel.periods import Period
from alongside.organisation.models import Worker
from alongside.organisation.profile import Profile
from alongside.organisation.queries import profile_of


def check_where(profile: Profile, kind: str, place: str) -> None:
    """The kind and the place can be chosen.

    Raises:
        KindUnknown, PlaceUnknown
    """
    if kind not in ContactKind.values:
        raise KindUnknown(field="kind")
    if place and profile.contact_places.get(place) is None:
        raise PlaceUnknown(field="place")


def colleagues(by: Actor, worker_ids: Iterable[UUID]) -> list[UUID]:
    """Those who go along, each once.

    Raises:
        NotAColleague: one of them does not work in this agency.
    """
    wanted = list(dict.fromkeys(worker_ids))
    if wanted and Worker.objects.filter(pk__in=wanted, agency_id=by.agency_id).count() != len(wanted):
        raise NotAColleague(field="along")
    return wanted


def go_along(contact: Contact, worker_ids: Iterable[UUID]) -> None:
    """Say which colleagues come along to a contact that has none yet; whose contact it is is not one of them."""
    history.bulk_create(
        GoesAlong(contact=contact, worker_id=worker_id)
        for worker_id in worker_ids
        if worker_id != contact.worker_id
    )


def require_planned(contact: Contact) -> None:
    """It was not written about or called off meanwhile.

    Raises:
        NotPlanned
    """
    if not Contact.objects.filter(pk=contact.pk, status=ContactStatus.PLANNED).exists():
        raise NotPlanned


def move(by: Actor, contact: Contact, at: datetime, reason: str = "") -> None:
    """Put a planned contact at another time, and keep that it was moved. It is saved by the caller.

    Raises:
        PlannedInPast, BeforeCourse, CourseClosed
    """
    rules.require_ahead(at, now=by.now)
    rules.require_in_course(course_of(contact.enrolment), day_of(at))
    if at != contact.occurred_at:
        _keep_change(by, contact, at, reason)
    contact.occurred_at = at


def call_off(by: Actor, contact: Contact, how: str, reason: str) -> None:
    """Call a planned contact off; it stays in the story, with who called it off and why."""
    _keep_change(by, contact, None, reason)
    contact.status, contact.tried_how = ContactStatus.CANCELLED, how
    contact.person_present = False
    contact.text = reason.strip() or contact.text
    contact.signed_at, contact.signed_by_id = by.now, by.worker_id
    contact.save()


def check_who_called_off(profile: Profile, how: str) -> None:
    """`how` says who called it off, or nothing.

    Raises:
        OutcomeUnknown
    """
    found = profile.tried_outcomes.get(how)
    if how and (found is None or not found.called_off):
        raise OutcomeUnknown(field="how")


def profile_for(enrolment: Enrolment) -> Profile:
    """The practice profile of the agency whose course it is."""
    return profile_of(enrolment.team.agency_id)


def course_of(enrolment: Enrolment) -> Period:
    """The days of the course."""
    return Period(enrolment.starts_on, enrolment.ends_on)


def day_of(at: datetime) -> date:
    """The day of a moment where the work is done."""
    return localtime(at, get_default_timezone()).date()


def _keep_change(by: Actor, contact: Contact, now_at: datetime | None, reason: str) -> None:
    PlanChange(
        contact=contact,
        was_at=contact.occurred_at,
        now_at=now_at,
        reason=reason.strip(),
        worker_id=by.worker_id,
        changed_at=by.now,
    ).save()
