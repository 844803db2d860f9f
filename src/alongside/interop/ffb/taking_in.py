"""How a delivery becomes person, referral and order. Used inside `operations.receive_delivery`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from alongside.access.actor import Actor
from alongside.interop.models import Delivery, DeliveryKind, Direction
from alongside.interop.results import ImportResult, Outcome
from alongside.organisation.models import Agency, Worker
from alongside.people.identifiers import CPR
from alongside.people.models import Person
from alongside.people.operations import change_person, register_person, set_identifier
from alongside.people.queries import find_by_identifier
from alongside.referrals.models import Order, Referral
from alongside.referrals.operations import change_referral, receive_referral
from alongside.referrals.order_operations import Part, Receipt, receive_order

from .as_reported import as_reported
from .cases import Key, cases_of, keys_of
from .order_parts import coordinator, parts_of_order, person_fields, referral_fields
from .order_records import OrderMessage
from .parts import PartsOfReport, day_of, key
from .problems import FFBRefused, Problem
from .received import Ledger, News
from .records import Citizen, DeliveryReport, Withdrawn
from .writing import record_resources

_LONGEST_NAME = 100
SOURCE = "order"
"""The referral source of the profiles for an authority's order."""


def zone() -> ZoneInfo:
    """Where the work is done."""
    return ZoneInfo(timezone.get_default_timezone_name())


def keys_in(delivery: OrderMessage | DeliveryReport) -> list[Key]:
    """Every record of the delivery that is about one citizen only, the citizen included."""
    report = as_reported(delivery) if isinstance(delivery, OrderMessage) else delivery
    withdrawn = [(found.resource_type, found.id) for found in delivery.withdrawn]
    return [("Patient", delivery.citizen.id), *keys_of(report), *withdrawn]


def person_of(by: Actor, citizen: Citizen) -> Person | None:
    """The person with that CPR number, when we know one."""
    return find_by_identifier(by.agency_id, CPR, citizen.cpr)


def bring_person(*, by: Actor, person: Person | None, delivery: OrderMessage | DeliveryReport) -> Person:
    """The person, registered when new. What our own people have written about someone is never overwritten."""
    said: dict[str, Any] = dict(person_fields(delivery.citizen))
    named = bool(said.get("given_name") or said.get("family_name"))
    if person is None:
        if not named:
            said["called_name"] = _nobody_named(by, delivery)
        person = register_person(by=by, **said)
        set_identifier(by=by, person=person, system=CPR, value=delivery.citizen.cpr)
        return person
    news = {name: value for name, value in said.items() if not getattr(person, name)}
    if (
        named
        and not (person.given_name or person.family_name)
        and person.called_name == _nobody_named(by, delivery)
    ):
        news["called_name"] = ""
    return change_person(by=by, person=person, **news) if news else person


def _nobody_named(by: Actor, delivery: OrderMessage | DeliveryReport) -> str:
    """What to call someone of whom a report tells the number only, until somebody asks their name."""
    number = _case_numbers(delivery)[0] if _case_numbers(delivery) else ""
    language = Agency.objects.values_list("language", flat=True).get(pk=by.agency_id)
    with override(language):
        name = _("Person in case %(number)s") % {"number": number} if number else _("Not named yet")
    return name[:_LONGEST_NAME]


def _case_numbers(delivery: OrderMessage | DeliveryReport) -> tuple[str, ...]:
    if isinstance(delivery, DeliveryReport):
        return delivery.case_numbers
    return (delivery.plan.case_number.value,) if delivery.plan.case_number else ()


def take_order(*, by: Actor, person: Person, order: OrderMessage, ledger: Ledger) -> ImportResult:
    """Write an order: the referral, and everything it carries."""
    row = ledger.row(key("CarePlan", order.plan.id))
    referral = row.referral if row else None
    if referral is None and order.plan.case_number:
        referral = _referral_of_case(person, order.plan.case_number.value)
    new = referral is None
    if referral is not None and _is_older(referral, DeliveryKind.ORDER, order.timestamp):
        return ImportResult(Outcome.OLDER, DeliveryKind.ORDER, person.pk, (referral.pk,))
    fields = referral_fields(order, zone()) | _authority_worker(by, order)
    referral = _write_referral(by, person, referral, fields)
    receipt = _write_parts(by, referral, parts_of_order(order, zone()), ledger, order.withdrawn)
    for resource in record_resources(replace(as_reported(order), withdrawn=())):
        ledger.keep_content(resource, referral_id=referral.pk)
    counts = (receipt.made, receipt.changed, receipt.withdrawn)
    return _result(DeliveryKind.ORDER, person, [referral], counts, new=new)


