"""Taking a delivery in and sending one, each in one transaction.

What a delivery changes in the rooms below is written by their own operations.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.consents.deciding import Addressee
from alongside.consents.models import HowTold
from alongside.consents.operations.telling import record_disclosure
from alongside.consents.rules import Basis, To, Without
from alongside.interop.ffb import taking_in
from alongside.interop.ffb.order_records import OrderMessage
from alongside.interop.ffb.parts import key
from alongside.interop.ffb.problems import FFBRefused, Problem
from alongside.interop.ffb.reading import read_delivery
from alongside.interop.ffb.received import Ledger, Seen
from alongside.interop.ffb.records import DeliveryReport
from alongside.interop.ffb.sending import report_about
from alongside.interop.ffb.writing import record_resources, write_report
from alongside.interop.models import Delivery, DeliveryKind, Direction
from alongside.interop.results import ImportResult, Outcome, Sent
from alongside.kernel.operations import operation
from alongside.organisation.queries import profile_of
from alongside.people.identifiers import born_on
from alongside.people.models import Person
from alongside.referrals.models import Referral
from alongside.reviews.models import Review

REPORTED = ("contacts", "order", "plan")
"""What a delivery report tells the authority that ordered the course."""


@operation("delivery.receive")
def receive_delivery(
    *,
    by: Actor,
    delivery: OrderMessage | DeliveryReport,
    sha256: str,
    leans_on: Collection[UUID] = (),
) -> ImportResult:
    """Take an order or a delivery report in.

    The same file twice changes nothing. One that is older than what we took in for the same case is kept as
    received and changes nothing. A newer one updates what it speaks of, by KL's ids, and leaves the rest as it is.

    Args:
        sha256: of the file, as hexadecimal digits.
        leans_on: the people about whom the records were received that the delivery points to without bringing them.

    Raises:
        FFBRefused: a record is known to be about somebody else, the citizen is not born yet, or only records are
            withdrawn that never came.
        UnknownIdentifierSystem, IdentifierMalformed: the agency's profile does not take CPR numbers.
        UnknownSource: the agency's profile has no orders among its referral sources.
    """
    received = Delivery.objects.filter(agency_id=by.agency_id, direction=Direction.RECEIVED)
    if (earlier := received.filter(sha256=sha256).first()) is not None:
        return _said_before(earlier)
    _refuse_the_unborn(delivery, by)
    known = taking_in.person_of(by, delivery.citizen)
    _refuse_mixed_people(delivery, by, {known.pk} if known else set(), leans_on)
    person = taking_in.bring_person(by=by, person=known, delivery=delivery)
    ledger = Ledger(person)
    if isinstance(delivery, OrderMessage):
        result = taking_in.take_order(by=by, person=person, order=delivery, ledger=ledger)
    else:
        result = taking_in.take_report(by=by, person=person, report=delivery, ledger=ledger)
    ledger.keep("Patient", delivery.citizen.id, referral_id=None, record=person)
    Delivery(
        agency_id=by.agency_id,
        person=person,
        referral_id=result.referral_ids[0],
        cases=[str(id_) for id_ in result.referral_ids],
        direction=Direction.RECEIVED,
        kind=result.kind,
        bundle_id=delivery.bundle_id or "",
        stamped_at=delivery.timestamp,
        sha256=sha256,
        taken=result.outcome is not Outcome.OLDER,
        worker_name=by.name,
        **_ends(delivery),
    ).save()
    return result


@operation("delivery.send", on="person")
def send_report(*, by: Actor, person: Person, since: datetime) -> Sent:
    """Write the delivery report about a person and keep that it was sent.

    Args:
        since: what was withdrawn from then on is told as withdrawn.

    Raises:
        FFBRefused: what we have makes no valid report: no CPR number, no reporting organisation, no case number.
    """
    ledger = Ledger(person)
    report = report_about(person, ledger, by=by, since=since)
    content = write_report(report)
    read_delivery(content)
    reviews = {review.pk: review for review in Review.objects.filter(enrolment__person=person)}
    for resource in record_resources(replace(report, withdrawn=())):
        row = ledger.row(key(resource["resourceType"], resource["id"]))
        ledger.keep_content(resource, referral_id=row.referral_id if row else None)
        if (review := reviews.get(UUID(resource["id"]))) is not None:
            referral_id = review.enrolment.referral_id
            ledger.keep(resource["resourceType"], resource["id"], referral_id=referral_id, record=review)
    cases = sorted({str(row.referral_id) for row in ledger.rows() if row.referral_id})
    sha256 = hashlib.sha256(content).hexdigest()
    Delivery(
        agency_id=by.agency_id,
        person=person,
        referral_id=UUID(cases[0]) if cases else None,
        cases=cases,
        direction=Direction.SENT,
        kind=DeliveryKind.REPORT,
        bundle_id=report.bundle_id or "",
        stamped_at=report.timestamp,
        sha256=sha256,
        sender=report.citizen.organisation or "",
        worker_name=by.name,
    ).save()
    record_disclosure(
        by=by,
        person=person,
        to=Addressee(To.AUTHORITY, _authority(person)),
        how=HowTold.FILE,
        what=f"FFB {report.bundle_id or ''}".strip(),
        purpose=profile_of(by.agency_id).telling_purposes[0].key,
        categories=REPORTED,
        without=Without(Basis.ORDER),
        digest=sha256,
    )
    return Sent(person.pk, report.bundle_id or "", content)


def _authority(person: Person) -> str:
    """Who ordered the course and is reported to."""
    latest = (
        Referral.objects.filter(person=person).exclude(authority_name="").order_by("-received_at").first()
    )
    return latest.authority_name if latest is not None else "FFB"


def _said_before(earlier: Delivery) -> ImportResult:
    referrals = tuple(UUID(id_) for id_ in earlier.cases)
    return ImportResult(Outcome.SAME_FILE, earlier.kind, earlier.person_id, referrals)


def _refuse_the_unborn(delivery: OrderMessage | DeliveryReport, by: Actor) -> None:
    born = born_on(delivery.citizen.cpr)
    if born is not None and born > by.today:
        raise FFBRefused(
            [Problem(f"Bundle.entry.resource(Patient/{delivery.citizen.id})", "citizen-not-born")]
        )


def _refuse_mixed_people(
    delivery: OrderMessage | DeliveryReport, by: Actor, known: set[UUID], leans_on: Collection[UUID]
) -> None:
    """Ids are unique everywhere; one that was about somebody else means that two people got mixed up."""
    seen, keys = Seen(by.agency_id), taking_in.keys_in(delivery)
    mixed = keys if seen.of(keys) - known else []
    problems = [
        Problem(f"Bundle.entry.resource({type_}/{id_})", "citizen-another")
        for type_, id_ in mixed
        if seen.of([(type_, id_)]) - known
    ]
    if not problems and set(leans_on) - known:
        problems = [Problem("Bundle.entry", "citizen-another")]
    if problems:
        raise FFBRefused(problems)


def _ends(delivery: OrderMessage | DeliveryReport) -> dict[str, str]:
    if isinstance(delivery, DeliveryReport):
        return {"sender": delivery.citizen.organisation or ""}
    return {
        "sender": (delivery.sender.name if delivery.sender else "") or "",
        "sender_address": delivery.sender_endpoint,
        "receiver": delivery.receiver.name or "",
        "receiver_address": delivery.receiver_endpoint,
    }
