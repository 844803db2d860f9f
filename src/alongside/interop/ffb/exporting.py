"""The one function behind `alongside export ffb`: a delivery report for everyone whose case changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from alongside.access.actor import Actor
from alongside.access.policy import require
from alongside.audit.purposes import Purpose
from alongside.audit.trail import record_read
from alongside.enrolments.models import Closure, Enrolment
from alongside.interop.models import FFB, ExternalRecord
from alongside.interop.operations import send_report
from alongside.interop.results import LeftOut, Sent
from alongside.kernel.models import Change
from alongside.people.models import Person
from alongside.plans.models import Goal
from alongside.reviews.models import Review

from .problems import FFBRefused


def export_ffb(*, by: Actor, since: datetime) -> Iterator[Sent | LeftOut]:
    """A report about everyone with an FFB case in which something changed at or after `since`.

    One report for each person, each in a transaction of its own, by person. Someone about whom no valid report can be
    written yet is left out, with the reason, and holds up nobody else.

    Raises:
        NotAllowed: `by` does not do intake.
        TrailUnwritten: that a report is about to leave could not be noted; it does not.
    """
    require(by, "delivery.send")
    for person_id in sorted(_changed(by.agency_id, since)):
        person = Person.objects.unscoped().get(pk=person_id)
        try:
            sent = send_report(by=by, person=person, since=since)
        except FFBRefused as refused:
            yield LeftOut(person_id, refused.problems)
            continue
        record_read(viewer=by, page="ffb.report", record=person, purpose=Purpose.EXPORT, action="export")
        yield sent


def _changed(agency_id: UUID, since: datetime) -> set[UUID]:
    """People with an FFB case whose order, referral, goals, reviews or course changed. Sending is no change."""
    changes = Change.objects.filter(agency_id=agency_id, at__gte=since).exclude(operation="delivery.send")
    changed = changes.values("record_id")
    ours = ExternalRecord.objects.unscoped().filter(agency_id=agency_id, system=FFB)
    touched = ours.filter(
        Q(pk__in=changed) | Q(record_id__in=changed) | Q(referral_id__in=changed)
    ).values_list("person_id", flat=True)
    people = set(touched)
    for model, path in (
        (Enrolment, "person_id"),
        (Closure, "enrolment__person_id"),
        (Goal, "plan__enrolment__person_id"),
        (Review, "enrolment__person_id"),
    ):
        people |= set(model.objects.unscoped().filter(pk__in=changed).values_list(path, flat=True))
    return people & set(ours.exclude(content={}).values_list("person_id", flat=True))
