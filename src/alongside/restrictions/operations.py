"""Refusing a colleague, closing a part of the record, marking, and taking either back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.approvals.operations import use_approval
from alongside.kernel.events import publish
from alongside.kernel.operations import operation
from alongside.organisation.models import Worker
from alongside.organisation.queries import profile_of
from alongside.people.models import Person
from alongside.restrictions import errors, rules
from alongside.restrictions.events import KeptOut
from alongside.restrictions.models import AskedBy, ClosedValue, Evidence, Mark, MarkKind, Release, Restriction
from alongside.restrictions.standing import in_force

RELEASE = "protected.release"
"""The act of two people that lets what is protected out of the record."""
LISTS = (
    "life_dimensions",
    "domains",
    "housing_kinds",
    "plan_kinds",
    "daily_kinds",
    "event_kinds",
    "service_kinds",
    "criteria",
    "around",
)
"""The lists of the profile by whose keys records belong to a category."""


@operation("restriction.refuse_worker", on="person")
def refuse_worker(
    *,
    by: Actor,
    person: Person,
    worker: Worker,
    evidence: str,
    witness: str = "",
    said_on: date | None = None,
    until: date | None = None,
    reason: str = "",
    key: UUID | None = None,
) -> Restriction:
    """Keep that the person does not want a colleague to see anything about them. It holds at once.

    Args:
        evidence: how the person said so, of `Evidence`.
        until: the last day on which it holds; None until it is lifted.

    Raises:
        SaidInTheFuture, UntilPast, EvidenceMissing, WitnessMissing: see `rules.check_restriction`.
        NotTheirColleague: the worker is of another agency.
        RefusedAlready: it holds already.
    """
    _require_colleague(person, worker)
    restriction = _restriction(
        by, person, AskedBy.PERSON, evidence, witness, said_on or by.today, until, reason
    )
    restriction.worker = worker
    if Restriction.objects.filter(in_force(by.today), person=person, worker=worker).exists():
        raise errors.RefusedAlready(field="worker")
    restriction.save()
    publish(KeptOut(person.pk, worker.pk, by.today))
    return restriction


@operation("restriction.close", on="person")
def close_category(
    *,
    by: Actor,
    person: Person,
    category: str,
    asked_by: str = AskedBy.PERSON,
    evidence: str = "",
    witness: str = "",
    said_on: date | None = None,
    until: date | None = None,
    reason: str = "",
    key: UUID | None = None,
) -> Restriction:
    """Close a part of the record to all but those who walk with the person.

    Args:
        category: a key of the profile's record categories.
        asked_by: of `AskedBy`; the agency needs no evidence of its own wish.

    Raises:
        SaidInTheFuture, UntilPast, EvidenceMissing, WitnessMissing: see `rules.check_restriction`.
        CategoryUnknown: the profile has no such category.
        RefusedAlready: it is closed already.
    """
    known = profile_of(person.agency_id).record_categories.get(category)
    if known is None:
        raise errors.CategoryUnknown(field="category")
    restriction = _restriction(by, person, asked_by, evidence, witness, said_on or by.today, until, reason)
    restriction.category = category
    if Restriction.objects.filter(in_force(by.today), person=person, category=category).exists():
        raise errors.RefusedAlready(field="category")
    restriction.save()
    ClosedValue.objects.bulk_create(
        ClosedValue(restriction=restriction, list=name, value=value)
        for name in LISTS
        for value in getattr(known, name)
    )
    return restriction


@operation("restriction.lift", on="restriction")
def lift_restriction(
    *, by: Actor, restriction: Restriction, reason: str, version: int | None = None
) -> Restriction:
    """Let what was refused or closed be open again, and say why.

    Raises:
        StaleRecord: `version` is not the record's.
        LiftedAlready: it does not hold any more.
        LiftReasonMissing: `reason` is blank.
    """
    restriction.require_version(version)
    if restriction.lifted_on is not None:
        raise errors.LiftedAlready
    restriction.lift_reason = rules.require_why(reason)
    restriction.lifted_on, restriction.lifted_by_id = by.today, by.worker_id
    restriction.save()
    return restriction


@operation("mark.set", on="person")
def mark_person(
    *,
    by: Actor,
    person: Person,
    kind: str,
    worker: Worker | None = None,
    note: str = "",
    key: UUID | None = None,
) -> Mark:
    """Keep that a colleague is the person or close to them, or that many know the person.

    Raises:
        WorkerMissing, WorkerOfNobody: see `rules.check_mark`.
        NotTheirColleague: the worker is of another agency.
        RefusedAlready: it stands already.
    """
    return _mark(by, person, kind, worker, note)


@operation("mark.declare", on="person")
def declare_closeness(
    *, by: Actor, person: Person, kind: str = MarkKind.FAMILY, note: str = "", key: UUID | None = None
) -> Mark:
    """Say oneself that one is the person or close to them. From then on one does not see them.

    Raises:
        WorkerMissing: the actor is nobody who works here, or `kind` names no colleague.
        RefusedAlready: it stands already.
    """
    rules.check_mark(names_worker=by.worker_id is not None, known_to_many=kind == MarkKind.VIP)
    worker = Worker.objects.get(pk=by.worker_id) if by.worker_id is not None else None
    return _mark(by, person, kind, worker, note)


@operation("mark.end", on="mark")
def end_mark(*, by: Actor, mark: Mark, reason: str, version: int | None = None) -> Mark:
    """Say that a mark does not hold any more, and why.

    Raises:
        StaleRecord: `version` is not the record's.
        LiftedAlready: it was ended.
        LiftReasonMissing: `reason` is blank.
    """
    mark.require_version(version)
    if mark.ended_on is not None:
        raise errors.LiftedAlready
    mark.end_reason = rules.require_why(reason)
    mark.ended_on, mark.ended_by_id = by.today, by.worker_id
    mark.save()
    return mark


@operation("protected.release", on="person")
def release_protected(*, by: Actor, person: Person, until: date, key: UUID | None = None) -> Release:
    """Make use of a second person's yes: the actor may put what is protected on paper, for what they asked it for.

    Args:
        until: the last day, within `rules.LONGEST_RELEASE`.

    Raises:
        ReleasedTooLong
        ApprovalNeeded, ApprovalExpired: nobody said yes, or too long ago.
    """
    rules.check_release(until=until, today=by.today)
    approval = use_approval(RELEASE, person, by=by)
    assert by.worker_id is not None
    assert approval.decided_by_id is not None
    release = Release(
        person=person,
        purpose=approval.why,
        until=until,
        released_on=by.today,
        released_by_id=by.worker_id,
        agreed_by_id=approval.decided_by_id,
    )
    release.save()
    return release


def _restriction(
    by: Actor,
    person: Person,
    asked_by: str,
    evidence: str,
    witness: str,
    said_on: date,
    until: date | None,
    reason: str,
) -> Restriction:
    rules.check_restriction(
        by_person=asked_by == AskedBy.PERSON,
        signed=evidence == Evidence.SIGNED if evidence else None,
        witness=witness,
        said_on=said_on,
        until=until,
        today=by.today,
    )
    return Restriction(
        person=person,
        asked_by=asked_by,
        evidence=evidence,
        witness=witness.strip(),
        said_on=said_on,
        until=until,
        reason=reason.strip(),
        recorded_by_id=by.worker_id,
    )


def _mark(by: Actor, person: Person, kind: str, worker: Worker | None, note: str) -> Mark:
    rules.check_mark(names_worker=worker is not None, known_to_many=kind == MarkKind.VIP)
    if worker is not None:
        _require_colleague(person, worker)
    if Mark.objects.filter(person=person, kind=kind, worker=worker, ended_on__isnull=True).exists():
        raise errors.RefusedAlready(field="kind")
    mark = Mark(
        person=person,
        kind=kind,
        worker=worker,
        note=note.strip(),
        said_on=by.today,
        recorded_by_id=by.worker_id,
    )
    mark.save()
    if worker is not None:
        publish(KeptOut(person.pk, worker.pk, by.today))
    return mark


def _require_colleague(person: Person, worker: Worker) -> None:
    if worker.agency_id != person.agency_id:
        raise errors.NotTheirColleague(field="worker")
