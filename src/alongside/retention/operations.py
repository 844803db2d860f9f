"""Holding, shutting, archiving and destroying records."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.apps import apps
from django.utils.translation import gettext

from alongside.access.actor import Actor
from alongside.approvals.operations import use_approval
from alongside.consents.operations.telling import keep_whole_record_went_out
from alongside.consents.rules import Basis, To
from alongside.kernel import destroying
from alongside.kernel.jobs import enqueue
from alongside.kernel.operations import operation
from alongside.people.models import Person
from alongside.retention import rules
from alongside.retention.archiving import sealed
from alongside.retention.errors import CourseOpen, MarkedAlready, NotMarked
from alongside.retention.everything import KEPT_AS_EVIDENCE, everything_about
from alongside.retention.models import Archive, Certificate, Mark, MarkKind, Rule
from alongside.retention.queries import latest_archive, marks_that_hold, rule_of, standing_of


@operation("retention.set_rule")
def set_rule(*, by: Actor, years: int, basis: str, version: int | None = None) -> Rule:
    """Say for how long records are kept after the last course closed, and on what that rests.

    Raises:
        YearsOutOfBounds, WhyMissing, StaleRecord
    """
    rule = rule_of(by.agency_id)
    if rule is None:
        rule = Rule(agency_id=by.agency_id)
    else:
        rule.require_version(version)
    rule.years, rule.basis = rules.years_of(years), rules.why_of(basis)
    rule.worker_id, rule.set_at = by.worker_id, by.now
    rule.save()
    return rule


@operation("retention.hold", on="person")
def place_hold(*, by: Actor, person: Person, why: str, key: UUID | None = None) -> Mark:
    """Keep a record whatever the rule says: a claim, a complaint, research the person agreed to.

    Raises:
        WhyMissing, MarkedAlready
    """
    return _place(by, person, MarkKind.HOLD, why)


@operation("retention.shut", on="person")
def restrict_use(*, by: Actor, person: Person, why: str, key: UUID | None = None) -> Mark:
    """Shut a record to all but the lead and the privacy officer (GDPR Art. 18).

    Raises:
        WhyMissing, MarkedAlready
    """
    return _place(by, person, MarkKind.SHUT, why)


@operation("retention.lift", on="person")
def lift_mark(*, by: Actor, person: Person, kind: str, why: str) -> Mark:
    """Take a hold or a restriction back. That it held stays readable.

    Raises:
        WhyMissing, NotMarked
    """
    why = rules.why_of(why)
    mark = marks_that_hold(MarkKind(kind)).select_for_update().filter(person=person).first()
    if mark is None:
        raise NotMarked
    mark.lifted_at, mark.lifted_by_id, mark.lifted_why = by.now, by.worker_id, why
    mark.save()
    return mark


@operation("archive.make", on="person")
def make_archive(*, by: Actor, person: Person, key: UUID | None = None) -> Archive:
    """Ask for the archive of a record; it is made in the background.

    Raises:
        CourseOpen: the record is still written in.
    """
    if standing_of(person, by).open:
        raise CourseOpen
    archive = Archive(person=person, worker_id=by.worker_id, asked_at=by.now)
    archive.save()
    job = enqueue("archive.make", agency_id=by.agency_id, user_id=by.user_id, archive_id=archive.pk)
    archive.job_id = job.pk
    archive.save()
    return archive


@operation("archive.keep", on="person")
def keep_archive(
    *, by: Actor, person: Person, archive: Archive, content: bytes, counts: dict[str, int]
) -> Archive:
    """Keep the archive that was made, sealed."""
    archive.sealed = sealed(content, room="retention", record_id=archive.pk)
    archive.sha256, archive.size = hashlib.sha256(content).hexdigest(), len(content)
    archive.counts, archive.made_at = counts, by.now
    archive.save()
    return archive


@operation("archive.take_out", on="person")
def take_archive_out(*, by: Actor, person: Person, archive: Archive) -> Archive:
    """Note that the archive was taken out, and by whom: from then on the record may go.

    The ledger keeps it too, with the fingerprint of the file and what the agency's rule rests on.
    """
    rule = rule_of(by.agency_id)
    keep_whole_record_went_out(
        by=by,
        person=person,
        to=To.ARCHIVE,
        basis=Basis.RULE,
        what=gettext("The archive of the record: everything about the person, with every file"),
        digest=archive.sha256,
        why=rule.basis if rule is not None else "",
    )
    archive.taken_at, archive.taken_by_id = by.now, by.worker_id
    archive.save()
    return archive


@operation("record.destroy", on="person")
def destroy_record(*, by: Actor, person: Person, asked_to_erase: bool = False) -> Certificate:
    """Destroy everything about a person. Nothing brings it back but the archive.

    It takes a second person's yes (`record.destroy`), which is used by this. What stays: lines of the trail, with ids;
    the requests for a second person, without their words; and the certificate.

    Args:
        asked_to_erase: the person asked for it, and it was decided to erase.

    Raises:
        ApprovalNeeded, ApprovalExpired, OnHold, CourseOpen, RequestUnderWay, RuleNotSet, NotDue, ArchiveMissing
    """
    locked: Person = Person._base_manager.select_for_update().get(pk=person.pk)
    standing = standing_of(locked, by)
    rule = rule_of(by.agency_id)
    rules.require_may_go(
        standing,
        years=rule.years if rule else None,
        today=by.today,
        asked_to_erase=asked_to_erase,
    )
    approval = use_approval("record.destroy", locked, by=by)
    archive = latest_archive(locked)
    assert archive is not None
    assert approval.decided_by_id is not None
    found = everything_about(locked)
    people = found[Person]
    for label, (column, fields) in KEPT_AS_EVIDENCE.items():
        model = apps.get_model(label)
        rows = model._base_manager.filter(**{f"{column}__in": list(people)})
        destroying.blank(model, list(rows.values_list("pk", flat=True)), fields)
    counts = destroying.destroy(found)
    certificate = Certificate(
        agency_id=by.agency_id,
        former_id=locked.pk,
        counts=dict(sorted(counts.items())),
        archive_sha256=archive.sha256,
        closed_on=standing.closed_on,
        years=None if asked_to_erase or rule is None else rule.years,
        asked_by_id=approval.asked_by_id,
        granted_by_id=approval.decided_by_id,
        destroyed_at=by.now,
    )
    certificate.save()
    enqueue("retention.sweep", agency_id=by.agency_id, user_id=by.user_id)
    return certificate


def _place(by: Actor, person: Person, kind: MarkKind, why: str) -> Mark:
    why = rules.why_of(why)
    if marks_that_hold(kind).filter(person=person).exists():
        raise MarkedAlready
    mark = Mark(person=person, kind=kind, why=why, worker_id=by.worker_id, placed_at=by.now)
    mark.save()
    return mark
