"""Taking a delivery in. Every write goes through the operations of the rooms below, in one transaction."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from alongside.access.actor import Actor
from alongside.interop.ffb import taking_in
from alongside.interop.ffb.order_records import OrderMessage
from alongside.interop.ffb.problems import FFBRefused, Problem
from alongside.interop.ffb.received import Ledger, Seen
from alongside.interop.ffb.records import DeliveryReport
from alongside.interop.models import Delivery, Direction
from alongside.interop.results import ImportResult, Outcome
from alongside.kernel.operations import operation
from alongside.people.identifiers import born_on


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
        bundle_id=(delivery.bundle_id or "")[:64],
        stamped_at=delivery.timestamp,
        sha256=sha256,
        taken=result.outcome is not Outcome.OLDER,
        worker_name=by.name,
        **_ends(delivery),
    ).save()
    return result


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
    seen = Seen(by.agency_id)
    problems = [
        Problem(f"Bundle.entry.resource({type_}/{id_})", "citizen-another")
        for type_, id_ in taking_in.keys_in(delivery)
        if seen.of([(type_, id_)]) - known
    ]
    if not problems and set(leans_on) - known:
        problems = [Problem("Bundle.entry", "citizen-another")]
    if problems:
        raise FFBRefused(problems)


def _ends(delivery: OrderMessage | DeliveryReport) -> dict[str, str]:
    if isinstance(delivery, DeliveryReport):
        return {"sender": (delivery.citizen.organisation or "")[:200]}
    return {
        "sender": ((delivery.sender.name if delivery.sender else "") or "")[:200],
        "sender_address": delivery.sender_endpoint[:300],
        "receiver": (delivery.receiver.name or "")[:200],
        "receiver_address": delivery.receiver_endpoint[:300],
    }