def take_report(*, by: Actor, person: Person, report: DeliveryReport, ledger: Ledger) -> ImportResult:
    """Write a report: a referral for each case that is new, and everything the report speaks of."""
    owners = cases_of(report, ledger.cases_of_plans())
    numbers = dict.fromkeys([*report.case_numbers, *(owners[name] for name in keys_of(report))])
    referrals = {number: _referral_of_case(person, number) for number in numbers if number}
    if not referrals:
        referrals = {"": _referral_of_withdrawn(ledger, report.withdrawn)}
    for known in referrals.values():
        if known is not None and _is_older(known, DeliveryKind.REPORT, report.timestamp):
            ids = tuple(found.pk for found in referrals.values() if found)
            return ImportResult(Outcome.OLDER, DeliveryKind.REPORT, person.pk, ids)
    parts = PartsOfReport(
        report,
        zone(),
        ledger.offer_types() | {found.id: found.offer_type for found in report.performers},
        ledger.follow_ups()
        | {found.id: day for found in report.encounters if (day := day_of(found.on, zone()))},
    ).parts()
    new = any(known is None for known in referrals.values())
    standing = record_resources(replace(report, withdrawn=()))
    resources = {(found["resourceType"], found["id"]): found for found in standing}
    written, withdrawn, news = [], 0, []
    for place, (number, known) in enumerate(referrals.items()):
        referral = _write_referral(by, person, known, {"case_number": number} if number else {})
        ours = [
            part for part in parts if owners[_owner_key(part)] == number and _is_news(part, ledger, resources)
        ]
        gone = report.withdrawn if place == 0 else ()
        withdrawn += _write_parts(by, referral, ours, ledger, gone).withdrawn
        news += [
            ledger.keep_content(resource, referral_id=referral.pk)
            for name, resource in resources.items()
            if owners.get(name) == number
        ]
        written.append(_with_follow_up(by, referral))
    counts = (news.count(News.NEW), news.count(News.CHANGED), withdrawn)
    return _result(DeliveryKind.REPORT, person, written, counts, new=new)


def _is_news(part: Part, ledger: Ledger, resources: dict[Key, dict[str, Any]]) -> bool:
    """What a report repeats unchanged, or what it says of a record we made ourselves, is not written again."""
    type_, _sep, id_ = part.key.partition("/")
    resource = resources.get((type_, id_.partition("#")[0]))
    repeated = resource is not None and ledger.says_the_same(part.key, resource)
    return not repeated and not ledger.stands_for_ours(part.key)


def _owner_key(part: Part) -> Key:
    """Whose case decides: a service and a follow-up belong where their plan does."""
    type_, _sep, id_ = (part.order or part.key).partition("/")
    return type_, id_.partition("#")[0]


def _referral_of_case(person: Person, number: str) -> Referral | None:
    return Referral.objects.filter(person=person, case_number=number).order_by("-received_at").first()


def _referral_of_withdrawn(ledger: Ledger, withdrawn: Iterable[Withdrawn]) -> Referral:
    """A report that only withdraws names no case; the records it withdraws say which one it is."""
    for found in withdrawn:
        row = ledger.row(key(found.resource_type, found.id))
        if row is not None and row.referral is not None:
            return row.referral
    raise FFBRefused([Problem("Bundle.entry", "case-number-nowhere")])


def _is_older(referral: Referral, kind: str, timestamp: datetime) -> bool:
    """Has a later delivery of this kind been taken in for the case?"""
    later = Delivery.objects.filter(
        person_id=referral.person_id,
        kind=kind,
        direction=Direction.RECEIVED,
        taken=True,
        stamped_at__gt=timestamp,
    )
    return any(str(referral.pk) in delivery.cases for delivery in later)


def _write_referral(by: Actor, person: Person, referral: Referral | None, fields: dict[str, Any]) -> Referral:
    if referral is None:
        return receive_referral(by=by, person=person, source=SOURCE, received_at=by.now, **fields)
    news = {name: value for name, value in fields.items() if getattr(referral, name) != value}
    return change_referral(by=by, referral=referral, **news) if news else referral


def _authority_worker(by: Actor, order: OrderMessage) -> dict[str, Any]:
    """The authority's caseworker, when they have an account here under the same mail address."""
    contact = coordinator(order)
    emails = [email.lower() for email in contact.emails] if contact else []
    workers = [
        worker
        for worker in Worker.objects.filter(agency_id=by.agency_id).exclude(email="")
        if worker.email.lower() in emails
    ]
    return {"authority_worker": workers[0]} if len(workers) == 1 else {}


def _write_parts(
    by: Actor, referral: Referral, parts: list[Part], ledger: Ledger, withdrawn: Iterable[Withdrawn]
) -> Receipt:
    known = ledger.records()
    gone = [
        known[name]
        for found in withdrawn
        for name in ledger.withdraw(found.resource_type, found.id, by.now)
        if name in known
    ]
    receipt = receive_order(by=by, referral=referral, parts=parts, known=known, withdrawn=gone)
    brought = {part.key for part in parts}
    for name, record in receipt.records.items():
        if name in brought:
            type_, _sep, id_ = name.partition("/")
            ledger.keep(type_, id_, referral_id=referral.pk, record=record)
    return receipt


def _with_follow_up(by: Actor, referral: Referral) -> Referral:
    """The referral's next follow-up is the first one of its running orders."""
    days = Order.objects.filter(
        referral=referral, existing=False, status="active", follow_up_on__isnull=False
    ).values_list("follow_up_on", flat=True)
    first = min(days, default=None)
    if first is None or first == referral.follow_up_on:
        return referral
    return change_referral(by=by, referral=referral, follow_up_on=first)


def _result(
    kind: str, person: Person, referrals: list[Referral], counts: tuple[int, int, int], *, new: bool
) -> ImportResult:
    outcome = Outcome.NEW if new else Outcome.UPDATED if any(counts) else Outcome.UNCHANGED
    return ImportResult(outcome, kind, person.pk, tuple(referral.pk for referral in referrals), *counts)
